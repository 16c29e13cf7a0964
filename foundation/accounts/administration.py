"""The security administrator's work: accounts, appointments to a role in an area (账号和任职)."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, Q, QuerySet

from foundation.accounts.models import Appointment, User
from foundation.accounts.roles import ADMINISTRATORS, LEVELS, Role
from foundation.areas.codes import CodeRange
from foundation.areas.models import Area

# Without the letters and digits that are mistaken for one another when written down.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"


class UnableToAdminister(Exception):
    """The account or appointment cannot be made; the message is ready for the user."""


def one_time_password() -> str:
    """A random first password of four groups, easy to read out: ``kfpw-3847-zmxe-2956``."""
    groups = (_LETTERS, _DIGITS, _LETTERS, _DIGITS)
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for signs in groups)


def accounts_within(bounds: CodeRange | None) -> QuerySet[User]:
    """Accounts with an appointment inside the range, and those that nobody has appointed yet."""
    if bounds is None:
        return User.objects.none()
    appointments = Appointment.objects.select_related("area").order_by("-starts_on")
    within = Q(appointments__area_id__gte=bounds.lo, appointments__area_id__lte=bounds.hi)
    rows = User.objects.filter(within | Q(appointments=None)).distinct().order_by("username")
    return rows.prefetch_related(Prefetch("appointments", appointments))


def areas_called(text: str, within: CodeRange | None) -> list[Area]:
    """Present areas of this name or code inside the range; names may belong to several."""
    if within is None:
        return []
    areas = Area.objects.current().filter(code__gte=within.lo, code__lte=within.hi).select_related("parent")
    wanted = Q(code=int(text)) if text.isascii() and text.isdigit() else Q(name=text)
    return list(areas.filter(wanted).order_by("code")[:20])


@transaction.atomic
def create_account(*, username: str, full_name: str, by: User) -> tuple[User, str]:
    """Make an account without any right; its first password is told once and must be changed."""
    password = one_time_password()
    try:
        with transaction.atomic():
            user = User.objects.create(
                username=username,
                full_name=full_name,
                password=make_password(password),
                must_change_password=True,
            )
    except IntegrityError as taken:
        raise UnableToAdminister(f"用户名“{username}”已被使用，请换一个。") from taken
    return user, password


@transaction.atomic
def renew_password(*, user: User, within: CodeRange | None, by: User, on: date) -> str:
    """A new first password for somebody who forgot theirs, if all they do lies within the range."""
    if user.pk == by.pk:
        raise UnableToAdminister("自己的密码请用“修改密码”办理。")
    present = user.appointments.filter(Q(ends_on=None) | Q(ends_on__gt=on)).select_related("area")
    if any(within is None or not within.covers(one.area.range) for one in present):
        raise UnableToAdminister(f"{user}在您负责的区域以外任职，请由上级安全管理员办理。")
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return password


@transaction.atomic
def appoint(
    *, user: User, role: str, area: Area, starts_on: date, within: CodeRange | None, by: User
) -> Appointment:
    """Give somebody a role in an area from a day on. ``within``: the appointer's own range."""
    _check(user=user, role=role, area=area, within=within, by=by)
    try:
        with transaction.atomic():
            return Appointment.objects.create(
                user=user, role=role, area=area, starts_on=starts_on, appointed_by=by
            )
    except IntegrityError as overlapping:
        raise UnableToAdminister(
            f"{user}在{starts_on}以后已有任职；一个账号同一时间只担任一个角色，请先结束原任职。"
        ) from overlapping


def _check(*, user: User, role: str, area: Area, within: CodeRange | None, by: User) -> None:
    label = Role(role).label
    if user.pk == by.pk:
        raise UnableToAdminister("不能给自己任职，请由另一位安全管理员办理。")
    if within is None or not within.covers(area.range):
        raise UnableToAdminister(f"{area}不在您负责的区域内。")
    if area.ended_on is not None:
        raise UnableToAdminister(f"{area}已停用，请选择接续的区划。")
    if area.level not in LEVELS[role]:
        levels = "、".join(Area.Level(level).label for level in LEVELS[role])
        raise UnableToAdminister(f"{label}只能在{levels}一级任职，{area}是{area.get_level_display()}一级。")
    if role in ADMINISTRATORS:
        held: Any = user.appointments.filter(role__in=ADMINISTRATORS).exclude(role=role).first()
        if held:
            raise UnableToAdminister(
                f"{user}担任过{held.role_label}，不能再任{label}：三员须由三个不同的人分别担任。"
            )


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, ends_on: date, within: CodeRange | None, by: User
) -> Appointment:
    """End an appointment; on ``ends_on`` the role is gone."""
    if within is None or appointment.area_id not in within:
        raise UnableToAdminister("此任职不在您负责的区域内。")
    if appointment.user_id == by.pk:
        raise UnableToAdminister("不能结束自己的任职，请由另一位安全管理员办理。")
    if ends_on < appointment.starts_on:
        raise UnableToAdminister(f"结束日期不能早于任职日期{appointment.starts_on}。")
    ended = Appointment.objects.filter(pk=appointment.pk, ends_on=None).update(ends_on=ends_on)
    if not ended:
        raise UnableToAdminister("此任职已经结束。")
    appointment.refresh_from_db()
    return appointment


def areas_browsed(within: CodeRange | None, code: int | None) -> tuple[Area | None, QuerySet[Area]]:
    """An area inside the range (its top when no code is given), and the areas right below it."""
    if within is None:
        return None, Area.objects.none()
    inside = Area.objects.filter(code__gte=within.lo, code__lte=within.hi)
    area = inside.select_related("parent", "reports_to", "successor").filter(code=code or within.lo).first()
    if area is None:
        return None, Area.objects.none()
    return area, inside.filter(parent=area).select_related("reports_to", "successor").order_by("code")
