"""The history: every change keeps the old row, with who and from where, also for set-based SQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.accounts.models import AccessRecord
from foundation.areas.scope import opened
from households.history.reading import history_of, history_page
from households.models import DisabilityCertificate, Household, Person
from tests import world as w
from tests.world import World, household, person


def test_update_by_set_based_sql_keeps_old_rows_with_user_and_run(world: World) -> None:
    changed, bystander = household(head_name="旧名"), household(w.OTHER_VILLAGE, head_name="旁人")
    scope = world.clerk.appointment_on(world.scope(world.clerk).today).scope(  # type: ignore[union-attr]
        world.scope(world.clerk).today, run=77
    )

    with opened(scope), connection.cursor() as cursor:
        cursor.execute("update households_household set head_name = '新名' where id = %s", [changed.pk])

    event: Any = changed.events.get()  # type: ignore[attr-defined]
    assert (event.head_name, event.pgh_label) == ("旧名", "update")
    assert event.pgh_context.metadata["user"] == world.clerk.pk
    assert event.pgh_context.metadata["run"] == 77
    assert not bystander.events.exists()  # type: ignore[attr-defined]


def test_update_that_changes_nothing_leaves_no_trace(world: World) -> None:
    home = household()

    Household.objects.filter(pk=home.pk).update(head_name=home.head_name)

    assert not home.events.exists()  # type: ignore[attr-defined]


def test_new_row_needs_no_event(world: World) -> None:
    assert not household().events.exists()  # type: ignore[attr-defined]


def test_history_is_read_only_by_those_who_see_the_household(world: World) -> None:
    home = household(head_name="旧名")
    with world.seen_by(world.clerk):
        Household.objects.filter(pk=home.pk).update(head_name="新名")

    events: Any = Household._meta.get_field("events").related_model
    with world.seen_by(world.clerk):
        assert events.objects.count() == 1
    with world.seen_by(world.clerk_next_door):
        assert events.objects.count() == 0


def test_history_cannot_be_rewritten(world: World) -> None:
    home = household(head_name="旧名")
    Household.objects.filter(pk=home.pk).update(head_name="新名")

    for statement in (
        "update households_householdevent set head_name = 'x'",
        "delete from households_householdevent",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            world.seen_by(world.clerk),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize("statement", ["update {} set subject = 'x'", "delete from {}", "truncate {}"])
def test_access_log_is_insert_only(world: World, statement: str) -> None:
    AccessRecord.objects.create(kind="opened")

    for user in (world.clerk, world.auditor, world.cadre):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            world.seen_by(user),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format("accounts_accessrecord"))


BAD_ROWS = [
    (Household, {"poverty_status": "rich"}, "household_status_known"),
    (Household, {"attribute": "x"}, "household_attribute_known"),
    (Household, {"main_cause": "x"}, "household_cause_known"),
    (Household, {"house_grade": "E"}, "household_grade_known"),
    (Household, {"poverty_status": "lifted", "lifted_year": None}, "household_lifted_has_its_year"),
    (Household, {"left_on": "2018-01-01"}, "household_left_with_reason"),
    (Household, {"farmland_mu": -1}, "household_measures_not_negative"),
    (Household, {"area_code": 52}, "household_area_is_a_village"),
    (Person, {"sex": "x"}, "person_sex_known"),
    (Person, {"relation": "x"}, "person_relation_known"),
    (Person, {"education": "x"}, "person_codes_known"),
    (Person, {"work_months": 13}, "person_work_months_in_a_year"),
    (Person, {"left_reason": "x"}, "person_left_with_reason"),
    (Person, {"id_number": None}, "person_number_or_reason"),
    (Person, {"birth_date": None}, "person_number_with_key"),
    (DisabilityCertificate, {"level": 5}, "certificate_level_known"),
    (DisabilityCertificate, {"category": 8}, "certificate_category_known"),
    (DisabilityCertificate, {"components": ["visual"]}, "certificate_components_only_multiple"),
    (DisabilityCertificate, {"state": "x"}, "certificate_state_known"),
    (DisabilityCertificate, {"holder_key": b"somebody else...."}, "certificate_of_its_holder"),
]


@pytest.mark.parametrize(("model", "wrong", "constraint"), BAD_ROWS, ids=[row[2] for row in BAD_ROWS])
def test_database_refuses_a_bad_row_that_goes_around_the_forms(
    world: World, model: Any, wrong: dict[str, Any], constraint: str
) -> None:
    household()

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        model.objects.update(**wrong)


def test_same_id_number_cannot_be_registered_twice(world: World) -> None:
    number = w.id_number()
    household(members=[w.person(id_number=number)])

    with pytest.raises(DatabaseError, match="person_id_number_once"), transaction.atomic():
        household(w.NEXT_VILLAGE, members=[w.person(id_number=number)])


def test_second_head_of_a_household_is_refused(world: World) -> None:
    home = household()

    with pytest.raises(DatabaseError, match="one_head_of_household"), transaction.atomic():
        w.add_member(home, relation="head")


def test_two_lead_cadres_at_a_time_are_refused(world: World) -> None:
    home = household()
    w.pair(home, world.cadre)

    with pytest.raises(DatabaseError, match="one_lead_cadre_at_a_time"), transaction.atomic():
        w.pair(home, world.cadre_next_door)


def test_history_pages_through_every_change_once_whole_transactions_together(world: World) -> None:
    home, bystander = household(note="0", members=[person(name="王建国"), person(name="王小明")]), household()
    for turn in range(1, 8):
        _at(turn, home, note=str(turn), group_name=f"{turn}组")
    with world.seen_by(world.clerk):
        Person.objects.filter(household=home).update(education="junior")
    _at(9, bystander, note="旁人")

    told: list[tuple[str, str, str]] = []
    before, pages = None, 0
    while pages == 0 or before:
        page = history_page(home, limit=3, before=before)
        told += [(one.field, one.old, one.new) for one in page.changes]
        before, pages = page.before, pages + 1

    assert pages > 3
    assert sorted(one for one in told if one[0] == "备注") == [("备注", str(n), str(n + 1)) for n in range(7)]
    assert len(told) == len(history_of(home, limit=500))
    assert not [one for one in told if "旁人" in one]
    client = world.signed_in(world.clerk)
    for words in ("x", "2018-13-45T00:00", "2018-06-30T00:00"):
        assert client.get(f"/households/{home.pk}/history/?before={words}").status_code == 404


def _at(turn: int, home: Household, **values: str) -> None:
    """A change in a transaction of its own, so many minutes ago: the events keep the moment."""
    Household.objects.filter(pk=home.pk).update(**values)
    events: Any = Household._meta.get_field("events").related_model
    newest = events.objects.filter(pgh_obj_id=home.pk).order_by("-pgh_id").values("pk")[:1]
    with connection.cursor() as cursor:
        key = newest.get()["pk"]
        cursor.execute(
            "update households_householdevent set pgh_created_at = now() - make_interval(mins => %s)"
            " where pgh_id = %s",
            [100 - turn, key],
        )
