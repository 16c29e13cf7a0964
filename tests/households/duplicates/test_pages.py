"""The pages of duplicates: the list, two files side by side, numbers masked; the merge and its way back."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.accounts.models import AccessRecord
from households.duplicates.finding import find_in_area
from households.models import Duplicate, Household, Merge
from tests import world as w
from tests.households.entries import without_policy, words
from tests.world import World, household, person

BORN = date(1971, 5, 9)


@pytest.fixture
def pair(world: World) -> Duplicate:
    without_policy()
    household(members=[person(name="王建国", born_on=BORN, level=2, education="primary")], head_name="王建国")
    household(w.OTHER_VILLAGE, members=[person(name="王建国", born_on=BORN)], head_name="王建国", note="二次")
    find_in_area(w.COUNTY)
    return Duplicate.objects.get(kind="family")


def filled(pair: Duplicate, **given: str) -> dict[str, str]:
    same = Duplicate.objects.get(kind="birth").pk
    return {"keep": "a", "take-note": "b", f"same-{same}": "on", f"take-{same}-education": "a",
            "decision": "入户核实"} | given  # fmt: skip


def test_clerk_sees_the_pair_side_by_side_without_numbers(world: World, pair: Duplicate) -> None:
    client = world.signed_in(world.clerk)

    assert "两户成员相同" in words(client, "/duplicates/")
    page = words(client, f"/duplicates/{pair.pk}/")

    assert "二次" in page
    assert "您的角色不能确认生效" in page
    for one in pair.household_a.persons.all():
        assert one.id_number.open() not in page
    assert AccessRecord.objects.filter(kind="opened", subject=f"household:{pair.household_b_id}").exists()
    assert "疑似" in words(client, f"/households/{pair.household_a_id}/")


def test_clerk_does_not_merge_and_lead_does(world: World, pair: Duplicate) -> None:
    address = f"/duplicates/{pair.pk}/merge/"
    assert world.signed_in(world.clerk).post(address, filled(pair)).status_code == 403
    assert not Merge.objects.exists()

    answer = world.signed_in(world.lead).post(address, filled(pair), follow=True)

    page = answer.content.decode()
    assert "已合并" in page
    assert "第二" not in page
    home = Household.objects.get(pk=pair.household_a_id)
    assert (home.note, Household.objects.get(pk=pair.household_b_id).left_on is None) == ("二次", False)
    assert AccessRecord.objects.filter(kind="confirmed", reason="合并重复").count() == 1
    undo = f"/duplicates/merges/{Merge.objects.get().pk}/undo/"
    assert world.signed_in(world.clerk).post(undo, {"reason": "核错"}).status_code == 403
    world.signed_in(world.lead).post(undo, {"reason": "核错"})
    assert Household.objects.get(pk=pair.household_b_id).left_on is None


def test_merge_without_a_word_of_what_was_verified_is_refused_at_the_field(
    world: World, pair: Duplicate
) -> None:
    answer = world.signed_in(world.lead).post(f"/duplicates/{pair.pk}/merge/", filled(pair, decision=""))

    assert answer.status_code == 422
    assert "请填写核实情况" in answer.content.decode()
    assert not Merge.objects.exists()


def test_what_is_not_the_same_leaves_the_list(world: World, pair: Duplicate) -> None:
    client = world.signed_in(world.township_clerk)

    client.post(f"/duplicates/{pair.pk}/apart/", {"reason": "堂兄弟，当面核实"})

    assert "两户成员相同</td>" not in words(client, "/duplicates/")
    assert "堂兄弟" in words(client, f"/duplicates/{pair.pk}/")


def test_clerk_of_one_township_does_not_see_a_pair_with_another(world: World, pair: Duplicate) -> None:
    Household.objects.filter(pk=pair.household_b_id).update(area_code=w.OTHER_TOWNSHIP_VILLAGE)

    answer = world.signed_in(world.township_clerk).get(f"/duplicates/{pair.pk}/")

    assert answer.status_code == 404


def test_history_of_each_file_leads_to_the_other_until_the_merge_is_taken_back(
    world: World, pair: Duplicate
) -> None:
    lead = world.signed_in(world.lead)
    kept, dropped = (f"/households/{pk}/history/" for pk in (pair.household_a_id, pair.household_b_id))
    assert dropped not in words(lead, kept)

    lead.post(f"/duplicates/{pair.pk}/merge/", filled(pair))

    assert f'href="{dropped}"' in words(lead, kept)
    assert f'href="{kept}"' in words(lead, dropped)
    assert "恢复原值" not in words(lead, dropped)
    assert dropped not in words(world.signed_in(world.second_clerk), f"/households/{household().pk}/history/")
    lead.post(f"/duplicates/merges/{Merge.objects.get().pk}/undo/", {"reason": "核错"})
    assert dropped not in words(lead, kept)
