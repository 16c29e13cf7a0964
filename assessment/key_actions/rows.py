"""What the figures of an action are made of: rows of one action, area and year, within the asker's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, DecimalField, Q, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from actions.models import Activity, Attendance, Enrolment, Share, SharePayment
from assessment.entitlements.lists import lists_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_of
from households.models import Pairing
from support_measures.models import BenefitRecord

_NUMBER = DecimalField(max_digits=16, decimal_places=2)


@dataclass(frozen=True)
class Asked:
    """One action of a plan, in an area, in a year, looked at on a day."""

    scope: Scope
    action: PolicyItem
    area: Area
    year: int
    on: date

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def after(self) -> date:
        """The day after the year."""
        return date(self.year + 1, 1, 1)


def enrolled(asked: Asked, *items: str) -> Any:
    """At any stage; of these items where the action holds several."""
    rows = asked.scope.rows(Enrolment).in_area(asked.area).of_action(asked.action.slug)
    rows = rows.running_in(asked.year)
    return rows.filter(item__in=items) if items else rows


def taking_part(asked: Asked, *items: str) -> Any:
    return enrolled(asked, *items).under_way_or_done()


def activities(asked: Asked, *kinds: str) -> Any:
    """Held in the year; stations, bases and shops as long as they stand."""
    rows = asked.scope.rows(Activity).in_area(asked.area).of_action(asked.action.slug)
    if not kinds:
        return rows.filter(_in_the_year(asked))
    standing = {"station", "base", "shop"} & set(kinds)
    rows = rows.filter(kind__in=kinds)
    return rows.standing_in(asked.year) if standing else rows.held_in(asked.year)


def _in_the_year(asked: Asked) -> Q:
    stands = Q(last_on=None, kind__in=("station", "base", "shop"))
    within = Q(last_on__gte=asked.first) | Q(last_on=None, starts_on__gte=asked.first)
    return Q(starts_on__lt=asked.after) & (stands | within)


def attended(asked: Asked, *kinds: str) -> Any:
    """People of the area at the year's activities, wherever in the county these were held."""
    held = asked.scope.rows(Activity).of_action(asked.action.slug).filter(_in_the_year(asked))
    held = held.filter(kind__in=kinds) if kinds else held
    rows = asked.scope.rows(Attendance).standing().in_area(asked.area)
    return rows.filter(activity__in=held.order_by().values("pk"))


def shares(asked: Asked) -> Any:
    rows = asked.scope.rows(Share).in_area(asked.area).held_in(asked.year)
    return rows.filter(activity__action=asked.action.slug)


def share_payments(asked: Asked) -> Any:
    rows = asked.scope.rows(SharePayment).in_area(asked.area).for_year(asked.year)
    return rows.filter(share__activity__action=asked.action.slug)


def benefits(asked: Asked, *items: str) -> Any:
    """Granted or paid, for a period that lies in the year in part."""
    rows = asked.scope.rows(BenefitRecord).in_area(asked.area).in_effect().of_item(*items)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gt=asked.first), starts_on__lt=asked.after)


def pairings(asked: Asked) -> Any:
    rows = asked.scope.rows(Pairing).in_area(asked.area).filter(is_lead=True, starts_on__lt=asked.after)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gt=asked.first))


def missed(asked: Asked, item: str) -> Any:
    """Who has the need of the item today and has not been served (rows of facts)."""
    policy = items_of(asked.action.plan, PolicyItem.Kind.BENEFIT, asked.on).filter(slug=item).first()
    if policy is None:
        return asked.scope.rows(Enrolment).none()
    return lists_of(policy, scope=asked.scope, area=asked.area, on=asked.on).of("missed")


def said(key: str) -> Any:
    """The words of a detail; empty where nothing is said."""
    return Coalesce(KeyTextTransform(key, "details"), Value(""), output_field=CharField())


def number(key: str) -> Any:
    """A detail as a number; what is no number counts nothing."""
    text = KeyTextTransform(key, "details")
    is_number = {f"details__{key}__regex": r"^\d{1,12}(\.\d{1,6})?$"}
    return Case(When(**is_number, then=Cast(text, _NUMBER)), output_field=_NUMBER)


def age_band(asked: Asked) -> Any:
    """Ages of literacy (15 to 50) at the end of the year, or today in this year."""
    day = min(asked.on, date(asked.year, 12, 31))
    starts = (("50岁以上", 51), ("36-50岁", 36), ("25-35岁", 25), ("15-24岁", 15))
    bands = [When(person__birth_date__lte=_years_before(day, age), then=Value(word)) for word, age in starts]
    young = When(person__birth_date__isnull=False, then=Value("15岁以下"))
    return Case(*bands, young, default=Value(""), output_field=CharField())


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
