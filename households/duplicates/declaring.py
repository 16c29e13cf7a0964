"""What is said of duplicates at start: the run, the panel of the file, the tables of this floor."""

from __future__ import annotations

from foundation.jobs.kinds import register_kind
from households import hanging, models
from households.duplicates.finding import RUN_KIND
from households.duplicates.panel import PANEL
from households.file.panels import register_panel


def declare_duplicates() -> None:
    """Called from ``HouseholdsConfig.ready``."""
    register_kind(RUN_KIND)
    register_panel(PANEL)
    hanging.follows(
        models.Person,
        models.DisabilityCertificate,
        models.Finding,
        models.FactStatement,
        models.HouseholdYear,
        models.StatusStep,
        models.Pairing,
        models.Visit,
        models.RosterRow,
        models.Procedure,  # before the papers of its steps: they go along
        models.Attachment,
        models.FamilyChange,
        models.Transfer,
    )
    hanging.follows(models.ProcedureStep, through="procedure")
    for facts in (models.PersonFacts, models.HouseholdFacts):
        hanging.stays(facts, because="made anew from the files")
    hanging.stays(models.Duplicate, because="tells of the two files themselves")
    hanging.stays(models.Merge, because="tells of the two files themselves")
    hanging.stays(models.Draft, because="typed over the file as it was; saving tells that it has left")
