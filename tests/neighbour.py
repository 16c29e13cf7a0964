"""Everything that a household of the next county can have, for strangers to ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from actions.models import Activity, Attendance, Enrolment, Share
from assessment.models import ItemTask, Ledger, RiskAlert
from foundation.jobs.models import Run
from foundation.policy.models import PolicyItem
from foundation.sealed.fields import Sealed
from foundation.sealed.files import keep_file
from households.models import (
    Attachment,
    Comparison,
    ComparisonRow,
    ComparisonTask,
    Duplicate,
    FactStatement,
    Finding,
    Household,
    HouseholdYear,
    IdentityWord,
    ListExport,
    ListRow,
    Merge,
    Procedure,
    ProcedureStep,
    Proposal,
    RosterFile,
    RosterPart,
    RosterRow,
    SavedFilter,
    Transfer,
)
from support_measures.models import AreaSupport, BenefitRecord, Payment
from tests import world as w
from tests.world import World, add_member, household, pair, person

NAME = "邻县隐名户"
DAY = date(2018, 6, 30)


@dataclass(frozen=True)
class Neighbour:
    """Keys of the neighbour's rows; the texts are what every county has alike."""

    household: int
    person: int
    pairing: int
    finding: int
    run: int
    roster: int
    roster_row: int
    roster_from_above: int
    alert: int
    ledger: int
    earlier_ledger: int
    benefit: int
    enrolment: int
    export: int
    saved_filter: int
    procedure: int
    transfer: int
    procedure_step: int
    pair: int
    merge: int
    photo: UUID
    paper: UUID
    event: int
    statement: int
    payment: int
    activity: int
    area_support: int
    share: int
    comparison: int
    comparison_row: int
    identity_word: int
    task: int
    item_task: int
    proposal: int
    batch: str = "00000000-0000-4000-8000-000000000001"
    procedure_kind: str = "lift"
    step_kind: str = "check"
    year: int = 2018
    kind: str = "household"
    field: str = "note"
    county: int = w.NEXT_COUNTY
    plan: str = "cn-2016"
    item: str = "medical-aid-coverage"
    household_item: str = "dibao"
    county_item: str = "cadre-training"
    action: str = "sunshine-volunteers"
    household_action: str = "industry"


def _ledger(county: dict[str, Any], period: str) -> Ledger:
    return Ledger.objects.create(
        **county, period=period, as_of=DAY, file_name=f"{NAME}.xlsx", stored_as="none", sha256="0" * 64,
        size_bytes=1, catalogue_version="0", frozen_at=timezone.now(),
    )  # fmt: skip


def move_in_next_door(world: World) -> Neighbour:
    home = household(w.NEXT_VILLAGE, members=[person(level=1, name=NAME)], head_name=NAME)
    member = home.persons.get()
    double = add_member(home, name=NAME)
    pair_of_files = Duplicate.objects.create(
        area_code=home.area_code, kind="birth", score=90, reasons=[NAME], household_a=home, household_b=home,
        person_a=member, person_b=double,
    )  # fmt: skip
    here = {"household": home, "area_code": home.area_code}
    county = {"area_code": w.NEXT_COUNTY, "created_by": world.clerk_next_door}
    HouseholdYear.objects.create(**here, year=2018, members=1)
    run = Run.objects.create(
        kind="produce_ledger", area_code=w.NEXT_COUNTY, asked_by=world.clerk_next_door, state="done",
        finished_at=timezone.now(), sentence=NAME,
    )  # fmt: skip
    benefit = BenefitRecord.objects.create(
        **here, item="dibao", starts_on=date(2018, 1, 1), batch=Neighbour.batch
    )
    procedure = Procedure.objects.create(
        **here, kind="lift", year=2018, opened_on=DAY, reason=NAME, needs=["review", "check"]
    )
    step = ProcedureStep.objects.create(
        **here, procedure=procedure, kind="review", position=2, held_on=DAY, responsible=NAME, document=NAME
    )
    station = Activity.objects.create(
        area_code=w.NEXT_COUNTY, action="photovoltaic", kind="station", name=NAME, starts_on=DAY
    )
    Attendance.objects.create(**here, activity=station, activity_hours=0, person=member)
    roster = RosterFile.objects.create(
        **county, file_name=f"{NAME}.xlsx", sha256="0" * 64, size_bytes=1, stored_as="none"
    )
    wider = RosterFile.objects.create(
        area_code=w.PREFECTURE, file_name=f"{NAME}上级.xlsx", sha256="1" * 64, size_bytes=1, stored_as="none",
        state="merged",
    )  # fmt: skip
    RosterPart.objects.create(
        roster=wider, area_code=w.NEXT_VILLAGE, imported_for=w.PREFECTURE, file_name=wider.file_name,
        kind=wider.kind, merged_on=DAY, counts={"new": 1},
    )  # fmt: skip
    listed = ListRow.objects.create(
        roster=roster, area_code=w.NEXT_COUNTY, list_name="低保对象名单", period="2018-06", sheet="1",
        row_number=1, name=NAME, note=NAME,
    )  # fmt: skip
    comparison = Comparison.objects.create(
        area_code=w.NEXT_COUNTY, left_list="低保对象名单", left_period="2018-06", compared_on=DAY, days=30,
        days_urgent=10, asked_by=world.clerk_next_door, run=run, counts={"sizes": {"only_right": 1}},
    )  # fmt: skip
    return Neighbour(
        activity=station.pk,
        area_support=AreaSupport.objects.create(
            area_code=w.NEXT_COUNTY, item="cadre-training", starts_on=DAY, document=NAME
        ).pk,
        share=Share.objects.create(**here, activity=station, shares=1, starts_on=DAY).pk,
        comparison=comparison.pk,
        identity_word=IdentityWord.objects.create(
            area_code=home.area_code, county_code=w.NEXT_COUNTY, key_a="l:1", key_b=f"p:{member.pk}",
            same=True, reason=NAME, decided_by=world.clerk_next_door,
        ).pk,
        comparison_row=ComparisonRow.objects.create(
            **here, comparison=comparison, outcome="doubtful", score=70, how="name", name=NAME, person=member,
            list_row=listed,
        ).pk,
        task=ComparisonTask.objects.create(
            **here, county_code=w.NEXT_COUNTY, kind="dibao-recorded-only", list_name="低保对象名单",
            period="2018-06", person_key=f"p:{member.pk}", name=NAME, person=member, sentence=NAME, facts="",
            owner_code=w.NEXT_TOWNSHIP, found_on=DAY, seen_on=DAY, due_on=DAY, comparison=comparison,
        ).pk,
        item_task=ItemTask.objects.create(
            **here, person=member, kind="benefit", item="medical-aid-coverage", given_to="cadre",
            item_version=PolicyItem.objects.filter(slug="medical-aid-coverage").latest("pk"),
            handed_by=world.clerk_next_door, handed_on=DAY, due_on=DAY,
        ).pk,
        procedure=procedure.pk,
        transfer=Transfer.objects.create(
            area_code=w.NEXT_COUNTY, receiving_code=w.FAR_COUNTY, name=NAME, reason=NAME, state="asked",
            asked_on=DAY,
        ).pk,
        procedure_step=step.pk,
        proposal=Proposal.objects.create(
            **here, key=UUID(int=7), about=NAME, page=f"/households/{home.pk}/correct/", changed=["note"],
            body=Sealed.of("draft", f'{{"note": ["{NAME}"]}}'), created_by=world.cadre_next_door,
        ).pk,
        household=home.pk,
        person=member.pk,
        pairing=pair(home, world.cadre_next_door).pk,
        finding=Finding.objects.create(**here, person=member, field="姓名", given=NAME, source="名单").pk,
        run=run.pk,
        roster=roster.pk,
        roster_from_above=wider.pk,
        roster_row=RosterRow.objects.create(
            roster=roster, area_code=w.NEXT_COUNTY, sheet="1", row_number=5, verdict="new"
        ).pk,
        alert=RiskAlert.objects.create(**here, rule="unsafe-house", as_of=DAY, sentence=NAME).pk,
        ledger=_ledger(county, "2018-06").pk,
        earlier_ledger=_ledger(county, "2017-12").pk,
        benefit=benefit.pk,
        payment=Payment.objects.create(
            **here, record=benefit, amount_yuan=1, paid_on=DAY, batch=Neighbour.batch, document=NAME
        ).pk,
        pair=pair_of_files.pk,
        merge=Merge.objects.create(
            area_code=home.area_code, duplicate=pair_of_files, kept_household=home, dropped_household=home,
            kept_person=member, dropped_person=double, before=Sealed.of("merge", "[]"),
            created_by=world.clerk_next_door,
        ).pk,
        enrolment=Enrolment.objects.create(**here, action="industry", starts_on=date(2018, 1, 1)).pk,
        export=ListExport.objects.create(
            user=world.clerk_next_door, run=run, area_code=w.NEXT_COUNTY, role="county_clerk", format="csv",
            columns=["number"],
        ).pk,
        saved_filter=SavedFilter.objects.create(user=world.clerk_next_door, name=NAME, query="a=1").pk,
        photo=_attachment(home, "house"),
        paper=_attachment(home, "certificate"),
        event=_changed(home),
        statement=FactStatement.objects.create(
            **here, person=member, fact="need_long_term_care", value=True, holds_from=DAY, basis=NAME
        ).pk,
    )  # fmt: skip


def _attachment(home: Household, kind: str) -> UUID:
    kept = {"stored_as": keep_file(b"photo"), "thumbnail_as": keep_file(b"thumbnail")}
    return Attachment.objects.create(
        household=home, area_code=home.area_code, kind=kind, caption=NAME, taken_on=DAY,
        media_type="image/jpeg", size_bytes=5, sha256=f"{kind:0>64}", **kept,
    ).key  # fmt: skip


def _changed(home: Household) -> int:
    Household.objects.filter(pk=home.pk).update(note=NAME)
    event: int = home.events.latest("pgh_id").pgh_id  # type: ignore[attr-defined]
    return event


def number_of(neighbour: Neighbour) -> str:
    return Household.objects.get(pk=neighbour.household).number
