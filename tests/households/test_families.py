"""Families change: people come and go, households divide, join and move; nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from foundation.areas.models import Area
from households.families import changing as families
from households.families.changing import UnableToChange
from households.models import (
    DisabilityCertificate,
    FamilyChange,
    Household,
    HouseholdYear,
    Pairing,
    Person,
    Procedure,
)
from support_measures.models import BenefitRecord
from tests import world as w
from tests.households.entries import entry
from tests.world import World, household, pair, person

ON = date(2018, 6, 30)
DAY = date(2018, 6, 20)


@pytest.fixture
def home(world: World) -> Household:
    members = [
        person(name="王建国", level=2),
        person(name="李秀英", relation="spouse", female=True),
        person(name="王小明", relation="son", level=1, born_on=date(1990, 1, 1)),
        person(name="王小花", relation="daughter", female=True, born_on=date(2010, 1, 1)),
    ]
    return household(members=members, head_name="王建国", poverty_status="lifted", lifted_year=2016)


def words(world: World, home: Household, **given: Any) -> dict[str, Any]:
    home.refresh_from_db()
    first = {"version": home.version, "happened_on": DAY, "reason": "户口簿", "by": world.clerk, "on": ON}
    return first | given


def member(home: Household, name: str) -> Person:
    return Person.objects.get(name=name)


def kinds(home: Household) -> list[str]:
    return list(FamilyChange.objects.filter(household=home).order_by("pk").values_list("kind", flat=True))


def test_child_is_born_into_the_household(world: World, home: Household) -> None:
    baby = entry("王小宝", "grandchild", no_number_reason="新生儿", birth_date=DAY, sex="male")
    with world.seen_by(world.clerk, ON):
        born = families.record_arrival(household=home, kind="birth", member=baby, **words(world, home))
        with pytest.raises(UnableToChange, match="应与新生儿的出生日期一致"):
            families.record_arrival(
                household=home, kind="birth", member=baby, **words(world, home, happened_on=date(2018, 6, 1))
            )

    change = FamilyChange.objects.get()
    assert (change.person, change.kind, change.happened_on, change.created_by) == (
        born, "birth", DAY, world.clerk,
    )  # fmt: skip


def test_the_dead_stay_on_record_and_their_certificate_ends(world: World, home: Household) -> None:
    with world.seen_by(world.clerk, ON):
        families.record_departure(person=member(home, "王小明"), kind="death", **words(world, home))
        with pytest.raises(UnableToChange, match="请先更换户主"):
            families.record_departure(person=member(home, "王建国"), kind="death", **words(world, home))
        with pytest.raises(UnableToChange, match="写明原因"):
            families.record_departure(
                person=member(home, "王小花"), kind="gone", **words(world, home, reason=" ")
            )

    son = member(home, "王小明")
    assert (son.left_on, son.left_reason) == (DAY, "死亡")
    assert DisabilityCertificate.objects.get(person=son).state == "cancelled"
    home.refresh_from_db()
    assert (home.poverty_status, home.facts.n_disabled, kinds(home)) == ("lifted", 1, ["death"])


def test_another_member_becomes_the_head(world: World, home: Household) -> None:
    wife = member(home, "李秀英")
    relations = {member(home, "王建国").pk: "spouse"}
    told = pytest.raises(UnableToChange, match="请填写王建国与新户主的关系")
    with world.seen_by(world.clerk, ON), told:
        families.change_head(household=home, head=wife, relations={}, **words(world, home))
    with world.seen_by(world.clerk, ON):
        families.change_head(household=home, head=wife, relations=relations, **words(world, home))

    home.refresh_from_db()
    assert (home.head_name, member(home, "李秀英").relation) == ("李秀英", "head")
    assert member(home, "王建国").relation == "spouse"
    assert FamilyChange.objects.get().detail == "王建国→李秀英"


def test_division_takes_people_and_their_benefits_along_and_links_both_ways(
    world: World, home: Household
) -> None:
    son, bystander = member(home, "王小明"), household()
    here = {"household": home, "area_code": home.area_code}
    BenefitRecord.objects.create(**here, person=son, item="nursing-allowance", starts_on=DAY)
    BenefitRecord.objects.create(**here, item="dibao", starts_on=DAY)
    HouseholdYear.objects.create(**here, year=2017, members=4)
    with world.seen_by(world.clerk, ON):
        made = families.divide_household(
            household=home, leaving=[son], head=son, relations={},
            village=Area.objects.get(code=w.OTHER_VILLAGE), **words(world, home),
        )  # fmt: skip

    assert (made.area_code, made.poverty_status, made.lifted_year, made.number[:12]) == (
        w.OTHER_VILLAGE, "lifted", 2016, str(w.OTHER_VILLAGE),
    )  # fmt: skip
    son.refresh_from_db()
    assert (son.household, son.relation, son.certificates.get().household) == (made, "head", made)
    assert BenefitRecord.objects.get(person=son).household == made
    assert BenefitRecord.objects.get(person=None).household == home
    assert HouseholdYear.objects.get().household == home
    assert [one.counterpart for one in FamilyChange.objects.order_by("pk")] == [made, home]
    assert (home.facts.n_disabled, made.facts.n_disabled) == (1, 1)
    assert bystander.persons.count() == 1


def test_head_cannot_divide_off_and_a_running_procedure_holds_the_family(
    world: World, home: Household
) -> None:
    village = Area.objects.get(code=w.VILLAGE)
    with world.seen_by(world.clerk, ON):
        head, son = member(home, "王建国"), member(home, "王小明")
        with pytest.raises(UnableToChange, match="原户主不能分出"):
            families.divide_household(
                household=home, leaving=[head], head=head, relations={}, village=village,
                **words(world, home),
            )  # fmt: skip
        Procedure.objects.create(
            household=home, area_code=home.area_code, kind="fall_back", needs=["review"], opened_on=DAY
        )
        with pytest.raises(UnableToChange, match="有正在办理的程序"):
            families.divide_household(
                household=home, leaving=[son], head=son, relations={}, village=village, **words(world, home)
            )


def test_two_households_join_and_the_second_file_ends(world: World, home: Household) -> None:
    old = household(
        members=[person(name="王奶奶", level=1)],
        head_name="王奶奶",
        poverty_status="lifted",
        lifted_year=2017,
    )
    pair(old, world.cadre)
    granny = old.persons.get()
    with world.seen_by(world.clerk, ON):
        families.join_households(
            household=home, joining=old, relations={granny.pk: "parent"}, **words(world, home)
        )
        other = household(members=[person(level=1)])
        with pytest.raises(UnableToChange, match="两户的脱贫属性不同"):
            families.join_households(household=home, joining=other, relations={}, **words(world, home))

    granny.refresh_from_db()
    old.refresh_from_db()
    assert (granny.household, granny.relation) == (home, "parent")
    assert (old.left_on, old.left_reason) == (DAY, f"并入{home.number}户")
    assert Pairing.objects.get().ends_on == DAY
    assert (kinds(home), kinds(old)) == (["joined"], ["joined"])


@pytest.mark.parametrize("keep", [True, False])
def test_moving_takes_everything_to_the_other_village(world: World, home: Household, keep: bool) -> None:
    pair(home, world.cadre)
    with world.seen_by(world.township_clerk, ON):
        families.move_household(
            household=home, village=Area.objects.get(code=w.OTHER_VILLAGE), group_name="二组", address="8号",
            keep_pairing=keep, **words(world, home, by=world.township_clerk),
        )  # fmt: skip

    assert set(Person.objects.values_list("area_code", flat=True)) == {w.OTHER_VILLAGE}
    assert FamilyChange.objects.get().detail == "由六枝特区岩脚镇太和村迁至六枝特区岩脚镇新华村二组8号"
    with world.seen_by(world.cadre, ON) as scope:
        assert scope.rows(Household).exists() is keep


def test_township_clerk_moves_nobody_out_of_her_township(world: World, home: Household) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), world.seen_by(world.township_clerk, ON):
        families.move_household(
            household=home, village=Area.objects.get(code=w.OTHER_TOWNSHIP_VILLAGE), group_name="",
            address="", keep_pairing=True, **words(world, home, by=world.township_clerk),
        )  # fmt: skip

    home.refresh_from_db()
    assert home.area_code == w.VILLAGE


def test_second_of_two_who_change_the_family_is_told(world: World, home: Household) -> None:
    stale = words(world, home)
    with world.seen_by(world.clerk, ON):
        families.record_departure(person=member(home, "王小花"), kind="gone", **stale)
        with pytest.raises(UnableToChange, match="已有别人保存"):
            families.record_departure(person=member(home, "王小明"), kind="gone", **stale)


BAD = [
    ({"kind": "x"}, "family_change_known"),
    ({"reason": ""}, "family_change_has_reason"),
    ({"person": None}, "family_change_of_somebody"),
    ({"kind": "divided"}, "family_change_with_other_household"),
    ({"area_code": w.NEXT_VILLAGE}, "familychange_in_its_area"),
]


@pytest.mark.parametrize(("wrong", "constraint"), BAD, ids=[row[1] for row in BAD])
def test_database_refuses_a_bad_change(
    world: World, home: Household, wrong: dict[str, Any], constraint: str
) -> None:
    FamilyChange.objects.create(
        household=home, area_code=home.area_code, kind="gone", happened_on=DAY, reason="迁出",
        person=member(home, "王小花"),
    )  # fmt: skip

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        FamilyChange.objects.update(**wrong)
