"""Two people at once: both values are shown, field by field, and nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client

from households.models import Household, HouseholdYear, Person
from tests import world as w
from tests.households.entries import correction, member_on_file, survey_form, without_policy
from tests.world import World, household, person


@pytest.fixture
def home(world: World) -> Household:
    without_policy()
    members = [person(name="王建国", level=1), person(name="王小明", relation="son")]
    return household(members=members, note="原备注", group_name="一组")


def page(home: Household, **given: str) -> dict[str, str]:
    return correction(home, **given) | {"survey-members": "2"}


def save(client: Client, home: Household, form: Mapping[str, str], status: int) -> str:
    answer = client.post(f"/households/{home.pk}/correct/", form)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    home.refresh_from_db()
    return answer.content.decode()


def test_second_of_two_chooses_value_by_value(world: World, home: Household) -> None:
    opened = page(home)
    first, second = world.signed_in(world.clerk), world.signed_in(world.second_clerk)
    save(first, home, opened | {"note": "甲的备注", "address": "甲的住址"}, 302)
    mine = opened | {"note": "乙的备注", "only_house": "true"}

    told = save(second, home, mine, 409)

    assert "测试clerk" in told
    assert "用我填的：乙的备注" in told
    assert "用登记的：甲的备注" in told
    assert "甲的住址（保留）" in told
    assert home.note == "甲的备注"
    again = mine | {"shown": str(home.version)}
    save(second, home, again, 409)
    save(second, home, again | {"choose:household.note": "mine"}, 302)
    assert (home.note, home.address, home.only_house) == ("乙的备注", "甲的住址", True)


def test_theirs_is_kept_where_she_chooses_so(world: World, home: Household) -> None:
    opened = page(home)
    save(world.signed_in(world.clerk), home, opened | {"note": "甲的备注"}, 302)
    mine = opened | {"note": "乙的备注", "group_name": "二组", "shown": str(home.version)}

    save(world.signed_in(world.second_clerk), home, mine | {"choose:household.note": "theirs"}, 302)

    assert (home.note, home.group_name) == ("甲的备注", "二组")


def test_choice_made_beside_an_older_value_does_not_count(world: World, home: Household) -> None:
    opened = page(home)
    first, second = world.signed_in(world.clerk), world.signed_in(world.second_clerk)
    save(first, home, opened | {"note": "甲的备注"}, 302)
    beside = str(home.version)
    save(first, home, page(home, note="甲的第二个备注"), 302)

    chosen = opened | {"note": "乙的备注", "shown": beside, "choose:household.note": "mine"}
    told = save(second, home, chosen, 409)

    assert "甲的第二个备注" in told
    assert home.note == "甲的第二个备注"


def test_two_clerks_on_different_members_do_not_meet(world: World, home: Household) -> None:
    opened = page(home)
    head, son = home.persons.order_by("pk")
    save(world.signed_in(world.clerk), home, opened | {"members-0-education": "primary"}, 302)

    save(world.signed_in(world.second_clerk), home, opened | {"members-1-education": "junior"}, 302)

    head.refresh_from_db()
    son.refresh_from_db()
    assert (head.education, son.education, home.version) == ("primary", "junior", 3)


def test_same_member_and_same_survey_are_told_apart(world: World, home: Household) -> None:
    survey = HouseholdYear.objects.create(
        household=home, area_code=home.area_code, year=2017, members=2, wage_yuan=100
    )
    opened = page(home) | survey_form(survey) | {"survey_year": "2017"}
    hers = opened | {"members-1-education": "primary", "survey-wage_yuan": "9000"}
    save(world.signed_in(world.clerk), home, hers, 302)
    mine = opened | {"members-1-education": "junior", "survey-wage_yuan": "7000"}
    second, son = world.signed_in(world.second_clerk), home.persons.get(name="王小明")

    told = save(second, home, mine, 409)

    assert "家庭成员 王小明：文化程度" in told
    assert "2017年收支：工资性收入（元）" in told
    survey.refresh_from_db()
    beside = {"members-1-shown": str(son.version), "survey-shown": str(survey.version)}
    chosen = {f"choose:person-{son.pk}.education": "theirs", "choose:survey.wage_yuan": "mine"}
    save(second, home, mine | beside | chosen, 302)
    survey.refresh_from_db()
    assert (Person.objects.get(pk=son.pk).education, survey.wage_yuan) == ("primary", 7000)


def test_survey_that_both_enter_for_the_first_time_is_not_lost(world: World, home: Household) -> None:
    opened = page(home) | {"survey_year": "2017"}
    save(world.signed_in(world.clerk), home, opened | {"survey-wage_yuan": "9000"}, 302)

    told = save(world.signed_in(world.second_clerk), home, opened | {"survey-wage_yuan": "7000"}, 409)

    assert "用登记的：9000.00" in told
    assert HouseholdYear.objects.get().wage_yuan == 9000


def test_change_past_the_pages_is_seen_as_well(world: World, home: Household) -> None:
    head = home.persons.get(relation="head")
    opened = page(home)
    Person.objects.filter(pk=head.pk).update(education="college")

    told = save(world.signed_in(world.clerk), home, opened | {"members-0-education": "junior"}, 409)

    assert "用登记的：大专" in told
    head.refresh_from_db()
    assert head.education == "college"


def test_member_who_left_meanwhile_does_not_come_back(world: World, home: Household) -> None:
    opened = page(home)
    Person.objects.filter(name="王小明").update(left_on="2018-06-01", left_reason="分户")

    told = save(world.signed_in(world.clerk), home, opened | {"members-1-education": "junior"}, 422)

    assert "由别人办理减少" in told
    assert Person.objects.get(name="王小明").education == ""


def test_neighbours_member_does_not_ride_along_in_the_form(world: World, home: Household) -> None:
    stranger = household(w.NEXT_VILLAGE).persons.get()
    foreign = member_on_file(1, stranger, name="改了")

    save(world.signed_in(world.clerk), home, page(home) | foreign, 422)

    stranger.refresh_from_db()
    assert stranger.name != "改了"
