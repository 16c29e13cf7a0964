"""A wrong word on who is whom is corrected by a further one: both stay, and what hung on it follows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from households.comparison.comparing import UnableToCompare
from households.comparison.identity import correct_word, decide_identity
from households.models import ComparisonRow, ComparisonTask, IdentityWord
from tests import world as w
from tests.households.comparison.lists import JUNE, SEPTEMBER, compared, listed, sizes
from tests.households.entries import words
from tests.world import World, household, person

BORN = date(1971, 5, 9)


@pytest.fixture
def doubtful(world: World) -> ComparisonRow:
    household(members=[person(name="王建国", born_on=BORN, level=2, dibao=False)])
    household(w.OTHER_VILLAGE, members=[person(name="李秀英", born_on=BORN, dibao=False)])
    for period in (JUNE, SEPTEMBER):
        listed("王建国", period=period, birth_date=BORN, village_code=w.VILLAGE, grade="B类")
        listed("李秀英", period=period, birth_date=BORN, village_code=w.OTHER_VILLAGE, grade="B类")
    return compared(world, period=SEPTEMBER).rows.get(outcome="doubtful", name="王建国")


def test_wrong_same_is_corrected_at_once_with_its_task(world: World, doubtful: ComparisonRow) -> None:
    bystander = doubtful.comparison.rows.get(name="李秀英")
    decide_identity(row=bystander, same=True, reason="看过户口簿", by=world.clerk)
    word = decide_identity(row=doubtful, same=True, reason="以为是", by=world.clerk)
    wrong = ComparisonTask.objects.get(name="王建国")
    assert (wrong.kind, wrong.state) == ("dibao-not-recorded", "open")

    with pytest.raises(UnableToCompare, match="凭什么"):
        correct_word(word=word, reason=" ", by=world.clerk)
    correct_word(word=word, reason="堂兄弟，当面核实", by=world.lead)

    wrong.refresh_from_db()
    assert wrong.state == "gone"
    assert ComparisonTask.objects.get(name="王建国", state="open").kind == "dibao-unregistered"
    doubtful.comparison.refresh_from_db()
    assert sizes(doubtful.comparison) == {"different": 1, "only_left": 1, "only_right": 1}
    assert ComparisonTask.objects.get(name="李秀英").kind == "dibao-not-recorded"
    assert sizes(compared(world, period=SEPTEMBER)) == {"different": 1, "only_left": 1, "only_right": 1}
    kept = [(one.same, one.reason, one.decided_by) for one in IdentityWord.objects.order_by("pk")]
    assert kept[1:] == [(True, "以为是", world.clerk), (False, "堂兄弟，当面核实", world.lead)]
    with pytest.raises(UnableToCompare, match="已由别人更正"):
        correct_word(word=word, reason="再来一次", by=world.clerk)


def test_wrong_not_the_same_holds_from_the_next_comparison(world: World, doubtful: ComparisonRow) -> None:
    word = decide_identity(row=doubtful, same=False, reason="以为不是", by=world.clerk)
    assert ComparisonRow.objects.filter(name="王建国", outcome="doubtful").count() == 0

    again = correct_word(word=word, reason="派出所核实是本人", by=world.clerk)

    assert compared(world, period=SEPTEMBER).rows.get(name="王建国", outcome="different").how == "word"
    back = correct_word(word=again, reason="派出所又说不是", by=world.clerk)
    assert (back.same, back.replaces) == (False, again)
    assert compared(world, period=SEPTEMBER).rows.filter(name="王建国").count() == 2


def test_correction_speaks_of_the_same_pair_and_says_the_contrary(
    world: World, doubtful: ComparisonRow
) -> None:
    word = decide_identity(row=doubtful, same=True, reason="是", by=world.clerk)
    columns = "area_code, county_code, key_a, key_b, same, reason, decided_by_id, decided_at, replaces_id"
    as_it_is = columns.replace("replaces_id", "id")
    for given in (as_it_is, as_it_is.replace("key_a", "'a'").replace("same", "not same")):
        with (
            pytest.raises(IntegrityError, match="identity_word_corrects_its_pair"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"insert into households_identityword ({columns}) select {given} from households_identityword"
            )
    correct_word(word=word, reason="不是", by=world.clerk)
    contrary = as_it_is.replace("same", "not same")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"insert into households_identityword ({columns}) select {contrary} from households_identityword"
            " where replaces_id is null"
        )


def test_words_are_read_and_corrected_on_their_page(world: World, doubtful: ComparisonRow) -> None:
    client, address = world.signed_in(world.clerk), f"/comparison/rows/{doubtful.pk}/"
    shown = words(client, address)
    assert "姓名相同、出生日期相同、同村、一方没有身份证号" in shown
    assert "95" in shown
    client.post(address, {"same": "yes", "reason": "看过户口簿"})
    word = IdentityWord.objects.get()

    page = words(client, "/comparison/words/")
    assert "看过户口簿" in page
    assert f"/comparison/words/{word.pk}/" in page
    assert client.post(f"/comparison/words/{word.pk}/", {"reason": ""}).status_code == 422
    township = world.signed_in(world.township_clerk)
    assert "看过户口簿" in words(township, "/comparison/words/")
    refused = township.post(f"/comparison/words/{word.pk}/", {"reason": "同名不同人"})
    assert "请由县残联更正" in refused.content.decode()
    client.post(f"/comparison/words/{word.pk}/", {"reason": "同名不同人"})

    page = words(client, "/comparison/words/")
    assert "同名不同人" in page
    assert "看过户口簿" not in page
    latest = IdentityWord.objects.latest("pk")
    assert "看过户口簿" in words(client, f"/comparison/words/{latest.pk}/")
    assert client.get(f"/comparison/words/{word.pk}/").status_code == 404
    other = world.signed_in(world.clerk_next_door)
    assert other.get(f"/comparison/words/{latest.pk}/").status_code == 404
    assert "同名不同人" not in words(other, "/comparison/words/")
