"""Since when somebody waits for an item, from the dates that are on record.

The latest of what the item's rule turns on: the day of the certificate, the day the household
was identified, the day the rule holds from, and the end of the last record of the item. Where
a date that the rule turns on is not on record, nobody can say: unknown, at the end of the list.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from foundation.policy.models import PolicyItem
from foundation.policy.rules import facts_in
from households.models import DisabilityCertificate
from support_measures.models import BenefitRecord

SAID = (
    "等待起始日按已登记的日期推算：本项条件涉及的残疾人证发证日期、贫困户识别日期、本项政策施行日期、"
    "上一条待遇记录的终止日期，取其中最晚的一个；缺发证日期或识别日期的，无法推算，排在最后。"
)
# After every day that can be on record.
NEVER = date(9999, 12, 31)
_BY_CERTIFICATE = {"has_certificate", "disabled", "certificate_until", "kinds", "disability_level"}
_BY_IDENTIFICATION = {"poverty_status", "registered"}


def with_waiting(rows: Any, item: PolicyItem, *, on: date) -> Any:
    """Annotates ``waits_from``, ``NEVER`` where a date is missing that the rule turns on."""
    keys = {fact.path_from("person") or fact.key for fact in facts_in(item.rule)}
    names = {key.rpartition("__")[2] for key in keys}
    needed: dict[str, Any] = {}
    if item.per == "person" and names & _BY_CERTIFICATE:
        needed["certified_on"] = _certified_on()
    if names & _BY_IDENTIFICATION:
        needed["household_identified_on"] = F("household__identified_on")
    rows = rows.annotate(**needed, last_ended_on=_last_ended(item, on))
    begun = item.holds_from or item.plan.holds_from or item.plan.issued_on
    ruled = Value(begun, output_field=DateField()) if begun else None
    known = [F(name) for name in needed] + ([ruled] if ruled else [])
    dates = [*known, F("last_ended_on")]
    if not known:
        latest: Any = F("last_ended_on")
    else:
        latest = Greatest(*dates, output_field=DateField())
    complete = Q(**{f"{name}__isnull": False for name in needed})
    since = Case(When(complete, then=latest), output_field=DateField()) if needed else latest
    return rows.annotate(waits_from=Coalesce(since, Value(NEVER), output_field=DateField()))


def _certified_on() -> Subquery:
    held = DisabilityCertificate.objects.filter(person_id=OuterRef("person_id"), state="valid")
    first = held.annotate(day=Coalesce("first_issued_on", "issued_on")).values("day")
    return Subquery(first[:1], output_field=DateField())


def _last_ended(item: PolicyItem, on: date) -> Subquery:
    """The end of the last record that is over: they had it till then."""
    records = BenefitRecord.objects.in_effect().filter(
        item=item.slug, household_id=OuterRef("household_id"), ends_on__lte=on
    )
    if item.per == "person":
        records = records.filter(Q(person=None) | Q(person_id=OuterRef("person_id")))
    return Subquery(records.order_by("-ends_on").values("ends_on")[:1], output_field=DateField())


def words_of(waits_from: date) -> str:
    return "无法推算" if waits_from == NEVER else waits_from.isoformat()
