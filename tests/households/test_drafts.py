"""Drafts: kept sealed while typing, found again by their writer alone, gone when saved."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from households.entry import drafts
from households.models import Draft, Household
from tests import world as w
from tests.households.entries import correction, household_form, without_policy, words
from tests.world import World, household

KEY = uuid.UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()


def keep(client: Client, page: str, form: dict[str, str], key: uuid.UUID = KEY) -> int:
    typed = form | {"page": page, "draft": str(key)}
    return client.post(f"/households/drafts/{key}/keep/", typed).status_code


def test_unfinished_entry_is_found_again_on_another_computer(world: World) -> None:
    number = w.id_number()
    half = household_form(
        {"name": "李秀英", "id_number": number}, {"name": "李", "relation": ""}, note="只写到这"
    )
    assert keep(world.signed_in(world.clerk), "/households/register/", half) == 200
    assert keep(world.signed_in(world.clerk), "/households/register/", half | {"note": "又写了些"}) == 200

    elsewhere = world.signed_in(world.clerk)
    offered = words(elsewhere, "/households/register/")
    page = words(elsewhere, f"/households/register/?draft={KEY}")

    assert f"?draft={KEY}" in offered
    assert "新户" in words(elsewhere, "/households/drafts/")
    for typed in ("李秀英", number, "又写了些", 'name="members-1-name" value="李"'):
        assert typed in page
    assert "有问题需要改正" not in page
    assert number.encode() not in bytes(Draft.objects.get().body)


def test_saving_takes_the_draft_away(world: World) -> None:
    clerk = world.signed_in(world.clerk)
    form = household_form({"id_number": w.id_number()}) | {"draft": str(KEY)}
    keep(clerk, "/households/register/", form)
    bystander = uuid.uuid4()
    keep(clerk, "/households/register/", form, bystander)

    assert clerk.post("/households/register/", form).status_code == 302

    assert Draft.objects.get().key == bystander


def test_draft_tells_that_the_household_has_changed_since_and_the_save_asks(world: World) -> None:
    home = household(note="原备注")
    address = f"/households/{home.pk}/correct/"
    typed, hers = correction(home, note="我的备注"), correction(home, note="别人的备注")
    keep(world.signed_in(world.clerk), address, typed)
    assert world.signed_in(world.second_clerk).post(address, hers).status_code == 302

    clerk = world.signed_in(world.clerk)
    page = words(clerk, f"{address}?draft={KEY}")

    assert "已由别人更改过" in words(clerk, "/households/drafts/")
    assert "我的备注" in page
    assert f'name="version" value="{typed["version"]}"' in page
    assert clerk.post(address, typed).status_code == 409


def test_nobody_else_sees_or_drops_it(world: World) -> None:
    keep(world.signed_in(world.clerk), "/households/register/", household_form({"name": "秘密"}))
    for user in (world.second_clerk, world.lead, world.clerk_next_door):
        other = world.signed_in(user)
        words(other, f"/households/register/?draft={KEY}", 404)
        assert other.post(f"/households/drafts/{KEY}/discard/").status_code == 404
        assert "接着填写" not in words(other, "/households/drafts/")
    with world.seen_by(world.clerk_next_door):
        assert not Draft.objects.exists()

    assert world.signed_in(world.clerk).post(f"/households/drafts/{KEY}/discard/").status_code == 302
    assert not Draft.objects.exists()


def test_no_draft_of_a_household_out_of_scope_nor_of_another_page(world: World) -> None:
    theirs, own = household(w.NEXT_VILLAGE), household()
    clerk = world.signed_in(world.clerk)

    assert keep(clerk, f"/households/{theirs.pk}/correct/", {}) == 404
    assert keep(clerk, f"/households/{own.pk}/visit/", {}) == 400
    assert keep(clerk, "/nowhere/", {}) == 400
    assert keep(world.signed_in(world.cadre), "/households/register/", {}) == 403
    assert not Draft.objects.exists()


def test_oldest_drafts_go_when_there_are_too_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_OF_A_USER", 2)
    other = uuid.uuid4()
    keep(world.signed_in(world.second_clerk), "/households/register/", {}, other)
    keys = [uuid.uuid4() for _ in range(3)]
    for key in keys:
        keep(world.signed_in(world.clerk), "/households/register/", {"note": "x"}, key)

    assert set(Draft.objects.values_list("key", flat=True)) == {other, *keys[1:]}


def test_draft_of_a_household_names_its_version_past_the_code_too(world: World) -> None:
    home: Household = household()
    keep(world.signed_in(world.clerk), f"/households/{home.pk}/correct/", correction(home))

    with pytest.raises(IntegrityError, match="draft_of_a_household"), transaction.atomic():
        Draft.objects.update(household_version=None)
    with pytest.raises(IntegrityError, match="in_its_area"), transaction.atomic():
        Draft.objects.update(area_code=w.NEXT_VILLAGE)
