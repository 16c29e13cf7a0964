"""What the clerk decides about the differences of a checked roster: for all, for a kind, for one row."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count

from foundation.accounts.models import User
from households.models import Finding, RosterDecision, RosterFile, RosterRow
from households.models.rosters import REJECTED
from households.roster import deciding_sql
from households.roster.intake import UnableToTakeRoster
from households.roster.kinds import roster_kind
from households.roster.layout import HOUSEHOLD_PLAIN
from households.roster.sql_merge import Merging
from households.roster.staging import opened_lines
from households.roster.words import title_of, value_words

SKIP = RosterDecision.Answer.SKIP
_OF_HOUSEHOLD = {column.key for column in HOUSEHOLD_PLAIN} | {
    "head_name", "home_phone", "lifted_year", "helper",
}  # fmt: skip


@transaction.atomic
def decide(
    *, roster: RosterFile, answers: Mapping[str, str], by: User, row: RosterRow | None = None
) -> RosterFile:
    """``answers``: by column, with "" for everything; an empty answer takes a decision back."""
    roster = open_for_deciding(roster)
    if not roster_kind(roster.kind).steps.decides:
        raise UnableToTakeRoster("这种名册按名单入库，不能逐项作决定；有出入的行请改好名单后重新上传")
    where = {"sheet": row.sheet, "row_number": row.row_number} if row else {"sheet": "", "row_number": None}
    for about, answer in answers.items():
        decided = RosterDecision.objects.filter(roster=roster, about=about, **where)
        if not answer:
            decided.delete()
        elif not decided.update(answer=answer, created_by=by):
            RosterDecision.objects.create(
                roster=roster, area_code=roster.area_code, about=about, answer=answer, created_by=by, **where
            )
    if row and "" in answers:
        _skip_or_not(row, answers[""])
    deciding_sql.write_into_rows(roster.pk)
    count_again(roster)
    return roster


def open_for_deciding(roster: RosterFile) -> RosterFile:
    """Locked, checked and not being merged."""
    roster = RosterFile.objects.select_for_update().get(pk=roster.pk)
    if roster.state != RosterFile.State.CHECKED or (roster.merge_run and roster.merge_run.is_live):
        raise UnableToTakeRoster(f"此花名册的状态是“{roster.get_state_display()}”，不能再改处理意见")
    return roster


def decide_again(roster: RosterFile) -> None:
    """After another check of the same file (other columns, villages told): what was decided still holds."""
    decisions = RosterDecision.objects.filter(roster=roster)
    if not decisions.exists():
        return
    for skipped in decisions.filter(answer=SKIP):
        where = {"sheet": skipped.sheet, "row_number": skipped.row_number}
        for row in RosterRow.objects.filter(roster=roster, **where):
            _skip_or_not(row, SKIP)
    deciding_sql.write_into_rows(roster.pk)
    count_again(roster)


def _skip_or_not(row: RosterRow, answer: str) -> None:
    first = bool(row.sealed_cells and opened_lines(bytes(row.sealed_cells))[1])
    if answer == SKIP:
        deciding_sql.skip(row.pk, whole_family=first)
    else:
        deciding_sql.take_up_again(row.pk, whole_family=first)


def count_again(roster: RosterFile) -> None:
    """Every row stays accounted for: what is skipped stands beside what is accepted and rejected."""
    found = dict(RosterRow.objects.filter(roster=roster).values_list("verdict").annotate(n=Count("pk")))
    told = {key: found.get(key, 0) for key in ("new", "changed", "unchanged", "skipped", *REJECTED)}
    accepted = told["new"] + told["changed"] + told["unchanged"]
    rejected = sum(told[key] for key in REJECTED)
    roster.counts = {**roster.counts, **told, "accepted": accepted, "rejected": rejected}
    roster.save(update_fields=["counts", "updated_at"])


def keep_for_verification(merging: Merging, *, of_families: bool = False) -> None:
    """The differences that were decided to wait: each a finding, once."""
    rows = deciding_sql.to_be_verified(of_families=of_families)
    if not rows:
        return
    roster = RosterFile.objects.get(pk=merging.roster_id)
    layout = roster_kind(roster.kind).layout_for(roster.options)
    known: set[tuple[int, int | None, str, str]] = set(
        Finding.objects.filter(household_id__in={row[1] for row in rows}, settled_at=None).values_list(
            "household_id", "person_id", "field", "given"
        )
    )
    findings = []
    for person, household, area, number, key, old, new in rows:
        about = None if key in _OF_HOUSEHOLD else person
        field, given = title_of(layout, key)[:40], value_words(layout, key, _opened(new))[:120]
        if (household, about, field, given) in known:
            continue
        known.add((household, about, field, given))
        findings.append(
            Finding(
                person_id=about, household_id=household, area_code=area, field=field, given=given,
                kept=value_words(layout, key, _opened(old))[:120],
                source=f"{merging.values['source']}第{number}行"[:200],
                created_by_id=merging.user_id, created_by_run_id=merging.run_id,
            )
        )  # fmt: skip
    Finding.objects.bulk_create(findings)


def _opened(value: object) -> object:
    """A value of jsonb as the driver hands it over: as text or already read."""
    return json.loads(value) if isinstance(value, str) else value
