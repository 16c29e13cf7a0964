from households.models.attachments import Attachment
from households.models.certificates import DisabilityCertificate
from households.models.comparison import Comparison, ComparisonRow, ComparisonTask, IdentityWord
from households.models.drafts import Draft
from households.models.duplicates import Duplicate, Merge
from households.models.facts import FactStatement, HouseholdFacts, LoadedList, PersonFacts
from households.models.families import FamilyChange, Transfer
from households.models.finding import KeptSearch, ListExport, ListLayout, SavedFilter, SearchPace
from households.models.households import Household, StatusStep
from households.models.lists import ListName, ListRow
from households.models.pairings import Cadre, Pairing, Visit
from households.models.persons import Finding, Person
from households.models.procedures import Procedure, ProcedureStep
from households.models.proposals import Proposal
from households.models.remembered import PlaceWord, RememberedLayout
from households.models.rosters import ImportLimits, RosterDecision, RosterFile, RosterPart, RosterRow
from households.models.surveys import HouseholdYear

__all__ = [
    "Attachment",
    "Cadre",
    "Comparison",
    "ComparisonRow",
    "ComparisonTask",
    "DisabilityCertificate",
    "Draft",
    "Duplicate",
    "FactStatement",
    "FamilyChange",
    "Finding",
    "Household",
    "HouseholdFacts",
    "HouseholdYear",
    "IdentityWord",
    "ImportLimits",
    "KeptSearch",
    "ListExport",
    "ListLayout",
    "ListName",
    "ListRow",
    "LoadedList",
    "Merge",
    "Pairing",
    "Person",
    "PersonFacts",
    "PlaceWord",
    "Procedure",
    "ProcedureStep",
    "Proposal",
    "RememberedLayout",
    "RosterDecision",
    "RosterFile",
    "RosterPart",
    "RosterRow",
    "SavedFilter",
    "SearchPace",
    "StatusStep",
    "Transfer",
    "Visit",
]
