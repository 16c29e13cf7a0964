"""Family changes and transfers on their pages, as the clerk and the leads of two counties do them."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.accounts.models import AccessRecord, Appointment, User
from households.models import FamilyChange, Household, Person, Transfer
from tests import world as w
from tests.households.entries import without_policy, words
from tests.world import World, household, person


@pytest.fixture
def home(world: World) -> Household:
    without_policy()
    members = [person(name="王建国", level=2), person(name="王小明", relation="son", level=1)]
    return household(members=members, head_name="王建国")


def sent(home: Household, **given: object) -> dict[str, object]:
    home.refresh_from_db()
    return {"version": home.version, "happened_on": "2018-06-20", "reason": "户口簿"} | given


def test_who_lives_alone_is_offered_no_division(world: World, home: Household) -> None:
    clerk, alone = world.signed_in(world.clerk), household()

    assert "family/divide/" in words(clerk, f"/households/{home.pk}/")
    page = words(clerk, f"/households/{alone.pk}/")
    assert "family/divide/" not in page
    assert "family/head/" not in page
    assert "family/join/" in page


def test_clerk_divides_joins_again_and_moves(world: World, home: Household) -> None:
    clerk, file = world.signed_in(world.clerk), f"/households/{home.pk}/"
    son = Person.objects.get(name="王小明")

    divided = clerk.post(
        f"{file}family/divide/", sent(home, leaving=[son.pk], head=son.pk, village=w.OTHER_VILLAGE)
    )
    made = Household.objects.get(head_name="王小明")
    assert divided["Location"] == f"/households/{made.pk}/"
    assert home.number in words(clerk, divided["Location"])
    asked = clerk.post(f"{file}family/join/", sent(home, number=made.number))
    assert "王小明与本户户主的关系" in asked.content.decode()
    untold = clerk.post(f"{file}family/join/", sent(home, number=made.number, **{f"relation-{son.pk}": ""}))
    assert untold.status_code == 422
    assert f'name="number" value="{made.number}"' in untold.content.decode()
    joined = clerk.post(
        f"{file}family/join/", sent(home, number=made.number, **{f"relation-{son.pk}": "son"})
    )
    assert joined.status_code == 302
    moved = clerk.post(f"{file}family/move/", sent(home, village=w.OTHER_TOWNSHIP_VILLAGE))
    assert moved.status_code == 302

    page = words(clerk, file)
    assert "由六枝特区岩脚镇太和村迁至六枝特区木岗镇大树脚村" in page
    assert list(home.familychanges.order_by("pk").values_list("kind", flat=True)) == [
        "divided", "joined", "moved",
    ]  # fmt: skip


def test_head_changes_and_the_old_one_dies(world: World, home: Household) -> None:
    clerk, file = world.signed_in(world.clerk), f"/households/{home.pk}/"
    old, son = home.persons.order_by("pk")
    changed = clerk.post(f"{file}family/head/", sent(home, head=son.pk, **{f"relation-{old.pk}": "parent"}))
    assert changed.status_code == 302
    gone = clerk.post(f"{file}persons/{old.pk}/remove/", sent(home, kind="death"))
    assert gone.status_code == 302
    born = sent(
        home, kind="birth", change_reason="出生证明", name="王宝", relation="son", sex="male",
        birth_date="2018-06-20", no_number_reason="新生儿",
    )  # fmt: skip
    assert clerk.post(f"{file}family/arrive/", born).status_code == 302

    assert set(FamilyChange.objects.values_list("kind", flat=True)) == {"head", "death", "birth"}
    assert "王宝" in words(clerk, file)


def test_village_outside_the_clerks_reach_is_not_offered(world: World, home: Household) -> None:
    town = world.signed_in(world.township_clerk)

    answer = town.post(f"/households/{home.pk}/family/move/", sent(home, village=w.OTHER_TOWNSHIP_VILLAGE))

    assert answer.status_code == 422
    assert Household.objects.get(pk=home.pk).area_code == w.VILLAGE


def test_transfer_from_asking_to_receiving(world: World) -> None:
    without_policy()
    number = w.id_number()
    home = household(members=[person(level=1, id_number=number, name="赵四")], head_name="赵四")
    lead_next = User.objects.create_user("lead_next", password=w.PASSWORD, full_name="邻县负责人")
    Appointment.objects.create(
        user=lead_next, role="county_lead", area_id=w.NEXT_COUNTY, starts_on=date(2016, 1, 1)
    )
    clerk_next, lead, other = (
        world.signed_in(user) for user in (world.clerk_next_door, world.lead, lead_next)
    )

    asked = clerk_next.post(
        "/households/transfers/ask/", {"name": "赵某", "id_number": number, "reason": "迁居"}
    )
    page = asked["Location"]
    assert home.number not in words(clerk_next, page)
    assert clerk_next.post(f"{page}receive/", {"village": w.NEXT_VILLAGE}).status_code == 403
    assert "赵四户" in words(lead, page)
    lead.post(f"{page}release/")
    received = other.post(f"{page}receive/", {"village": w.NEXT_VILLAGE})

    assert received["Location"] == f"/households/{home.pk}/"
    assert "由六枝特区转入水城区玉舍镇海坪村" in words(other, f"/households/{home.pk}/")
    assert lead.get(f"/households/{home.pk}/").status_code == 404
    assert "已转移" in words(lead, "/households/transfers/")
    assert (
        AccessRecord.objects.filter(kind="confirmed", subject=f"transfer:{Transfer.objects.get().pk}").count()
        == 2
    )
