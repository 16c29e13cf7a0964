"""Who has no number is proposed by name, birth date and village; a human's word is kept for good."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from households.comparison.comparing import UnableToCompare
from households.comparison.identity import decide_identity
from households.models import ComparisonRow, ComparisonTask, IdentityWord
from tests import world as w
from tests.households.comparison.lists import JUNE, SEPTEMBER, Side, compared, listed, sizes
from tests.world import World, household, person

BORN = date(1971, 5, 9)


@pytest.fixture
def doubtful(world: World) -> ComparisonRow:
    household(members=[person(name="王建国", born_on=BORN, level=2, dibao=False)])
    household(w.NEXT_VILLAGE, members=[person(name="王建国", born_on=BORN)])
    for period in (JUNE, SEPTEMBER):
        listed("王建国", period=period, birth_date=BORN, village_code=w.VILLAGE, grade="B类")
    return compared(world, period=SEPTEMBER).rows.get(outcome="doubtful")


def test_same_name_birth_date_and_village_wait_for_a_word(world: World, doubtful: ComparisonRow) -> None:
    assert (doubtful.score, doubtful.how, doubtful.area_code) == (95, "name", w.VILLAGE)
    assert not ComparisonTask.objects.exists()


def test_not_the_same_is_remembered(world: World, doubtful: ComparisonRow) -> None:
    decide_identity(row=doubtful, same=False, reason="堂兄弟，当面核实", by=world.clerk)

    comparison = doubtful.comparison
    comparison.refresh_from_db()
    assert sizes(comparison) == {"only_left": 1, "only_right": 1}
    assert set(ComparisonTask.objects.values_list("kind", flat=True)) == {"dibao-unregistered"}
    assert sizes(compared(world, period=JUNE)) == {"only_left": 1, "only_right": 1}
    with pytest.raises(UnableToCompare, match="已经认定过"):
        decide_identity(row=doubtful, same=True, reason="又说是", by=world.clerk)


def test_same_is_remembered_and_what_differs_becomes_a_task(world: World, doubtful: ComparisonRow) -> None:
    decide_identity(row=doubtful, same=True, reason="看过户口簿", by=world.clerk)

    assert ComparisonTask.objects.get().kind == "dibao-not-recorded"
    again = compared(world, period=SEPTEMBER)
    assert sizes(again) == {"different": 1}
    assert again.rows.get().how == "word"
    assert ComparisonTask.objects.count() == 1


def test_two_lists_are_decided_likewise(world: World) -> None:
    listed("王建国", birth_date=BORN, village_code=w.VILLAGE)
    listed("王建国", w.id_number(BORN), list_name="特困人员名单", birth_date=BORN, village_code=w.VILLAGE)
    right = Side("特困人员名单", JUNE)
    row = compared(world, right=right).rows.get()
    assert row.outcome == "doubtful"

    decide_identity(row=row, same=True, reason="看过户口簿", by=world.clerk)

    assert sizes(compared(world, right=right)) == {"both": 1}


def test_word_is_said_once_in_order_with_a_reason_and_by_nobody_changed(
    world: World, doubtful: ComparisonRow
) -> None:
    word = decide_identity(row=doubtful, same=False, reason="堂兄弟", by=world.clerk)
    columns = "area_code, county_code, key_a, key_b, same, reason, decided_by_id, decided_at"
    copies = {
        "identity_word_once": columns,
        "identity_word_of_two_in_order": columns.replace("key_a, key_b", "key_b, key_a"),
        "identity_word_with_reason": columns.replace("key_a", "'a'").replace("reason", "''"),
    }
    for name, given in copies.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"insert into households_identityword ({columns}) select {given} from households_identityword"
            )
    denied = pytest.raises(DatabaseError, match="permission denied")
    with world.seen_by(world.clerk), denied, transaction.atomic():
        IdentityWord.objects.filter(pk=word.pk).update(same=True)
    with world.seen_by(world.clerk_next_door):
        assert not IdentityWord.objects.exists()
