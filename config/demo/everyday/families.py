"""Families change: births, deaths, a marriage, a division, a move, one household bound for another county."""

from __future__ import annotations

from datetime import date

from config.demo.everyday.desk import Desk
from foundation.areas.models import Area
from households.families import changing as families
from households.families import transfers
from households.members import MemberEntry
from households.models import Household, Person

BABIES = (("小雨", "female"), ("小川", "male"), ("小禾", "female"))


def change_families(desk: Desk) -> int:
    homes = list(desk.homes[400:460])
    done = sum(_birth(desk, home, *baby) for home, baby in zip(homes, BABIES, strict=False))
    done += sum(_departure(desk, home, "parent", "death", "因病去世") for home in homes[10:30])
    done += sum(_departure(desk, home, "daughter", "married_out", "外嫁") for home in homes[30:40])
    return done + _division(desk, homes[40:]) + _move(desk, homes[5]) + _offer(desk, homes[6])


def _birth(desk: Desk, home: Household, given_name: str, sex: str) -> int:
    head = home.persons.get(relation="head", left_on=None)
    baby = MemberEntry(
        name=head.name[:1] + given_name, relation="grandchild", sex=sex, birth_date=date(2018, 4, 12),
        no_number_reason="新生儿，户口正在办理",
    )  # fmt: skip
    families.record_arrival(
        household=home, version=home.version, kind="birth", member=baby, happened_on=date(2018, 4, 12),
        reason="新生儿", by=desk.clerk, on=desk.on,
    )  # fmt: skip
    return 1


def _departure(desk: Desk, home: Household, relation: str, kind: str, reason: str) -> int:
    person = home.persons.filter(relation=relation, left_on=None, certificates=None).first()
    if person is None or (kind == "married_out" and person.birth_date > date(1996, 1, 1)):
        return 0
    families.record_departure(
        person=person, version=home.version, kind=kind, happened_on=date(2018, 5, 20), reason=reason,
        by=desk.clerk, on=desk.on,
    )  # fmt: skip
    return 1


def _division(desk: Desk, homes: list[Household]) -> int:
    """A grown son sets up his own household in the same village."""
    for home in homes:
        son = Person.objects.filter(
            household=home, relation="son", left_on=None, birth_date__lt=date(1995, 1, 1)
        ).first()
        if son is None:
            continue
        families.divide_household(
            household=home, version=home.version, leaving=[son], head=son, relations={},
            village=Area.objects.get(pk=home.area_code), happened_on=date(2018, 6, 1), reason="成家后分户",
            by=desk.clerk, on=desk.on,
        )  # fmt: skip
        return 1
    return 0


def _move(desk: Desk, home: Household) -> int:
    villages = Area.objects.current().filter(level="village", code__range=_within(desk.county))
    village = villages.exclude(code=home.area_code).order_by("code").first()
    assert village is not None
    families.move_household(
        household=home, version=home.version, village=village, group_name="安置点", address="安置点3栋",
        keep_pairing=False, happened_on=date(2018, 6, 8), reason="易地扶贫搬迁", by=desk.clerk, on=desk.on,
    )  # fmt: skip
    return 1


def _offer(desk: Desk, home: Household) -> int:
    """Offered to the next county by the lead; it waits there."""
    receiving = (
        Area.objects.current().filter(level="county", code__gt=desk.county.code).order_by("code").first()
    )
    assert receiving is not None
    with desk.as_lead() as lead:
        transfers.offer_transfer(
            household=home, receiving=receiving, reason="随子女迁居", by=lead, on=desk.on
        )
    return 1


def _within(county: Area) -> tuple[int, int]:
    return county.code, county.code + 999_999
