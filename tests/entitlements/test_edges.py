"""Every item of both plans, at every edge of its rule: who is in, who is out, who is unknown; and why."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from assessment.entitlements.lists import lists_of
from assessment.entitlements.reasons import reason
from foundation.policy.loading import load_figures, load_plan
from foundation.policy.models import PolicyItem
from foundation.policy.rules import conditions_of
from households.facts.refreshing import refresh
from tests.conftest import FIXTURES, _parsed_plan
from tests.entitlements.edges import EDGES, Edge, asked
from tests.entitlements.edges.people import People
from tests.entitlements.edges.turns import DAY_AFTER, LAST_DAY, TURNS, Turn
from tests.world import World, build_world

# The whole table is judged once: on one worker.
pytestmark = pytest.mark.xdist_group("edges")

DAY = LAST_DAY
FOLLOWS = {("建档立卡户",): {"残疾人贫困户"}}
LISTS = ("missed", "ruled_out", "cannot_judge")
# What the lists say: {(plan, kind, slug): {list: {key: reason}}}, and the keys of the subjects.
Said = dict[str, dict[int, str]]


class Judged:
    """The whole table on one day: the subjects' keys, and the page's word on each of them."""

    def __init__(self, world: World) -> None:
        self.world, self.people = world, People(world)
        self.keys: dict[tuple[str, int], dict[str, list[int]]] = {}
        self.said: dict[tuple[str, int], Said] = {}
        self.turns: dict[str, tuple[PolicyItem, int]] = {}
        items = {
            (one.plan.slug, one.kind, one.slug): one for one in PolicyItem.objects.select_related("plan")
        }
        pairs = [(plan, edge, items[plan, edge.kind, edge.slug]) for plan, edge in asked()]
        for plan, edge, item in pairs:
            self.keys[plan, id(edge)] = {
                "missed": [self.people.key(item, one.words) for one in edge.insides],
                "ruled_out": [self.people.key(item, one.words) for one in edge.outsides],
                "cannot_judge": [self.people.key(item, one.words) for one in edge.unknowns],
                "next_door": [self.people.key(item, edge.insides[0].words, next_door=True)],
            }
        for turn in TURNS:
            item = items["gz-2017", "benefit", turn.slug]
            self.turns[turn.name] = (item, self.people.key(item, turn.words))
        self.people.stand()
        refresh(on=DAY)
        for plan, edge, item in pairs:
            mine = [key for some in self.keys[plan, id(edge)].values() for key in some]
            self.said[plan, id(edge)] = self._read(item, mine, DAY)
        self.turned = {
            name: [self._read(item, [key], day) for day in (LAST_DAY, DAY_AFTER)]
            for name, (item, key) in self.turns.items()
        }

    def _read(self, item: PolicyItem, keys: list[int], on: date) -> Said:
        user = self.world.prefecture_officer if item.per == "area" else self.world.clerk
        scope = self.world.scope(user, on)
        area = user.appointment_on(on).area  # type: ignore[union-attr]
        lists = lists_of(item, scope=scope, area=area, on=on)
        return {
            name: {row.pk: reason(item, row, name, on=on) for row in lists.told(name).filter(pk__in=keys)}
            for name in LISTS
        }


@pytest.fixture(scope="module")
def judged(django_db_setup: None, django_db_blocker: Any) -> Judged:
    """The world stands once for the whole table, and is gone before the first test reads what was found."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        for name in ("cn-2016", "gz-2017"):
            load_plan(_parsed_plan(name))
        load_figures(FIXTURES / "figures.csv")
        found = Judged(world)
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("plan", "edge"), asked(), ids=lambda one: getattr(one, "slug", one))
def test_item_in_its_own_words(judged: Judged, plan: str, edge: Edge) -> None:
    keys, said = judged.keys[plan, id(edge)], judged.said[plan, id(edge)]
    for one, key in zip(edge.insides, keys["missed"], strict=True):
        told = said["missed"].get(key)
        assert told, f"inside: {one} {_where(said, key)}"
        assert one.shown in told, f"inside: {one} {told}"
    for one, key in zip(edge.outsides, keys["ruled_out"], strict=True):
        told = said["ruled_out"].get(key)
        assert told, f"outside: {one} {_where(said, key)}"
        assert one.shown in told, f"outside: {one} {told}"
        # All that is said against it, but for what follows: who is not poor is no poor home of the disabled.
        against = set(re.findall("不满足“(.+?)”(?=[（、；])", told))
        assert against - set(one.unmet) <= FOLLOWS.get(one.unmet, set()), f"outside: {one} {told}"
        assert set(one.unmet) <= against, f"outside: {one} {told}"
    for one, key in zip(edge.unknowns, keys["cannot_judge"], strict=True):
        told = said["cannot_judge"].get(key)
        assert told, f"unknown: {one} {_where(said, key)}"
        assert one.shown in told, f"unknown: {one} {told}"
    # Nobody of next door is on any list, though as much inside.
    for name in LISTS:
        assert not set(said[name]) & set(keys["next_door"])


@pytest.mark.django_db
@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.name.replace(" ", "-"))
def test_day_of_the_change(judged: Judged, turn: Turn) -> None:
    before, after = judged.turned[turn.name]
    assert [name for name in LISTS if before[name]] == [turn.before]
    assert [name for name in LISTS if after[name]] == [turn.after]
    assert turn.told in next(iter(after[turn.after].values()))


def _where(said: Said, key: int) -> str:
    return str({name: found[key] for name, found in said.items() if key in found})


def items_of_the_plans() -> dict[tuple[str, str, str], dict[str, Any]]:
    return {
        (plan, item["kind"], item["slug"]): item
        for plan in ("cn-2016", "gz-2017")
        for item in _parsed_plan(plan)["items"]
    }


def test_no_item_of_either_plan_is_without_its_edges() -> None:
    told = {(plan, edge.kind, edge.slug) for plan, edge in asked()}
    items = items_of_the_plans()
    assert told == {key for key, item in items.items() if item.get("nature")}
    # The 27 and the 25: each by its own rule, or by all of its benefit items.
    for plan, count in (("cn-2016", 27), ("gz-2017", 25)):
        heads = [key for key in items if key[0] == plan and key[1] in ("action", "measure")]
        assert len(heads) == count
        for key in heads:
            own = [key] if items[key].get("nature") else []
            parts = own or [(plan, "benefit", slug) for slug in items[key]["benefit_slugs"]]
            assert parts, key
            assert set(parts) <= told, key


@pytest.mark.parametrize(("plan", "edge"), asked(), ids=lambda one: getattr(one, "slug", one))
def test_every_condition_of_the_rule_has_somebody_who_fails_it(plan: str, edge: Edge) -> None:
    """The table and the catalogue say the same: a condition added, dropped or moved needs its edge here."""
    rule = items_of_the_plans()[plan, edge.kind, edge.slug]["rule"]
    conditions = {condition.words for condition in conditions_of(rule)}
    assert conditions == edge.says
    assert conditions == {words for one in edge.outsides for words in one.unmet}


def test_edges_are_told_once() -> None:
    told = [(plan, edge.kind, edge.slug) for plan, edge in asked()]
    assert len(told) == len(set(told))
    assert len(EDGES) > 90
