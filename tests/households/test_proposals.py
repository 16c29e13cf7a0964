"""Liaisons and cadres propose: nothing takes effect before a clerk accepts it, value by value."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from households.history.reading import history_of
from households.models import Household, HouseholdYear, Person, Proposal
from tests import world as w
from tests.households.entries import (
    correction,
    household_form,
    member_row,
    survey_form,
    without_policy,
    words,
)
from tests.world import World, household, pair, person

KEY = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def home(world: World) -> Household:
    without_policy()
    made = household(members=[person(name="王建国", level=1)], note="原备注", group_name="一组")
    pair(made, world.cadre)
    return made


def page(home: Household, **given: str) -> dict[str, str]:
    """The whole file's page, its survey left blank."""
    form = correction(home, **given)
    return {name: value for name, value in form.items() if name in given or not name.endswith("_yuan")}


def propose(client: Client, home: Household, **given: str) -> Proposal:
    """``given``: what is typed over the page of the whole file."""
    form = page(home, **given) | {"draft": str(uuid.uuid4())}
    answer = client.post(f"/households/{home.pk}/correct/", form)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return Proposal.objects.latest("pk")


def decide(client: Client, kept: Proposal, *take: str, decision: str = "accept", status: int = 302,
           seen: int | None = None, **given: str) -> str:  # fmt: skip
    version = seen if seen is not None else (kept.household.version if kept.household else 0)
    form = {"decision": decision, "take": list(take), "seen": str(version)} | given
    answer = client.post(f"/proposals/{kept.pk}/decide/", form)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    kept.refresh_from_db()
    return answer.content.decode()


@pytest.mark.parametrize("proposer", ["liaison", "cadre"])
def test_nothing_changes_before_the_clerk_accepts_and_the_history_names_both(
    world: World, home: Household, proposer: str
) -> None:
    kept = propose(world.signed_in(world.users[proposer]), home, note="新备注")
    home.refresh_from_db()
    assert home.note == "原备注"

    clerk = world.signed_in(world.township_clerk)
    assert "王建国户" in words(clerk, "/proposals/")
    told = words(clerk, f"/proposals/{kept.pk}/")
    assert "原备注" in told
    assert "新备注" in told
    decide(clerk, kept, "note")

    home.refresh_from_db()
    assert (home.note, home.group_name, kept.state) == ("新备注", "一组", "accepted")
    change = next(one for one in history_of(home) if one.field == "备注")
    assert (change.who, change.source) == (str(world.township_clerk), "审核登记建议页面")
    assert str(world.users[proposer]) in change.reason
    told = words(world.signed_in(world.users[proposer]), f"/proposals/{kept.pk}/")
    assert "已采纳" in told
    assert kept.body is None


def test_accepted_in_part_with_the_reason_that_the_proposer_reads(world: World, home: Household) -> None:
    member = home.persons.get()
    liaison, clerk = world.signed_in(world.liaison), world.signed_in(world.clerk)
    kept = propose(liaison, home, note="新备注", group_name="二组",
                   **{"members-0-education": "junior", "members-0-name": "王建华"})  # fmt: skip

    refused = decide(clerk, kept, "note", "members-0-education", status=422)
    assert "请写明其余内容不采纳的原因" in refused
    decide(clerk, kept, "note", "members-0-education", answer="姓名以户口簿为准")

    home.refresh_from_db()
    member.refresh_from_db()
    assert (home.note, home.group_name, home.head_name) == ("新备注", "一组", "王建国")
    assert (member.education, member.name) == ("junior", "王建国")
    assert kept.state == "partly"
    told = words(liaison, "/proposals/")
    assert "姓名以户口簿为准" in told
    assert "部分采纳" in told


def test_sent_back_with_a_reason_mended_and_sent_again(world: World, home: Household) -> None:
    liaison, clerk = world.signed_in(world.liaison), world.signed_in(world.clerk)
    kept = propose(liaison, home, note="写错的备注")

    assert "退回请写明原因" in decide(clerk, kept, decision="return", status=422)
    decide(clerk, kept, decision="return", answer="请核实")

    home.refresh_from_db()
    assert home.note == "原备注"
    assert "请核实" in words(liaison, f"/proposals/{kept.pk}/")
    assert "写错的备注" in words(liaison, f"/households/{home.pk}/correct/?again={kept.pk}")
    words(clerk, f"/households/{home.pk}/correct/?again={kept.pk}", 404)
    assert decide(clerk, kept, "note", status=422)
    assert home.note == "原备注"


def test_household_that_changed_meanwhile_is_shown_as_it_was_and_as_it_is(
    world: World, home: Household
) -> None:
    kept = propose(world.signed_in(world.liaison), home, note="建议的备注", group_name="三组")
    opened_at = home.version
    clerk = world.signed_in(world.clerk)
    assert (
        clerk.post(f"/households/{home.pk}/correct/", correction(home, note="别人的备注")).status_code == 302
    )

    assert "请对照现在登记的内容" in decide(clerk, kept, "note", "group_name", seen=opened_at, status=422)
    told = words(clerk, f"/proposals/{kept.pk}/")
    home.refresh_from_db()

    assert home.note == "别人的备注"
    assert "提出建议时为“原备注”，其后已由别人改动" in told
    assert 'value="note" checked' not in told
    assert 'value="group_name" checked' in told
    kept.refresh_from_db()
    decide(clerk, kept, "note", "group_name")
    home.refresh_from_db()
    assert (home.note, home.group_name) == ("建议的备注", "三组")


def test_new_household_with_a_member_and_a_survey_enters_when_it_is_accepted(world: World) -> None:
    without_policy()
    number = w.id_number()
    form = household_form({"name": "赵新户", "id_number": number}, note="新发现") | survey_form(
        wage_yuan="900"
    )
    liaison = world.signed_in(world.liaison)
    assert liaison.post("/households/register/", form | {"draft": KEY}).status_code == 302
    assert liaison.post("/households/register/", form | {"draft": KEY}).status_code == 302
    kept = Proposal.objects.get()
    assert not Household.objects.exists()
    assert number.encode() not in bytes(kept.body)
    clerk = world.signed_in(world.clerk)
    told = words(clerk, f"/proposals/{kept.pk}/")
    assert "赵新户" in told
    assert number not in told

    assert "户主" in decide(clerk, kept, "note", status=422, answer="不要成员")
    decide(clerk, kept, "note", "members-0", "survey")

    made = Household.objects.get()
    assert (made.head_name, made.note, made.created_by) == ("赵新户", "新发现", world.clerk)
    assert HouseholdYear.objects.get().wage_yuan == 900
    assert kept.household == made


def test_member_is_added_and_a_certificate_given(world: World, home: Household) -> None:
    number = w.id_number()
    row = member_row(1, name="王小明", relation="son", id_number=number, certificate_number=f"{number}43")
    form = {"members-TOTAL_FORMS": "2", **row}
    kept = propose(world.signed_in(world.cadre), home, **form)
    clerk = world.signed_in(world.clerk)
    assert "肢体残疾三级" in words(clerk, f"/proposals/{kept.pk}/")

    decide(clerk, kept, "members-1")

    added: Any = Person.objects.get(name="王小明")
    assert (added.household, str(added.certificate)) == (home, "肢体残疾三级")


def test_values_that_contradict_the_rest_are_refused_not_half_written(world: World, home: Household) -> None:
    kept = propose(world.signed_in(world.liaison), home, relocated="true", relocation_new_address="安置点3栋")

    assert "互相矛盾" in decide(
        world.signed_in(world.clerk), kept, "relocation_new_address", status=422, answer="不是搬迁户"
    )
    home.refresh_from_db()
    assert (home.relocated, home.relocation_new_address, kept.state) == (None, "", "waiting")


def test_only_own_households_and_only_a_clerk_decides(world: World, home: Household) -> None:
    other_village, unpaired = household(w.OTHER_VILLAGE), household()
    liaison, cadre = world.signed_in(world.liaison), world.signed_in(world.cadre)
    words(liaison, f"/households/{other_village.pk}/correct/", 404)
    words(cadre, f"/households/{unpaired.pk}/correct/", 404)
    words(cadre, "/households/register/", 403)
    kept = propose(liaison, home, note="新备注")

    words(cadre, f"/proposals/{kept.pk}/", 404)
    decide(liaison, kept, "note", status=403)
    decide(world.signed_in(world.clerk_next_door), kept, "note", status=404)
    assert cadre.post(f"/proposals/{kept.pk}/withdraw/").status_code == 404
    assert world.signed_in(world.clerk).post(f"/proposals/{kept.pk}/withdraw/").status_code == 403
    for user in (world.clerk_next_door, world.cadre_next_door):
        with world.seen_by(user):
            assert not Proposal.objects.exists()
    assert liaison.post(f"/proposals/{kept.pk}/withdraw/").status_code == 302
    kept.refresh_from_db()
    assert (kept.state, kept.body) == ("withdrawn", None)


def test_count_stands_in_the_navigation_of_those_who_decide(world: World, home: Household) -> None:
    liaison = world.signed_in(world.liaison)
    propose(liaison, home, note="新备注")

    assert "项待办" in words(world.signed_in(world.township_clerk), "/households/")
    assert "项待办" not in words(world.signed_in(world.clerk_next_door), "/households/")
    assert "项待办" not in words(liaison, "/households/")


def test_untouched_page_is_no_proposal(world: World, home: Household) -> None:
    answer = world.signed_in(world.liaison).post(f"/households/{home.pk}/correct/", page(home))

    assert answer.status_code == 422
    assert "没有改动任何内容" in answer.content.decode()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "done"}, "proposal_numbers_go_when_settled"),
        ({"state": "returned", "answer": "请核实"}, "proposal_waits_or_is_decided"),
        ({"body": None}, "proposal_numbers_go_when_settled"),
        ({"changed": []}, "proposal_changes_something"),
        ({"area_code": w.NEXT_VILLAGE}, "in_its_area"),
    ],
)
def test_database_refuses_past_the_forms(
    world: World, home: Household, values: dict[str, Any], constraint: str
) -> None:
    propose(world.signed_in(world.liaison), home, note="新备注")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Proposal.objects.update(**values)


def test_partial_answer_needs_its_reason_and_household_in_the_database_too(
    world: World, home: Household
) -> None:
    kept = propose(world.signed_in(world.liaison), home, note="新备注")
    decided = {"state": "partly", "decided_at": kept.created_at, "decided_by": world.clerk, "body": None}

    with pytest.raises(IntegrityError, match="refused_with_a_reason"), transaction.atomic():
        Proposal.objects.update(**decided)
    with pytest.raises(IntegrityError, match="accepted_into_a_household"), transaction.atomic():
        Proposal.objects.update(**decided, answer="有", household=None)
