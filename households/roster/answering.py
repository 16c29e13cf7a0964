"""A row that fits several registered people or households: who it is about, said by the clerk.

The row is compared again on the spot. The word is kept for later files and comparisons wherever the row
names a village; without one it holds for this row alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from foundation.accounts.models import User
from foundation.areas.codes import county_of
from households.comparison.identity import remember
from households.models import Household, Person, RosterDecision, RosterFile, RosterRow
from households.places import place_names
from households.roster import deciding_sql
from households.roster.deciding import count_again, open_for_deciding
from households.roster.intake import UnableToTakeRoster
from households.roster.kinds import StagedLine, Steps, roster_kind
from households.roster.rows.answers_sql import How, candidates, keys_to_remember
from households.roster.rows.sql import find_by_number, tell_again
from households.roster.rows.steps import RowSteps
from households.roster.runs import asked_for, tell_problems
from households.roster.staging import opened_lines

SAME, OTHER = RosterDecision.Answer.SAME, RosterDecision.Answer.OTHER


@dataclass(frozen=True)
class Candidate:
    key: int
    words: str


def may_be_answered(roster: RosterFile, row: RosterRow) -> bool:
    """Ambiguous by name, or answered before."""
    if not isinstance(roster_kind(roster.kind).steps, RowSteps) or row.sealed_cells is None or row.merged:
        return False
    return row.verdict == RosterRow.Verdict.AMBIGUOUS or _answers(row).exists()


def _answers(row: RosterRow) -> QuerySet[RosterDecision]:
    return RosterDecision.objects.filter(
        roster_id=row.roster_id,
        about="",
        sheet=row.sheet,
        row_number=row.row_number,
        answer__in=[SAME, OTHER],
    )


def candidates_of(roster: RosterFile, row: RosterRow, *, on: date) -> list[Candidate]:
    """Whom the row may mean, in words that tell them apart; numbers masked."""
    _, keys = _fitting(roster, row, on=on)
    if _of(roster, on) == "person":
        people = Person.objects.filter(pk__in=keys).select_related("household").order_by("pk")
        places = place_names(one.area_code for one in people)
        return [
            Candidate(
                one.pk,
                f"{one.name}，{one.birth_date or '出生日期未填'}，{places[one.area_code]}，"
                f"户主{one.household.head_name}，身份证号{one.id_number or '无'}",
            )
            for one in people
        ]
    homes = Household.objects.filter(pk__in=keys).order_by("pk")
    places = place_names(one.area_code for one in homes)
    return [
        Candidate(one.pk, f"户主{one.head_name}，{places[one.area_code]}{one.group_name}，户编号{one.number}")
        for one in homes
    ]


@transaction.atomic
def answer_row(
    *, roster: RosterFile, row: RosterRow, target: int | None, reason: str, by: User, on: date
) -> RosterRow:
    """``target``: the registered person (of a household's row: the household); None: somebody else."""
    roster = open_for_deciding(roster)
    row = RosterRow.objects.select_for_update().get(pk=row.pk)
    if not may_be_answered(roster, row):
        raise UnableToTakeRoster("这一行不需要认定，请刷新页面查看")
    if not reason.strip():
        raise UnableToTakeRoster("请写明凭什么认定")
    how, keys = _fitting(roster, row, on=on)
    if target is not None and target not in keys:
        raise UnableToTakeRoster("所选的人已不在册，或姓名、村已改动；请重新选择")
    former = _answers(row).first()
    RosterDecision.objects.update_or_create(
        roster=roster, about="", sheet=row.sheet, row_number=row.row_number,
        defaults={
            "area_code": roster.area_code, "answer": OTHER if target is None else SAME, "target": target,
            "created_by": by,
        },
    )  # fmt: skip
    reason = reason.strip()
    if target is not None:
        if former and former.target not in (None, target):
            _remember(roster, row, how, [former.target], same=False, reason=reason, by=by)
        _remember(roster, row, how, [target], same=True, reason=reason, by=by)
    else:
        _remember(roster, row, how, keys, same=False, reason=reason, by=by)
    _compare_again(roster, row, on=on)
    deciding_sql.write_into_rows(roster.pk)
    count_again(roster)
    row.refresh_from_db()
    return row


def _of(roster: RosterFile, on: date) -> str:
    steps = roster_kind(roster.kind).steps
    return steps.subject(asked_for(roster, on)) if isinstance(steps, RowSteps) else ""


@contextmanager
def _staged(roster: RosterFile, row: RosterRow) -> Iterator[Steps]:
    """The row alone, as it was staged at the check."""
    steps = roster_kind(roster.kind).steps
    assert row.sealed_cells is not None
    lines = opened_lines(bytes(row.sealed_cells))
    steps.open_staging()
    steps.stage([StagedLine(row.pk, row.family or 0, row.household_version, *lines)], versions=True)
    yield steps
    steps.close_staging()


def _fitting(roster: RosterFile, row: RosterRow, *, on: date) -> tuple[How, list[int]]:
    with _staged(roster, row):
        find_by_number()
        return candidates(_of(roster, on))


def _remember(
    roster: RosterFile, row: RosterRow, how: How, keys: list[int], *, same: bool, reason: str, by: User
) -> None:
    with _staged(roster, row):
        pairs = keys_to_remember(how, sorted(keys))
    model = Person if how == "person" else Household
    areas = dict(model.objects.filter(pk__in=keys).values_list("pk", "area_code"))
    source = f"花名册“{roster.file_name}”{row.sheet}表第{row.row_number}行"[:200]
    for key, pair in zip(sorted(keys), pairs, strict=False):
        if key in areas:
            area = areas[key]
            remember(
                keys=pair, same=same, reason=reason, source=source, area_code=area,
                county_code=county_of(area), by=by,
            )  # fmt: skip


def _compare_again(roster: RosterFile, row: RosterRow, *, on: date) -> None:
    with _staged(roster, row) as steps:
        steps.compare(asked_for(roster, on))
        tell_problems(roster, roster_kind(roster.kind), {row.pk: row.sheet})
        tell_again()
