"""Who becomes entitled and who ceases to be when one version of an item takes the place of another."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.urls import reverse

from assessment.entitlements.lists import UNITS, conditions_on, subjects_of
from assessment.entitlements.tally import Marks, bits_of, flag, tally
from foundation.areas.codes import township_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.effects import Effect, Named
from foundation.policy.facts import Holds
from foundation.policy.models import PolicyItem

FIRST_PAGE = 20
_NOBODY = Q(pk__in=())
FLAGS = ("was", "becomes", "had", "has", "was_known", "is_known")
COUNTED = {
    "before": {"was": True},
    "after": {"becomes": True},
    "become": {"was": False, "becomes": True},
    "cease": {"was": True, "becomes": False},
    "had": {"had": True},
    "has": {"has": True},
    "unknown_before": {"was_known": False},
    "unknown_after": {"is_known": False},
}


def count_effect(
    old: PolicyItem | None, new: PolicyItem | None, scope: Scope, area: Area, on: date, with_names: bool
) -> Effect:
    """Both versions judged on the same rows and the same day, in one pass; then the first names of each."""
    shown = new or old
    if shown is None or not shown.nature:
        return Effect("", **dict.fromkeys(COUNTED, 0), becoming=[], ceasing=[])
    if old is not None and new is not None and old.per != new.per:
        raise ValueError("A version is judged on the same kind of rows as the one before it.")
    rows, marks = subjects_of(shown.per, scope=scope, area=area), Marks(area)
    before, after = _verdicts(old, on, marks.holds), _verdicts(new, on, marks.holds)
    verdicts = dict(zip(FLAGS, (q for pair in zip(before, after, strict=True) for q in pair), strict=True))
    packed = {"judged": sum((flag(q, 1 << n) for n, q in enumerate(verdicts.values())), Value(0))}
    _, counts = tally(rows, packed, [bits_of(FLAGS, wanted) for wanted in COUNTED.values()], marks)
    counted = dict(zip(COUNTED, counts["judged"], strict=True))
    was, becomes = _verdicts(old, on)[0], _verdicts(new, on)[0]
    flagged = rows.annotate(was=_yes(was), becomes=_yes(becomes))
    names = [
        _named(flagged.filter(**COUNTED[which]), shown, scope) if with_names and counted[which] else []
        for which in ("become", "cease")
    ]
    return Effect(UNITS[shown.per], **counted, becoming=names[0], ceasing=names[1])


def _verdicts(item: PolicyItem | None, on: date, holds: Holds | None = None) -> tuple[Q, Q, Q]:
    """Entitled, has it, and whether it can be judged at all; of no item: nobody, and nothing is unknown."""
    if item is None:
        return _NOBODY, _NOBODY, Q(pk__isnull=False)
    found = conditions_on(item, on=on, holds=holds)
    return found["entitled"], found["has"], found["entitled"] | found["ruled_out"]


def _yes(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _named(rows: QuerySet[Any], item: PolicyItem, scope: Scope) -> list[Named]:
    if item.per == "area":
        return [Named(row.name, "", "") for row in rows[:FIRST_PAGE]]
    related = ("person", "household") if item.per == "person" else ("household",)
    first = list(rows.select_related(*related)[:FIRST_PAGE])
    codes = {row.area_code for row in first}
    names = scope.rows(Area).filter(code__in=codes | {township_of(code) for code in codes}).names()
    return [
        Named(
            row.person.name if item.per == "person" else f"{row.household.head_name}户",
            f"{names.get(township_of(row.area_code), '')}{names.get(row.area_code, '')}",
            reverse("households:detail", args=[row.household_id]),
        )
        for row in first
    ]
