"""Pairing a household with its cadre, ending it, handing it over (结对帮扶、移交)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from foundation.accounts.models import Appointment, User
from foundation.accounts.roles import Role
from foundation.areas.codes import county_of
from households.models import Cadre, Household, Pairing


class UnableToPair(Exception):
    """The pairing cannot be made or ended; the message is ready for the user."""


@transaction.atomic
def pair_household(
    *,
    household: Household,
    cadre: Cadre,
    starts_on: date,
    by: User,
    on: date,
    values: Mapping[str, Any] | None = None,
) -> Pairing:
    """Make the cadre the household's lead from a day on. ``values``: measures, funds and their source."""
    if household.left_on is not None:
        raise UnableToPair("此户已退出登记，不能结对。")
    if cadre.area_code != county_of(household.area_code):
        raise UnableToPair(f"{cadre}不是本县的帮扶干部。")
    try:
        with transaction.atomic():
            return Pairing.objects.create(
                household=household,
                area_code=household.area_code,
                cadre=cadre,
                starts_on=starts_on,
                created_by=by,
                **(values or {}),
            )
    except IntegrityError as overlapping:
        raise UnableToPair(_who_has_it(household, starts_on)) from overlapping


def _who_has_it(household: Household, starts_on: date) -> str:
    rows = Pairing.objects.filter(household=household, is_lead=True).select_related("cadre")
    other = rows.in_force(starts_on).first() or rows.filter(starts_on__gt=starts_on).first()
    who = f"由{other.cadre}结对（自{other.starts_on}起）" if other else "已有第一责任人"
    return f"此户在{starts_on}以后{who}；一户同时只有一名第一责任人，请先解除原结对或办理移交。"


@transaction.atomic
def end_pairing(*, pairing: Pairing, ends_on: date, reason: str, by: User, on: date) -> Pairing:
    """End a pairing; on ``ends_on`` it no longer holds."""
    if ends_on < pairing.starts_on:
        raise UnableToPair(f"解除日期不能早于结对日期{pairing.starts_on}。")
    ended = Pairing.objects.filter(pk=pairing.pk, ends_on=None).update(
        ends_on=ends_on, end_reason=reason, updated_at=timezone.now()
    )
    if not ended:
        raise UnableToPair("此结对已经解除。")
    pairing.refresh_from_db()
    return pairing


def end_pairings(household: Household, *, ends_on: date, reason: str) -> int:
    """End whatever pairings the household still has: it moves or leaves, its cadre loses it at once."""
    open_ones = Pairing.objects.filter(household=household).filter(Q(ends_on=None) | Q(ends_on__gt=ends_on))
    return open_ones.update(
        ends_on=Greatest(F("starts_on"), Value(ends_on)), end_reason=reason[:60], updated_at=timezone.now()
    )


@transaction.atomic
def hand_over(*, pairing: Pairing, to: Cadre, starts_on: date, reason: str, by: User, on: date) -> Pairing:
    """The household passes to another cadre on a day, without a day between."""
    if pairing.cadre_id == to.pk:
        raise UnableToPair(f"此户本来就由{to}结对。")
    end_pairing(pairing=pairing, ends_on=starts_on, reason=reason, by=by, on=on)
    values = {"measures": pairing.measures}
    return pair_household(
        household=pairing.household, cadre=to, starts_on=starts_on, by=by, on=on, values=values
    )


def accounts_without_cadre(area_code: int, on: date) -> QuerySet[User]:
    """People appointed as cadres in the household's county whom no pairing names yet."""
    county = county_of(area_code)
    appointed = Appointment.objects.filter(
        role=Role.CADRE, starts_on__lte=on, ends_on=None, area_id__gte=county, area_id__lt=county + 1_000_000
    )
    return User.objects.filter(pk__in=appointed.values("user_id"), is_active=True, cadre=None).order_by(
        "full_name"
    )


@transaction.atomic
def cadre_with_account(*, user: User, area_code: int, by: User) -> Cadre:
    """The cadre that stands for this account, entered when there is none yet."""
    cadre, _ = Cadre.objects.get_or_create(
        user=user, defaults={"area_code": county_of(area_code), "name": user.full_name, "created_by": by}
    )
    return cadre


@transaction.atomic
def register_cadre(*, name: str, unit: str, area_code: int, by: User) -> Cadre:
    """A cadre by name and unit, before they have an account; the same one is not entered twice."""
    cadre, _ = Cadre.objects.get_or_create(
        area_code=county_of(area_code), name=name, unit=unit, defaults={"created_by": by}
    )
    return cadre
