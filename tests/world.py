"""The cast and a small world: two neighbouring counties and one far away, and somebody of every role.

``world.clerk`` works in 六枝特区 (``world.county``); ``world.clerk_next_door`` in 水城区.
Only what a test is about appears in the test; everything else comes from here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from foundation.accounts.models import Appointment, User
from foundation.areas.models import Area
from foundation.areas.scope import Scope, opened
from foundation.sealed.cipher import lookup_key
from foundation.sealed.fields import Sealed
from foundation.sealed.invented import invented_id_number
from foundation.sealed.numbers import IdNumber
from households.models import Cadre, DisabilityCertificate, Household, Pairing, Person
from households.querysets import tail_key

PASSWORD = "world-only-password"

PROVINCE, PREFECTURE, OTHER_PREFECTURE = 520000000000, 520200000000, 520500000000
COUNTY, NEXT_COUNTY, FAR_COUNTY = 520203000000, 520204000000, 520526000000
TOWNSHIP, OTHER_TOWNSHIP, NEXT_TOWNSHIP, FAR_TOWNSHIP = 520203102000, 520203103000, 520204110000, 520526001000
VILLAGE, OTHER_VILLAGE, OTHER_TOWNSHIP_VILLAGE = 520203102201, 520203102202, 520203103201
NEXT_VILLAGE, FAR_VILLAGE = 520204110201, 520526001001

AREAS = [
    (PROVINCE, "贵州省", "province", None),
    (PREFECTURE, "六盘水市", "prefecture", PROVINCE),
    (OTHER_PREFECTURE, "毕节市", "prefecture", PROVINCE),
    (COUNTY, "六枝特区", "county", PREFECTURE),
    (NEXT_COUNTY, "水城区", "county", PREFECTURE),
    (FAR_COUNTY, "威宁彝族回族苗族自治县", "county", OTHER_PREFECTURE),
    (TOWNSHIP, "岩脚镇", "township", COUNTY),
    (OTHER_TOWNSHIP, "木岗镇", "township", COUNTY),
    (NEXT_TOWNSHIP, "玉舍镇", "township", NEXT_COUNTY),
    (FAR_TOWNSHIP, "草海街道", "township", FAR_COUNTY),
    (VILLAGE, "太和村", "village", TOWNSHIP),
    (OTHER_VILLAGE, "新华村", "village", TOWNSHIP),
    (OTHER_TOWNSHIP_VILLAGE, "大树脚村", "village", OTHER_TOWNSHIP),
    (NEXT_VILLAGE, "海坪村", "village", NEXT_TOWNSHIP),
    (FAR_VILLAGE, "鸭子塘村", "village", FAR_TOWNSHIP),
]

_numbers = itertools.count(1)


@dataclass
class World:
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["users"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def county(self) -> Area:
        return Area.objects.get(code=COUNTY)

    @property
    def village(self) -> Area:
        return Area.objects.get(code=VILLAGE)

    def scope(self, user: User, on: date | None = None) -> Scope:
        day = on or timezone.localdate()
        appointment = user.appointment_on(day)
        return appointment.scope(day) if appointment else Scope("sees_none", day)

    @contextmanager
    def seen_by(self, user: User, on: date | None = None) -> Iterator[Scope]:
        """Both walls, as in a request of this user."""
        with opened(self.scope(user, on)) as scope:
            yield scope

    def signed_in(self, user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client


def build_world() -> World:
    Area.objects.bulk_create(
        [Area(code=code, name=name, level=level, parent_id=parent) for code, name, level, parent in AREAS]
    )
    Area.objects.filter(code=FAR_COUNTY).update(reports_to_id=PROVINCE)
    world = World()
    for name, role, area in (
        ("clerk", "county_clerk", COUNTY),
        ("second_clerk", "county_clerk", COUNTY),
        ("lead", "county_lead", COUNTY),
        ("township_clerk", "township_clerk", TOWNSHIP),
        ("liaison", "village_liaison", VILLAGE),
        ("cadre", "cadre", COUNTY),
        ("prefecture_officer", "prefecture_officer", PREFECTURE),
        ("province_officer", "province_officer", PROVINCE),
        ("auditor", "auditor", PROVINCE),
        ("security_admin", "security_admin", PROVINCE),
        ("system_admin", "system_admin", PROVINCE),
        ("clerk_next_door", "county_clerk", NEXT_COUNTY),
        ("cadre_next_door", "cadre", NEXT_COUNTY),
    ):
        user = User.objects.create_user(name, password=PASSWORD, full_name=f"测试{name}")
        Appointment.objects.create(user=user, role=role, area_id=area, starts_on=date(2016, 1, 1))
        world.users[name] = user
    return world


def id_number(born_on: date = date(1960, 3, 15), *, female: bool = False) -> str:
    """A fresh number of nobody."""
    count = next(_numbers)
    return invented_id_number(born_on=born_on, female=female, sequence=count, place=count // 500)


def person(**given: Any) -> dict[str, Any]:
    """Words for a member: ``person(born_on=…, level=1, category=4, female=True, education="illiterate")``."""
    return given


def household(
    in_village: int = VILLAGE, members: list[dict[str, Any]] | None = None, **given: Any
) -> Household:
    """A household straight into the tables; without ``members`` it has one severely disabled head."""
    count = next(_numbers)
    members = members if members is not None else [person(level=1)]
    home = Household.objects.create(
        area_code=in_village,
        number=given.pop("number", f"{in_village}{count:06d}"),
        head_name=given.pop(
            "head_name", members[0].get("name", f"户主{count}") if members else f"户主{count}"
        ),
        **given,
    )
    for place, words in enumerate(members):
        add_member(home, **({"relation": "head"} if place == 0 else {}) | words)
    return home


def add_member(home: Household, **words: Any) -> Person:
    level, category = words.pop("level", None), words.pop("category", 4)
    components = words.pop("components", [])
    number = words.pop("id_number", None) or id_number(
        words.pop("born_on", date(1960, 3, 15)), female=words.pop("female", False)
    )
    read = IdNumber.read(number)
    member = Person.objects.create(
        household=home,
        area_code=home.area_code,
        name=words.pop("name", home.head_name),
        id_number=Sealed.of("id", number),
        id_tail_key=tail_key(read.tail),
        sex=read.sex,
        birth_date=read.birth_date,
        **words,
    )
    if level:
        DisabilityCertificate.objects.create(
            person=member,
            household=home,
            area_code=home.area_code,
            holder_key=lookup_key("id", number),
            category=category,
            level=level,
            components=components,
        )
    return member


def pair(home: Household, user: User, *, starts_on: date = date(2017, 1, 1), **given: Any) -> Pairing:
    cadre, _ = Cadre.objects.get_or_create(
        user=user, defaults={"area_code": home.area_code // 1_000_000 * 1_000_000, "name": user.full_name}
    )
    return Pairing.objects.create(
        household=home, area_code=home.area_code, cadre=cadre, starts_on=starts_on, **given
    )
