"""One account of each role with a random password, for trying the product out."""

from __future__ import annotations

import secrets
from datetime import date
from typing import NamedTuple

from django.db import transaction

from config.demo.world import FIRST_CADRE, UNITS
from foundation.accounts.models import Appointment, User
from foundation.accounts.roles import Role
from foundation.areas.codes import prefecture_of
from foundation.areas.models import Area
from households.models import Cadre

SINCE = date(2016, 1, 1)
# username, role, level of the area, name
CAST = (
    ("clerk", Role.COUNTY_CLERK, "county", "周业务"),
    ("lead", Role.COUNTY_LEAD, "county", "吴主任"),
    ("township", Role.TOWNSHIP_CLERK, "township", "郑干事"),
    ("liaison", Role.VILLAGE_LIAISON, "village", "王联络"),
    ("cadre", Role.CADRE, "county", FIRST_CADRE),
    ("prefecture", Role.PREFECTURE_OFFICER, "prefecture", "冯科长"),
    ("province", Role.PROVINCE_OFFICER, "province", "陈处长"),
    ("auditor", Role.AUDITOR, "province", "褚审计"),
    ("security", Role.SECURITY_ADMIN, "province", "卫安全"),
    ("system", Role.SYSTEM_ADMIN, "province", "蒋运维"),
    ("api", Role.API_CLIENT, "county", "外部系统"),
)


class DemoAccount(NamedTuple):
    role: str
    username: str
    password: str


class UnableToCreate(Exception):
    """The areas of the accounts are not loaded; the message says what to run."""


@transaction.atomic
def create_demo_accounts(county_code: int, *, cadre: tuple[str, str] | None = None) -> list[DemoAccount]:
    """Make the accounts that do not exist yet and return those with their passwords.

    ``cadre``: name and unit of the cadre that the cadre's account belongs to, as rosters and
    pairings name them; left out, the one whom every generated county has. Nothing is
    changed for accounts that exist.
    """
    areas = _areas(county_code)
    cadre = cadre or (FIRST_CADRE, areas["county"].name + UNITS[0])
    taken = set(User.objects.values_list("username", flat=True))
    made = []
    for username, role, level, name in CAST:
        if username in taken:
            continue
        person = cadre if role == Role.CADRE else (name, "")
        made.append(_create(username, role, areas[level], *person))
    return made


def _areas(county_code: int) -> dict[str, Area]:
    """The county and what is above it; of its villages the first that is no quarter of a town."""
    villages = Area.objects.current().filter(level="village", code__gt=county_code)
    villages = villages.filter(code__lte=county_code + 999_999).order_by("code")
    village = villages.exclude(name__contains="社区").exclude(name__contains="居").first() or villages.first()
    codes = {
        "province": county_code // 10**10 * 10**10,
        "prefecture": prefecture_of(county_code),
        "county": county_code,
        "township": village.code // 1000 * 1000 if village else 0,
        "village": village.code if village else 0,
    }
    found = Area.objects.in_bulk(codes.values())
    if len(found) < len(set(codes.values())):
        raise UnableToCreate(f"没有区划 {county_code} 或其上级、下级；请先运行 manage.py load_reference_data")
    return {level: found[code] for level, code in codes.items()}


def _create(username: str, role: Role, area: Area, name: str, unit: str) -> DemoAccount:
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(username, password=password, full_name=name)
    Appointment.objects.create(user=user, role=role, area=area, starts_on=SINCE)
    if role == Role.CADRE:
        record, _ = Cadre.objects.get_or_create(area_code=area.code, name=name, unit=unit)
        if record.user_id is None:
            record.user = user
            record.save(update_fields=["user", "updated_at"])
    return DemoAccount(str(role.label), username, password)
