"""A stranger asks for every route of web and API: nothing of the next county is shown or admitted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from foundation.accounts.acting import declared
from foundation.accounts.roles import extent_of
from foundation.areas import scope
from foundation.areas.querysets import ScopedQuerySet
from households.facts import refreshing as facts
from households.querysets import AreaRowQuerySet, CadreQuerySet
from tests.neighbour import NAME, Neighbour, move_in_next_door, number_of
from tests.routes import LISTS, ROWS, WITHOUT_ROWS
from tests.world import World

STRANGERS = ("clerk", "lead", "township_clerk", "liaison", "cadre", "auditor", "security_admin")
NOBODY = 999_999_999


def routes(resolver: Any, namespace: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, inner)
        else:
            yield f"{namespace}{pattern.name or ''}", pattern.callback


ALL_ROUTES = dict(routes(get_resolver()))


def act_of(name: str) -> str:
    view = ALL_ROUTES[name]
    owner: Any = getattr(view, "cls", None) or view
    return str(owner.act)


@pytest.fixture
def neighbour(world: World, catalogue: None) -> Neighbour:
    made = move_in_next_door(world)
    facts.refresh(None, on=world.scope(world.clerk).today)
    return made


def ask(client: Client, name: str, neighbour: Neighbour, *, nobody: bool = False) -> HttpResponse:
    method, arguments = ROWS[name]
    given = {key: getattr(neighbour, attribute) for key, attribute in arguments.items()}
    if nobody:
        given = {key: NOBODY if isinstance(value, int) else value for key, value in given.items()}
        given = {key: uuid4() if isinstance(value, UUID) else value for key, value in given.items()}
        if "pk" in given and name == "api:progress-detail":
            given["pk"] = 999_999_999_999
    answer: HttpResponse = getattr(client, method)(reverse(name, kwargs=given))
    return answer


def test_every_route_stands_in_the_table() -> None:
    assert set(ALL_ROUTES) == set(ROWS) | set(LISTS) | set(WITHOUT_ROWS)


@pytest.mark.parametrize("name", sorted(ALL_ROUTES))
def test_every_route_says_who_it_is_for(name: str) -> None:
    assert declared(ALL_ROUTES[name])


@pytest.mark.parametrize("stranger", STRANGERS)
def test_stranger_is_told_the_same_as_of_a_row_that_does_not_exist(
    world: World, neighbour: Neighbour, stranger: str
) -> None:
    client, user = world.signed_in(world.users[stranger]), world.users[stranger]
    role = user.appointments.get().role
    for name in ROWS:
        answer = ask(client, name, neighbour)

        permitted = extent_of(role, act_of(name)) == "yes"
        assert answer.status_code in ({404} if permitted else {403, 404}), f"{stranger} {name}"
        same = ask(client, name, neighbour, nobody=True)
        assert (answer.status_code, plain(answer)) == (same.status_code, plain(same)), f"{stranger} {name}"


def plain(answer: HttpResponse) -> str:
    """The body without the form tokens, which differ from answer to answer."""
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", answer.content.decode())


@pytest.mark.parametrize("stranger", STRANGERS)
def test_lists_hold_nothing_of_the_neighbour(world: World, neighbour: Neighbour, stranger: str) -> None:
    client, number = world.signed_in(world.users[stranger]), number_of(neighbour)
    role = world.users[stranger].appointments.get().role
    for name, arguments in LISTS.items():
        answer = client.get(reverse(name, kwargs=arguments))

        permitted = extent_of(role, act_of(name)) == "yes"
        assert answer.status_code in ({200} if permitted else {403, 404}), f"{stranger} {name}"
        shown = answer.content.decode(errors="replace")
        assert NAME not in shown, f"{stranger} {name}"
        assert number not in shown, f"{stranger} {name}"


def test_neighbours_own_clerk_gets_what_the_strangers_did_not(world: World, neighbour: Neighbour) -> None:
    client = world.signed_in(world.clerk_next_door)
    refused = {
        name: status
        for name in ROWS
        if extent_of("county_clerk", act_of(name)) == "yes"
        and ROWS[name][0] == "get"
        and name not in {"assessment:ledger_file", "rosters:file"}  # no files are kept here
        and name != "assessment:detection_run"  # the neighbour's run is one of a ledger
        and name != "rosters:answer_row"  # his row is clear and asks for no answer (test_answering)
        and (status := ask(client, name, neighbour).status_code) not in {200, 302}
    }

    assert refused == {}
    assert NAME in client.get("/households/").content.decode()


@pytest.mark.parametrize("name", [*ROWS, *LISTS])
def test_anonymous_asker_is_sent_to_sign_in_or_refused(neighbour: Neighbour, name: str) -> None:
    client = Client()
    answer = ask(client, name, neighbour) if name in ROWS else client.get(reverse(name, kwargs=LISTS[name]))

    assert answer.status_code in {302, 403}
    if answer.status_code == 302:
        assert "/accounts/sign-in/" in answer["Location"]


def test_second_wall_alone_stops_the_stranger(
    world: World, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    for queryset in (ScopedQuerySet, AreaRowQuerySet, CadreQuerySet):
        monkeypatch.setattr(queryset, "visible_q", lambda self, scope: Q())
    client = world.signed_in(world.clerk)

    let_through = [name for name in ROWS if ask(client, name, neighbour).status_code in {200, 302}]

    assert let_through == []


def test_first_wall_alone_stops_the_stranger(
    world: World, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = scope._values
    monkeypatch.setattr(scope, "_values", lambda asked: ["none", *opened(asked)[1:]])
    client = world.signed_in(world.clerk)

    let_through = [name for name in ROWS if ask(client, name, neighbour).status_code in {200, 302}]

    assert let_through == []


def test_without_both_walls_the_stranger_walks_in(
    world: World, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two tests above mean something: it is the walls that stop her, nothing else."""
    for queryset in (ScopedQuerySet, AreaRowQuerySet, CadreQuerySet):
        monkeypatch.setattr(queryset, "visible_q", lambda self, scope: Q())
    opened = scope._values
    monkeypatch.setattr(scope, "_values", lambda asked: ["none", *opened(asked)[1:]])

    answer = ask(world.signed_in(world.clerk), "households:detail", neighbour)

    assert answer.status_code == 200
