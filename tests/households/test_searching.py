"""One box that understands what was typed; nothing of it in an address; a pace that a person keeps."""

from __future__ import annotations

import pytest
from django.db import connection

from foundation.accounts.models import AccessRecord
from foundation.sealed.fields import Sealed
from households import querysets
from households.finding.searching import understand
from households.models import Household, KeptSearch, Person
from households.names import initials
from tests import world as w
from tests.households.entries import words
from tests.world import World, household, person

PHONE, HOME_PHONE = "13999000001", "08580000002"


def named(name: str, in_village: int = w.VILLAGE, **given: object) -> Household:
    home = household(in_village, members=[person(level=2, category=1, name=name, **given)])
    Person.objects.filter(household=home).update(name_initials=initials(name))
    return home


@pytest.fixture
def homes(world: World) -> dict[str, str]:
    """Somebody to be found, a bystander with much of the same, and the same people next door."""
    number = w.id_number()
    wanted = named("单秀英", id_number=number, phone=Sealed.of("phone", PHONE))
    wanted.phone = Sealed.of("phone", HOME_PHONE)
    wanted.save()
    named("单大山", w.OTHER_VILLAGE)
    named("张秀英", w.OTHER_TOWNSHIP_VILLAGE)
    named("单秀英", w.NEXT_VILLAGE, phone=Sealed.of("phone", PHONE))
    return {"number": number, "household": wanted.number}


def found(world: World, text: str, **fields: str) -> set[str]:
    """Names of the heads and their villages on the list that the search leads to."""
    client = world.signed_in(world.clerk)
    answer = client.post("/households/search/", {"q": text} if text else fields)
    assert answer.status_code == 302, answer.content.decode()
    assert len(text) < 4 or text not in answer["Location"]
    page = words(client, answer["Location"])
    return {name for name in ("单秀英", "单大山", "张秀英") if f">{name}</a>" in page}


@pytest.mark.parametrize("few", [2_000, 0])
def test_box_understands_what_was_typed(
    world: World, homes: dict[str, str], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(querysets, "FEW", few)
    number = homes["number"]
    for text, names in {
        "单秀英": {"单秀英"},
        "秀英": {"单秀英", "张秀英"},
        "dxy": {"单秀英"},
        "SXY": {"单秀英"},
        "s": {"单秀英", "单大山"},
        "zx": {"张秀英"},
        number: {"单秀英"},
        f"{number[:6]}-{number[6:14]} {number[14:]}": {"单秀英"},
        f"{number}12": {"单秀英"},
        f"{number}12B1": {"单秀英"},
        f"{number[-4:]}12": {"单秀英"},
        f"{number[-4:]}13": set(),
        PHONE: {"单秀英"},
        "139 9900 0001": {"单秀英"},
        HOME_PHONE: {"单秀英"},
        homes["household"]: {"单秀英"},
        "太和村": {"单秀英"},
        "岩脚镇": {"单秀英", "单大山"},
        "新华村 单": {"单大山"},
        "海坪村": set(),
        "木岗镇，秀英": {"张秀英"},
    }.items():
        assert found(world, text) == names, text


def test_number_of_a_household_as_long_as_a_certificate_is_found(world: World) -> None:
    wanted = named("单秀英")
    Household.objects.filter(pk=wanted.pk).update(number=f"{w.VILLAGE}01000012")

    assert found(world, f"{w.VILLAGE}01000012") == {"单秀英"}
    assert found(world, f"{w.VILLAGE}01") == {"单秀英"}


def test_mistyped_certificate_says_what_is_wrong_with_it(world: World) -> None:
    client = world.signed_in(world.clerk)
    doubted = client.post("/households/search/", {"q": f"{'9' * 18}41"}, follow=True).content.decode()

    assert "没有符合条件的家庭" in doubted
    assert "残疾人证号前18位" in doubted


def test_advanced_form_wants_all_that_is_filled_in(world: World, homes: dict[str, str]) -> None:
    assert found(world, "", name="秀英", place="thc") == {"单秀英"}
    assert found(world, "", person_number=homes["number"][-4:], phone=PHONE) == {"单秀英"}
    client = world.signed_in(world.clerk)
    for fields, message in {
        ("place", "海坪"): "没有叫“海坪”的乡镇或村",
        ("person_number", "12"): "证件号码请填完整号码",
        ("phone", "abc"): "联系电话请填完整号码",
    }.items():
        answer = client.post("/households/search/", dict([fields]))
        assert answer.status_code == 422
        assert message in answer.content.decode()
    assert client.post("/households/search/", {"name": ""}).status_code == 422


def test_address_of_a_result_can_be_reloaded_filtered_and_is_nobody_elses(
    world: World, homes: dict[str, str]
) -> None:
    client = world.signed_in(world.clerk)
    address = client.post("/households/search/", {"q": "秀英"})["Location"]

    assert "按姓名“秀英”查找" in words(client, address)
    assert "单秀英" not in words(client, f"{address}&township={w.OTHER_TOWNSHIP}")
    for other in (world.second_clerk, world.province_officer):
        assert world.signed_in(other).get(address).status_code == 404
    assert client.get("/households/?found=nothing").status_code == 404


def test_what_was_searched_for_is_sealed_at_rest(world: World, homes: dict[str, str]) -> None:
    found(world, homes["number"])

    with connection.cursor() as cursor:
        cursor.execute("select encode(criteria, 'escape') from households_keptsearch")
        (kept,) = cursor.fetchone()
    assert homes["number"] not in kept
    assert homes["number"] not in str(KeptSearch.objects.get().criteria)


def test_search_by_a_number_is_recorded_without_it(world: World, homes: dict[str, str]) -> None:
    found(world, homes["number"])
    found(world, "单秀英")

    record = AccessRecord.objects.get(kind="searched")
    assert record.detail == {"by": ["id"], "found": 1}


def test_name_of_a_village_is_offered_beside_the_people(world: World, homes: dict[str, str]) -> None:
    client = world.signed_in(world.clerk)

    page = client.post("/households/search/", {"q": "太和"}, follow=True).content.decode()

    assert f"village={w.VILLAGE}" in page


def test_province_finds_by_single_characters_what_the_county_finds(world: World, homes: object) -> None:
    client = world.signed_in(world.province_officer)

    page = client.post("/households/search/", {"q": "秀英"}, follow=True).content.decode()

    assert page.count(">单秀英</a>") == 2
    with world.seen_by(world.province_officer) as scope:
        assert understand("秀英", scope=scope).parts[0].how == "name"


def test_cadre_finds_only_among_his_own_and_is_no_oracle_for_others(
    world: World, homes: dict[str, str]
) -> None:
    client = world.signed_in(world.cadre)

    page = client.post("/households/search/", {"q": homes["number"]}, follow=True).content.decode()

    assert "单秀英" not in page
    assert "现在没有与您结对的家庭" in page


def test_sixty_searches_a_minute_and_then_a_wait(world: World, settings: object) -> None:
    settings.SEARCHES_PER_MINUTE = 3  # type: ignore[attr-defined]
    client, colleague = world.signed_in(world.clerk), world.signed_in(world.second_clerk)

    statuses = [client.post("/households/search/", {"q": "王"}).status_code for _ in range(4)]
    refused = client.post("/households/search/", {"q": "王"})

    assert statuses == [302, 302, 302, 429]
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "查找过于频繁" in refused.content.decode()
    assert colleague.post("/households/search/", {"q": "王"}).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("update households_searchpace set began_at = began_at - interval '61 seconds'")
    assert client.post("/households/search/", {"q": "王"}).status_code == 302
