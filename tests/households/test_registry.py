"""Entering and correcting by the verbs: numbers outweigh what is stated, nothing is overwritten unseen."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.areas.models import Area
from households import registry
from households.entry.whole_file import FileSent, MemberSent, correct_file
from households.members import MemberEntry
from households.models import DisabilityCertificate, Finding, Household, Person, PersonFacts
from households.registry import ChangedMeanwhile, UnableToCorrect, UnableToRegister
from tests import world as w
from tests.households.entries import entry
from tests.world import World, household

ON = date(2018, 6, 30)


def enter(world: World, *members: MemberEntry, village: int = w.VILLAGE, **given: object) -> Household:
    area = Area.objects.get(code=village)
    with world.seen_by(world.clerk):
        return registry.register_household(
            village=area, values={}, members=members or [entry()], by=world.clerk, on=ON, **given
        )  # type: ignore[arg-type]


def test_household_enters_with_its_disabled_head(world: World) -> None:
    number = w.id_number(date(1961, 4, 2), female=True)

    home = enter(world, entry("李秀英", certificate=f"{number}41"))

    head = home.persons.get()
    assert (head.sex, head.birth_date, head.name_initials) == ("female", date(1961, 4, 2), "lxy")
    assert (home.head_name, home.head_initials, home.created_by) == ("李秀英", "lxy", world.clerk)
    certificate = head.certificates.get()
    assert (certificate.category, certificate.level) == (4, 1)
    assert PersonFacts.objects.get(person=head).disabled


def test_numbers_of_a_village_run_on(world: World) -> None:
    first, second, elsewhere = enter(world), enter(world), enter(world, village=w.OTHER_VILLAGE)

    assert [home.number[-6:] for home in (first, second, elsewhere)] == ["000001", "000002", "000001"]
    assert second.number.startswith(str(w.VILLAGE))


def test_sex_and_birth_date_against_the_number_become_findings(world: World) -> None:
    number = w.id_number(date(1960, 3, 15), female=False)

    home = enter(world, entry(number=number, sex="female", birth_date=date(1960, 3, 16)))

    head = home.persons.get()
    assert (head.sex, head.birth_date) == ("male", date(1960, 3, 15))
    found = Finding.objects.filter(person=head).order_by("pk").values_list("field", "kept", "given")
    assert list(found) == [("性别", "男", "女"), ("出生日期", "1960-03-15", "1960-03-16")]


def test_person_registered_here_is_named_with_her_household(world: World) -> None:
    number = w.id_number()
    first = enter(world, entry(number=number))

    with pytest.raises(UnableToRegister, match=first.number):
        enter(world, entry("王建国", number=number))

    assert Household.objects.count() == 1


def test_person_registered_in_another_county_gives_away_the_county_and_no_more(world: World) -> None:
    number = w.id_number()
    there = household(w.NEXT_VILLAGE, members=[w.person(id_number=number, name="韦大妹")])

    with pytest.raises(UnableToRegister) as told:
        enter(world, entry(number=number))

    assert "水城区" in str(told.value)
    assert there.number not in str(told.value)
    assert "韦大妹" not in str(told.value)


@pytest.mark.parametrize("heads", [0, 2])
def test_household_has_exactly_one_head(world: World, heads: int) -> None:
    members = [entry(f"成员{place}", "head" if place < heads else "son") for place in range(2)]

    with pytest.raises(UnableToRegister, match=f"现填了{heads}名"):
        enter(world, *members)


def test_person_without_a_number_needs_the_reason(world: World) -> None:
    with pytest.raises(UnableToRegister, match="写明原因"):
        enter(world, entry("新生儿", no_number_reason=""))

    home = enter(world, entry("新生儿", no_number_reason="未落户", sex="male"))
    assert home.persons.get().no_number_reason == "未落户"


def test_second_of_two_clerks_overwrites_nothing(world: World) -> None:
    home, bystander = enter(world), enter(world)
    seen = home.version
    with world.seen_by(world.clerk):
        registry.correct_household(household=home, version=seen, values={"note": "甲"}, by=world.clerk, on=ON)

    with world.seen_by(world.second_clerk), pytest.raises(ChangedMeanwhile):
        registry.correct_household(
            household=home, version=seen, values={"note": "乙"}, by=world.second_clerk, on=ON
        )

    home.refresh_from_db()
    bystander.refresh_from_db()
    assert (home.note, home.version, bystander.version) == ("甲", seen + 1, 1)


def corrected(world: World, home: Household, member: MemberEntry, person: Person) -> None:
    sent = FileSent(corrected=[MemberSent(person, member, person.version)])
    with world.seen_by(world.clerk):
        correct_file(household=home, sent=sent, by=world.clerk, on=ON)


def test_new_certificate_replaces_the_valid_one_which_stays_on_record(world: World) -> None:
    number = w.id_number()
    home = enter(world, entry(certificate=f"{number}43"))
    head = home.persons.get()

    corrected(world, home, entry(certificate=f"{number}42B1", paper={"issued_on": date(2018, 5, 1)}), head)

    rows = DisabilityCertificate.objects.filter(person=head).order_by("pk")
    assert list(rows.values_list("level", "state", "cancel_reason", "issued_on")) == [
        (3, "cancelled", "reassessed", None),
        (2, "valid", "", date(2018, 5, 1)),
    ]
    assert PersonFacts.objects.get(person=head).disability_level == 2


def test_certificate_of_another_number_leaves_nobody_out_and_becomes_a_finding(world: World) -> None:
    number, other = w.id_number(), w.id_number()

    home = enter(world, entry(number=number, certificate=f"{other}42"))

    head = home.persons.get()
    assert head.id_number is not None
    assert (head.id_number.open(), head.certificates.count()) == (number, 0)
    found = Finding.objects.get()
    assert (found.field, found.person) == ("残疾人证号", head)
    assert f"{other[-4:]}（肢体残疾二级）" in found.given
    assert number not in found.kept
    assert other not in found.given


def test_person_without_certificate_yet_is_registered_with_the_state_and_its_day(world: World) -> None:
    state = {"uncertified": "applied", "uncertified_on": date(2018, 5, 2)}
    number = w.id_number()
    home = enter(world, entry(number=number, values=state))
    head = home.persons.get()
    assert (head.uncertified, head.uncertified_on) == ("applied", date(2018, 5, 2))

    corrected(world, home, entry(certificate=f"{number}42", values=state), head)

    head.refresh_from_db()
    assert (head.uncertified, head.uncertified_on, head.certificates.count()) == ("", None, 1)


def test_member_leaves_with_a_reason_and_stays_on_record(world: World) -> None:
    home = enter(world, entry(), entry("王小明", "son"))
    son = home.persons.get(name="王小明")
    left = {"reason": "分户", "left_on": date(2018, 6, 1), "by": world.clerk, "on": ON}

    with world.seen_by(world.clerk):
        registry.remove_person(person=son, version=home.version, **left)  # type: ignore[arg-type]
        home.refresh_from_db()
        with pytest.raises(UnableToCorrect, match="户主"):
            head = home.persons.get(relation="head")
            registry.remove_person(person=head, version=home.version, **left)  # type: ignore[arg-type]

    assert list(Person.objects.living_here().values_list("name", flat=True)) == ["王建国"]
    assert Person.objects.get(name="王小明").left_reason == "分户"
