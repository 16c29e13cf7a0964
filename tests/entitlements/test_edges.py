"""Each item in its own words: one subject just inside, one just outside, one who cannot be judged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assessment.entitlements.lists import lists_of
from foundation.policy.models import PolicyItem
from households.facts import refresh
from households.models import FactStatement
from support_measures.models import BenefitRecord
from tests import world as w
from tests.entitlements.edges import EDGES, Edge, Words
from tests.world import World, household, person

DAY = date(2018, 6, 30)
PER_ITEM = {"competent_for_post", "exemplary", "loan_eligible", "cannot_self_fund"}
# Judged from another record or from a department's list: test_lists and the facts' own tests.
FROM_RECORDS = {"rural-tourism", "visit", "post-relocation", "post-training-support"}
FROM_BILLS = {"severe-settlement", "pay-after-treatment"}


def _mixed(inside: Words, change: Words) -> Words:
    """The change on top of the inside; what is nested is mixed as well."""
    mixed = {**inside, **change}
    for key in ("home", "judged"):
        if key in inside and key in change:
            mixed[key] = {**inside[key], **change[key]}
    return mixed


def subject(item: PolicyItem, words: Words, village: int = w.VILLAGE) -> int:
    """The key of a fresh subject's row of facts."""
    words = {"level": 1, **words}
    home_words, judged, records = words.pop("home", {}), words.pop("judged", {}), words.pop("records", [])
    home = household(village, members=[person(**words)], **home_words)
    member = home.persons.get()
    for fact, value in judged.items():
        if value is None:
            continue
        from_household = fact in {
            "dibao_conditions",
            "relocation_eligible",
            "willing_relocation",
            "cannot_self_fund",
            "loan_eligible",
        }
        FactStatement.objects.create(
            household=home,
            area_code=home.area_code,
            person=None if from_household else member,
            fact=fact,
            item=item.slug if fact in PER_ITEM else "",
            value=value,
            holds_from=date(2018, 1, 1),
            basis="乡镇评估",
        )
    for slug in records:
        BenefitRecord.objects.create(
            household=home, area_code=home.area_code, item=slug, starts_on=date(2018, 1, 1)
        )
    return int(member.pk if item.per == "person" else home.pk)


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge.plan}-{edge.slug}")
def test_edge_of_the_item(world: World, catalogue: dict[str, Any], edge: Edge) -> None:
    item = PolicyItem.objects.get(plan=catalogue[edge.plan], kind=edge.kind, slug=edge.slug)
    inside = subject(item, edge.inside)
    outside = subject(item, _mixed(edge.inside, edge.outside))
    neighbour = subject(item, edge.inside, w.NEXT_VILLAGE)
    unknown = subject(item, _mixed(edge.inside, edge.unknown)) if edge.unknown is not None else None
    refresh(on=DAY)

    found = lists_of(item, scope=world.scope(world.clerk, DAY), area=world.county, on=DAY)
    keys = {
        name: set(found.of(name).values_list("pk", flat=True))
        for name in ("entitled", "missed", "cannot_judge")
    }

    assert keys["entitled"] == {inside}
    assert keys["missed"] == {inside}
    assert keys["cannot_judge"] == ({unknown} if unknown is not None else set())
    assert not keys["entitled"] & {outside, neighbour}


def test_table_holds_every_item_that_can_be_judged_from_the_registry(catalogue: dict[str, Any]) -> None:
    items = PolicyItem.objects.exclude(nature__in=("", "area")).values_list("slug", flat=True)

    assert set(items) - {edge.slug for edge in EDGES} == FROM_RECORDS | FROM_BILLS
