"""Files that may be of one person are found around each save and over the county; human words stay."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from foundation.areas.models import Area
from foundation.jobs.running import ask_for_run, work_at
from foundation.sealed.fields import Sealed
from households import registry
from households.duplicates import merging
from households.duplicates.finding import find_around, find_in_area
from households.models import Duplicate, Household, Person
from tests import world as w
from tests.households.entries import entry
from tests.world import World, add_member, household, person

ON = date(2018, 6, 30)
BORN = date(1971, 5, 9)


def found() -> dict[str, int]:
    return {one.kind: one.score for one in Duplicate.objects.filter(state="open")}


def without_number(home: Household, name: str, born: date | None = BORN) -> Person:
    return Person.objects.create(
        household=home, area_code=home.area_code, name=name, no_number_reason="未落户", birth_date=born
    )


def test_same_name_and_birth_date_in_a_township_is_found_when_the_second_is_entered(world: World) -> None:
    first = household(members=[person(name="王建国", born_on=BORN)])
    household(w.OTHER_TOWNSHIP_VILLAGE, members=[person(name="王建国", born_on=BORN)])
    bystander = household(members=[person(name="王建国", born_on=date(1980, 1, 1))])

    with world.seen_by(world.clerk):
        second = registry.register_household(
            village=Area.objects.get(code=w.OTHER_VILLAGE), values={}, by=world.clerk, on=ON,
            members=[entry("王建国", number=w.id_number(BORN))],
        )  # fmt: skip

    one = Duplicate.objects.get(person_a__isnull=False)
    assert {one.household_a, one.household_b} == {first, second}
    assert (one.kind, one.area_code, one.reasons) == (
        "birth", w.TOWNSHIP, ["姓名、出生日期相同，同乡镇，身份证号不同"],
    )  # fmt: skip
    assert not Duplicate.objects.touching(bystander).exists()


def test_same_person_with_and_without_a_number_scores_higher_than_two_numbers(world: World) -> None:
    home = household(members=[person(name="王建国", born_on=BORN)])
    without_number(household(members=[person(name="户主甲")]), "王建国")

    find_in_area(w.COUNTY)

    assert found() == {"birth": 90, "family": 95}
    assert Duplicate.objects.touching(home).count() == 2


def test_number_of_fifteen_places_is_the_number_of_eighteen(world: World) -> None:
    """An old number is lengthened when it is read: the same person cannot be entered under both."""
    number = w.id_number(BORN)
    old = number[:6] + number[8:17]
    household(members=[person(name="王建国", id_number=number)])

    with world.seen_by(world.clerk), pytest.raises(registry.UnableToRegister, match="已登记在"):
        registry.register_household(
            village=Area.objects.get(code=w.VILLAGE), values={}, by=world.clerk, on=ON,
            members=[entry("王建国", number=old)],
        )  # fmt: skip


@pytest.mark.parametrize("born", [date(1871, 5, 9), date(1971, 6, 9), date(1971, 5, 19)])
def test_number_that_was_corrected_when_it_was_lengthened_is_found(world: World, born: date) -> None:
    household(members=[person(name="王建国", born_on=BORN)])
    household(members=[person(name="王建国", born_on=born)])
    household(members=[person(name="王建国", born_on=date(1975, 9, 1))])

    find_in_area(w.COUNTY)

    assert found() == {"renumbered": 65, "family": 70}


def test_certificate_on_the_former_file_of_somebody_registered_again_is_found(world: World) -> None:
    number = w.id_number(BORN)
    old = household(members=[person(name="户主甲"), person(name="李秀英", id_number=number, level=2)])
    Person.objects.filter(name="李秀英").update(left_on=date(2017, 1, 1), left_reason="婚出")
    household(members=[person(name="户主乙"), person(name="李秀英", id_number=number)])

    find_in_area(w.COUNTY)

    assert found() == {"certificate": 100}
    assert Duplicate.objects.touching(old).exists()


def test_same_name_and_phone_is_found_over_the_county_only(world: World) -> None:
    phone = {"phone": Sealed.of("phone", "13800001234")}
    here = household(members=[person(name="王建国", **phone)])
    household(w.OTHER_TOWNSHIP_VILLAGE, members=[person(name="王建国", born_on=BORN, **phone)])
    household(w.NEXT_VILLAGE, members=[person(name="王建国", born_on=date(1955, 2, 2), **phone)])

    find_around([here.pk])
    assert found() == {}

    find_in_area(w.COUNTY)
    assert found() == {"phone": 70, "family": 75}
    assert {one.area_code for one in Duplicate.objects.all()} == {w.COUNTY}


def test_what_was_said_not_to_be_the_same_is_never_asked_again(world: World) -> None:
    for _ in range(2):
        household(members=[person(name="户主"), person(name="王建国", born_on=BORN, relation="son")])
    find_in_area(w.COUNTY)
    pair = Duplicate.objects.get(kind="birth", person_a__name="王建国")

    with world.seen_by(world.clerk):
        merging.keep_apart(duplicate=pair, reason="两人当面核实过", by=world.clerk, on=ON)
    find_in_area(w.COUNTY)

    pair.refresh_from_db()
    assert (pair.state, pair.decision, pair.decided_by) == ("apart", "两人当面核实过", world.clerk)
    with pytest.raises(merging.UnableToMerge, match="已由别人处理"):
        merging.keep_apart(duplicate=pair, reason="再说一次", by=world.clerk, on=ON)


def test_pair_that_was_corrected_is_gone_and_comes_back_when_it_matches_again(world: World) -> None:
    household(members=[person(name="户主甲"), person(name="王建国", born_on=BORN)])
    home = household(members=[person(name="户主乙")])
    other = without_number(home, "王建国")
    find_in_area(w.COUNTY)

    Person.objects.filter(pk=other.pk).update(birth_date=date(1990, 1, 1))
    find_around([home.pk])
    assert set(Duplicate.objects.values_list("state", flat=True)) == {"gone"}

    Person.objects.filter(pk=other.pk).update(birth_date=BORN)
    find_around([home.pk])
    assert Duplicate.objects.get(kind="birth").state == "open"


def test_county_is_looked_through_by_a_run_within_the_askers_scope(world: World) -> None:
    for village in (w.VILLAGE, w.VILLAGE, w.NEXT_VILLAGE, w.NEXT_VILLAGE):
        household(village, members=[person(name="王建国", born_on=BORN)])
    run = ask_for_run(kind="find_duplicates", area=world.county, by=world.clerk)

    work_at(run.pk)

    run.refresh_from_db()
    assert (run.state, run.result) == ("done", {"duplicates_new": 2})
    assert {one.area_code for one in Duplicate.objects.all()} == {w.VILLAGE}


def test_database_holds_a_pair_once_in_order_and_decided_by_somebody(world: World) -> None:
    home = household(members=[person(name="王建国", born_on=BORN)])
    add_member(home, name="王建国", born_on=BORN)
    find_in_area(w.COUNTY)
    good = Duplicate.objects.get()
    broken = (
        {"person_a_id": good.person_b_id, "person_b_id": good.person_a_id},
        {"state": "apart"},
        {"state": "unknown"},
        {"kind": "guess"},
        {"score": 0},
        {"person_b_id": None},
        {"person_a_id": None, "person_b_id": None},
    )
    for values in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            Duplicate.objects.filter(pk=good.pk).update(**values)
    with pytest.raises(IntegrityError, match="two_persons_once"), transaction.atomic():
        good.pk = None
        good.save(force_insert=True)


def test_same_number_twice_among_the_registered_is_refused_by_the_database_itself(world: World) -> None:
    number = w.id_number(BORN)
    household(members=[person(name="王建国", id_number=number)])
    with pytest.raises(IntegrityError, match="person_id_number_once"), transaction.atomic():
        household(w.NEXT_VILLAGE, members=[person(name="他人", id_number=number)])
