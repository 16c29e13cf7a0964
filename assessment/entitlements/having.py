"""Who has an item: from ``satisfied_by``, ``recurrence`` and the day to conditions on rows of facts.

A record counts with the stage or status its entry names (``counts_when``), with its
fields filled, in the item's current period. A household's record counts for its members
where the item is a person's, a member's for the household where it is the household's.

One rule for ``filled``: a key of the details, except those that stand in a column
(``COLUMNS``); a yes/no field must say yes.

How a row of facts is asked whether it has such a record is the caller's: ``Holds``. A list asks the
records themselves (``by_records``); a count of many items asks marks that were made of them in one
pass (tally.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from actions.models import Enrolment, Stage
from assessment.models import Ledger
from foundation.policy.facts import Holds
from foundation.policy.models import PolicyItem
from foundation.policy.periods import Period, current_period, runs_by_school_year
from households.models import Pairing, Visit
from support_measures.models import AreaSupport, BenefitRecord, Status

Entry = dict[str, Any]

# Record fields that are columns of the record itself; "" stands on every record.
COLUMNS: dict[type, dict[str, str]] = {
    BenefitRecord: {"start_date": "", "end_date": "ends_on", "amount_yuan": "amount_yuan"},
    AreaSupport: {"start_date": "", "end_date": "ends_on", "amount_yuan": "amount_yuan"},
    Enrolment: {"start_date": "", "end_date": "ends_on", "fund_yuan": "fund_yuan"},
    Pairing: {"helper": "", "start_date": "", "measures": "measures", "fund_yuan": "fund_yuan"},
    Ledger: {"frozen_date": "frozen_at"},
    Visit: {},
}
_BEFORE_STATUS = (Status.DRAFT, Status.SUBMITTED, Status.APPROVED, Status.PAID)
_BEFORE_STAGE = (Stage.WILLING, Stage.ENROLLED, Stage.TAKING_PART, Stage.DONE)


def period_of(item: PolicyItem, on: date) -> Period:
    return current_period(item.recurrence, on, school_year=runs_by_school_year(item.record_fields))


def by_records(rows: QuerySet[Any], per: str) -> Q:
    """A person's own records and the whole household's; all of a household's; the county's and above."""
    if per == "area":
        return Q(Exists(_of_the_county(rows)))
    of_household = rows.filter(household_id=OuterRef("household_id"))
    if per == "household" or not names_person(rows):
        return Q(Exists(of_household))
    own = rows.filter(person_id=OuterRef("person_id"))
    return Q(Exists(own)) | Q(Exists(of_household.filter(person_id__isnull=True)))


def has_it(item: PolicyItem, *, on: date, holds: Holds = by_records) -> Q:
    """Rows of facts (divisions, for an area's item) that have the item on the day."""
    entries = [(entry, _entry_condition(entry, item, on, True, holds)) for entry in item.satisfied_by]
    anything = _any(condition for _, condition in entries)
    needs = dict.fromkeys(entry["for"] for entry in item.satisfied_by if "for" in entry)
    for need in needs:
        answered = _any(condition for entry, condition in entries if entry.get("for") == need)
        anything &= answered | Q(**{need: False}) | Q(**{f"{need}__isnull": True})
    return anything


def under_way(item: PolicyItem, *, on: date) -> Q:
    """Rows with a record of the item that does not count yet (在办): an earlier state, or a field missing."""
    return _any(
        _entry_condition(entry, item, on, False, by_records)
        for entry in item.satisfied_by
        if entry["record"] in ("benefit_record", "enrolment", "area_support", "pairing")
    )


def holds_any(slugs: Iterable[str], item: PolicyItem, *, on: date, holds: Holds = by_records) -> Q:
    """Rows known to hold one of these other benefits in the item's period."""
    wanted = list(slugs)
    if not wanted:
        return Q(pk__in=())
    records = _within(BenefitRecord.objects.in_effect().filter(item__in=wanted), item, on)
    return Q(holds(records, item.per))


def _entry_condition(entry: Entry, item: PolicyItem, on: date, counting: bool, holds: Holds) -> Q:
    record = entry["record"]
    if record == "person_record":
        return Q(**{f"{entry['field']}__in": entry["value"]})
    return Q(holds(_SOURCES[record](entry, item, on, counting), item.per))


def _of_the_county(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Records of the county, of a place in it, or of an area above it (divisions ask by their code)."""
    county = OuterRef("code")
    above = [county, *(county / step * step for step in (10**8, 10**10))]
    inside = Q(area_code__gte=county, area_code__lt=county + 10**6)
    return rows.filter(inside | Q(area_code__in=above))


def names_person(rows: QuerySet[Any]) -> bool:
    return any(field.name == "person" for field in rows.model._meta.fields)


def _benefits(entry: Entry, item: PolicyItem, on: date, counting: bool) -> QuerySet[Any]:
    rows = BenefitRecord.objects.filter(item__in=entry.get("of") or [item.slug])
    return _within(_in_state(rows, entry, "status", _BEFORE_STATUS, counting), item, on)


def _area_support(entry: Entry, item: PolicyItem, on: date, counting: bool) -> QuerySet[Any]:
    rows = AreaSupport.objects.filter(item__in=entry.get("of") or [item.slug])
    return _within(_in_state(rows, entry, "status", _BEFORE_STATUS, counting), item, on)


def _enrolments(entry: Entry, item: PolicyItem, on: date, counting: bool) -> QuerySet[Any]:
    slugs = entry.get("of") or [item.slug]
    rows = Enrolment.objects.filter(Q(action__in=slugs) | Q(item__in=slugs))
    return _within(_in_state(rows, entry, "stage", _BEFORE_STAGE, counting), item, on)


def _pairings(entry: Entry, item: PolicyItem, on: date, counting: bool) -> QuerySet[Any]:
    """A pairing counts while it is in force on the day, whatever the item's period."""
    rows = Pairing.objects.in_force(on).filter(is_lead=True)
    return _filled(rows, entry) if counting else rows


def _visits(entry: Entry, item: PolicyItem, on: date, counting: bool) -> QuerySet[Any]:
    period = period_of(item, on)
    return Visit.objects.filter(visited_on__gte=period.starts, visited_on__lt=period.ends, visited_on__lte=on)


def _ledgers(entry: Entry, item: PolicyItem, on: date, counting: bool) -> QuerySet[Any]:
    period = period_of(item, on)
    return Ledger.objects.filter(as_of__gte=period.starts, as_of__lt=period.ends, as_of__lte=on)


_SOURCES: dict[str, Callable[[Entry, PolicyItem, date, bool], QuerySet[Any]]] = {
    "benefit_record": _benefits,
    "area_support": _area_support,
    "enrolment": _enrolments,
    "pairing": _pairings,
    "visit": _visits,
    "ledger": _ledgers,
}


def _in_state(
    rows: QuerySet[Any], entry: Entry, column: str, order: tuple[str, ...], counting: bool
) -> QuerySet[Any]:
    """Counting: one of the named states, fields filled. Under way: any state up to the last that counts."""
    states = list(entry.get("counts_when") or order[-1:])
    if counting:
        return _filled(rows.filter(**{f"{column}__in": states}), entry)
    last = max(order.index(state) for state in states)
    return rows.filter(**{f"{column}__in": order[: last + 1]})


def _within(rows: QuerySet[Any], item: PolicyItem, on: date) -> QuerySet[Any]:
    """In the item's period, and begun by the day.

    Month and standing: from its start to its end (without an end: from its date on).
    Term and year: begun in the period, or running into it until a stated end.
    """
    period = period_of(item, on)
    begun = rows.filter(starts_on__lte=on)
    if item.recurrence == "once":
        return begun
    if item.recurrence in ("term", "year"):
        return begun.filter(Q(starts_on__gte=period.starts) | Q(ends_on__gt=period.starts))
    return begun.filter(Q(ends_on=None) | Q(ends_on__gt=period.starts))


def _filled(rows: QuerySet[Any], entry: Entry) -> QuerySet[Any]:
    for place, key in enumerate(entry.get("filled", ())):
        columns = COLUMNS[rows.model]
        if key in columns:
            rows = _column_filled(rows, columns[key])
            continue
        said = f"said_{place}"
        rows = rows.alias(**{said: KeyTextTransform(key, F("details"))}).filter(**{f"{said}__gt": ""})
        rows = rows.exclude(**{said: "false"})
    return rows


def _column_filled(rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    if not column:
        return rows
    empty: Q = Q(**{f"{column}__isnull": True})
    if rows.model._meta.get_field(column).get_internal_type() == "CharField":
        empty |= Q(**{column: ""})
    return rows.exclude(empty)


def _any(conditions: Iterable[Q]) -> Q:
    found: Q | None = None
    for condition in conditions:
        found = condition if found is None else found | condition
    return Q(pk__in=()) if found is None else found
