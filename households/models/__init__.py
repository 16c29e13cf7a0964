from households.models.attachments import Attachment
from households.models.certificates import DisabilityCertificate
from households.models.facts import FactStatement, HouseholdFacts, LoadedList, PersonFacts
from households.models.finding import KeptSearch, ListExport, ListLayout, SavedFilter, SearchPace
from households.models.households import Household, StatusStep
from households.models.pairings import Cadre, Pairing, Visit
from households.models.persons import Finding, Person
from households.models.rosters import ImportLimits, RosterDecision, RosterFile, RosterRow
from households.models.surveys import HouseholdYear

__all__ = [
    "Attachment",
    "Cadre",
    "DisabilityCertificate",
    "FactStatement",
    "Finding",
    "Household",
    "HouseholdFacts",
    "HouseholdYear",
    "ImportLimits",
    "KeptSearch",
    "ListExport",
    "ListLayout",
    "LoadedList",
    "Pairing",
    "Person",
    "PersonFacts",
    "RosterDecision",
    "RosterFile",
    "RosterRow",
    "SavedFilter",
    "SearchPace",
    "StatusStep",
    "Visit",
]
