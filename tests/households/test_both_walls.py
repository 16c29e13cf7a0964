"""Who sees which households: with both walls, and with each wall alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, connection

from foundation.areas.checks import every_walled_table_has_its_policies
from foundation.areas.scope import opened
from households.models import Household, Person
from tests import world as w
from tests.world import World, household, pair


@pytest.fixture
def homes(world: World) -> dict[str, Household]:
    made = {
        "own": household(w.VILLAGE),
        "other_township": household(w.OTHER_TOWNSHIP_VILLAGE),
        "next_door": household(w.NEXT_VILLAGE),
        "far": household(w.FAR_VILLAGE),
    }
    pair(made["own"], world.cadre)
    return made


SEEN = {
    "clerk": {"own", "other_township"},
    "lead": {"own", "other_township"},
    "township_clerk": {"own"},
    "liaison": {"own"},
    "cadre": {"own"},
    "cadre_next_door": set(),
    "clerk_next_door": {"next_door"},
    "prefecture_officer": {"own", "other_township", "next_door"},
    "province_officer": {"own", "other_township", "next_door", "far"},
    "auditor": set(),
    "security_admin": set(),
    "system_admin": set(),
}
ADMINISTRATORS = ("auditor", "security_admin", "system_admin")


@pytest.mark.parametrize("name", SEEN)
def test_first_wall_alone_shows_each_role_its_households(
    world: World, homes: dict[str, Household], name: str
) -> None:
    scope = world.scope(world.users[name])

    seen = set(scope.rows(Household).values_list("pk", flat=True))

    assert seen == {homes[key].pk for key in SEEN[name]}


@pytest.mark.parametrize("name", [name for name in SEEN if name not in ADMINISTRATORS])
def test_second_wall_alone_shows_each_role_its_households(
    world: World, homes: dict[str, Household], name: str
) -> None:
    with world.seen_by(world.users[name]):
        seen = set(Household.objects.values_list("pk", flat=True))
        people = set(Person.objects.values_list("household_id", flat=True))

    assert seen == people == {homes[key].pk for key in SEEN[name]}


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_administrators_are_refused_by_the_database(world: World, name: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), world.seen_by(world.users[name]):
        Household.objects.count()


def test_connection_without_a_scope_is_refused(world: World) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("set local role app_login")
        cursor.execute("select count(*) from households_household")


def test_scope_ends_with_its_block(world: World, homes: dict[str, Household]) -> None:
    with world.seen_by(world.clerk):
        assert Household.objects.count() == 2

    assert Household.objects.count() == 4


def test_inner_scope_gives_the_outer_one_back(world: World, homes: dict[str, Household]) -> None:
    with world.seen_by(world.clerk):
        with opened(world.scope(world.clerk_next_door)):
            assert Household.objects.count() == 1
        assert Household.objects.count() == 2


def test_cadre_sees_a_household_until_the_day_the_pairing_ends(world: World) -> None:
    home = household(w.VILLAGE)
    pair(home, world.cadre, starts_on=date(2018, 1, 1), ends_on=date(2018, 7, 1))

    for day, seen in ((date(2017, 12, 31), 0), (date(2018, 6, 30), 1), (date(2018, 7, 1), 0)):
        with world.seen_by(world.cadre, on=day) as scope:
            assert Household.objects.count() == seen, day
            assert scope.rows(Household).count() == seen, day


def test_household_that_moves_takes_everything_along(world: World, homes: dict[str, Household]) -> None:
    Household.objects.filter(pk=homes["own"].pk).update(area_code=w.NEXT_VILLAGE)

    with world.seen_by(world.clerk_next_door):
        assert Person.objects.filter(household=homes["own"]).count() == 1
    with world.seen_by(world.clerk):
        assert Person.objects.filter(household=homes["own"]).count() == 0


def test_clerk_cannot_write_into_the_next_county(world: World, homes: dict[str, Household]) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        world.seen_by(world.clerk),
    ):
        household(w.NEXT_VILLAGE)


def test_nobody_may_delete_a_household(world: World, homes: dict[str, Household]) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        world.seen_by(world.clerk),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from households_household")


def test_every_table_of_an_area_has_its_policies(db: None) -> None:
    """The check of the start: a table that a migration forgot stops the demo and the server."""
    assert every_walled_table_has_its_policies(databases=["default"]) == []
