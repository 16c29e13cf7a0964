"""A human's word on who is whom, and its correction: nothing is overwritten, the last word holds."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from foundation.accounts.models import User
from foundation.areas.codes import county_of
from households.comparison import sql, tasks_sql
from households.comparison.comparing import (
    UnableToCompare,
    keep_counts,
    raise_tasks,
    tell_differences,
    values_of,
    wanted_differences,
)
from households.models import Comparison, ComparisonRow, IdentityWord
from households.models.comparison import Outcome

_TOGETHER = (Outcome.BOTH, Outcome.DIFFERENT, Outcome.GONE)


@transaction.atomic
def decide_identity(*, row: ComparisonRow, same: bool, reason: str, by: User) -> IdentityWord:
    """The word on a doubtful pair: it holds for this comparison and every later one."""
    row = ComparisonRow.objects.select_for_update().get(pk=row.pk)
    if row.outcome != Outcome.DOUBTFUL:
        raise UnableToCompare("这一条已经认定过，请刷新页面查看。")
    left, right = sql.fetch(sql.WORD_KEYS, {"row": row.pk})[0]
    try:
        with transaction.atomic():
            word = IdentityWord.objects.create(
                area_code=row.area_code, county_code=county_of(row.area_code), key_a=min(left, right),
                key_b=max(left, right), same=same, reason=_given(reason), decided_by=by, row=row,
            )  # fmt: skip
    except IntegrityError as already:
        raise UnableToCompare("这两人已由别人认定过，请重新比对。") from already
    _join(row) if same else _part(row)
    return word


@transaction.atomic
def remember(
    *, keys: tuple[str, str], same: bool, reason: str, source: str, area_code: int, county_code: int, by: User
) -> IdentityWord:
    """A word said elsewhere than in a comparison; a contrary one that was said before is corrected by it."""
    low, high = sorted(keys)
    pair = {"county_code": county_code, "key_a": low, "key_b": high}
    known: IdentityWord | None = IdentityWord.objects.in_force().filter(**pair).order_by("-pk").first()
    if known and known.same == same:
        return known
    return IdentityWord.objects.create(
        **pair, area_code=known.area_code if known else area_code, same=same, reason=_given(reason),
        source=source, decided_by=by, replaces=known,
    )  # fmt: skip


@transaction.atomic
def correct_word(*, word: IdentityWord, reason: str, by: User) -> IdentityWord:
    """The contrary word in the place of a wrong one, which stays to be read.

    "Not the same" holds at once, in every comparison that stood on the wrong word; "the same" from the next
    comparison on.
    """
    word = IdentityWord.objects.select_related("row").get(pk=word.pk)
    if word.row and not Comparison.objects.filter(pk=word.row.comparison_id).exists():
        raise UnableToCompare("这项认定出自县里的比对，请由县残联更正。")
    try:
        with transaction.atomic():
            correction = IdentityWord.objects.create(
                area_code=word.area_code, county_code=word.county_code, key_a=word.key_a, key_b=word.key_b,
                same=not word.same, reason=_given(reason), decided_by=by, row=word.row, source=word.source,
                replaces=word,
            )  # fmt: skip
    except IntegrityError as already:
        raise UnableToCompare("这条认定已由别人更正过，请刷新页面查看。") from already
    if word.same:
        keys = {"a": word.key_a, "b": word.key_b, "county": word.county_code}
        rows = [key for (key,) in sql.fetch(sql.ROWS_OF_WORD, keys)]
        standing = ComparisonRow.objects.filter(pk__in=rows, outcome__in=_TOGETHER)
        for row in standing.select_related("comparison", "person", "other_row").order_by("pk"):
            _part(row)
    return correction


def _given(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise UnableToCompare("请写明凭什么认定。")
    return reason


def _join(row: ComparisonRow) -> None:
    ComparisonRow.objects.filter(pk=row.pk).update(outcome=Outcome.BOTH, how=ComparisonRow.How.WORD)
    _count_again(row, [row.pk])


def _part(row: ComparisonRow) -> None:
    """Each entry stands by itself; what the pair had left to be done is gone."""
    if row.person_id:
        sql.execute(tasks_sql.PARTED, {"list_row": row.list_row_id, "person": row.person_id})
    other = {name: getattr(row, name) for name in ("person_id", "household_id", "other_row_id")}
    was_gone = row.outcome == Outcome.GONE
    ComparisonRow.objects.filter(pk=row.pk).update(
        outcome=Outcome.ONLY_LEFT, how="", score=None, person=None, household=None, other_row=None,
        differences={},
    )  # fmt: skip
    rows = [row.pk]
    if not was_gone:
        values = {"comparison": row.comparison, "area_code": row.area_code, "outcome": Outcome.ONLY_RIGHT}
        rows.append(ComparisonRow.objects.create(**values, **other, name=_name_right(row)).pk)
    _count_again(row, rows)


def _count_again(row: ComparisonRow, rows: list[int]) -> None:
    comparison = row.comparison
    worth = values_of(comparison)
    tell_differences(comparison, worth, rows=rows)
    for difference in wanted_differences(comparison):
        raise_tasks(difference, comparison, worth, rows=rows)
    keep_counts(comparison, None)


def _name_right(row: ComparisonRow) -> str:
    return str(row.person.name if row.person_id else row.other_row.name)
