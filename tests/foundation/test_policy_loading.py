"""Divisions, plans and figures come in whole, with every rule usable, and loading again changes nothing."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from foundation.areas.models import Area, AreaAlias, AreaFlag
from foundation.policy.facts import all_facts
from foundation.policy.loading import UnableToLoad, load_plan
from foundation.policy.models import Figure, PolicyItem, PolicyPlan
from foundation.policy.plans import NoPlan, items_of, plan_for_area
from foundation.policy.rules import explain, facts_in, validate
from tests import world as w

MODELS = (Area, AreaFlag, AreaAlias, PolicyPlan, PolicyItem, Figure)


def _everything() -> list[Any]:
    """Every column of every row, keys included."""
    return [{str(row) for row in model._default_manager.values_list()} for model in MODELS]


def _load() -> str:
    out = StringIO()
    call_command("load_reference_data", stdout=out)
    return out.getvalue()


def test_loading_twice_changes_nothing(db: None) -> None:
    said = _load()
    before = _everything()
    assert "行政区划 19572 个" in said
    assert "重点行动 10 项，保障措施 17 项" in said
    assert "重点行动 10 项，保障措施 15 项" in said

    assert _load() == said
    assert _everything() == before

    assert Area.objects.count() == 19_572
    weining = Area.objects.get(code=520526000000)
    assert (weining.parent.name, weining.reports_to.name) == ("毕节市", "贵州省")  # type: ignore[union-attr]
    assert Area.objects.filter(reports_to__isnull=False).count() == 2
    assert AreaAlias.objects.get(name="盘县").area.name == "盘州市"
    assert AreaFlag.objects.filter(flag="area_poor_county", holds=True).count() == 66


def test_what_the_registry_added_to_an_area_survives_a_load(db: None) -> None:
    _load()
    Area.objects.filter(code=w.COUNTY).update(reports_to_id=w.PROVINCE)
    Area.objects.filter(code=w.NEXT_COUNTY).update(name="写错的名称")
    _load()
    assert Area.objects.get(code=w.COUNTY).reports_to_id == w.PROVINCE
    assert Area.objects.get(code=w.NEXT_COUNTY).name == "水城区"


@pytest.mark.parametrize(
    ("slug", "actions", "measures", "benefits"), [("cn-2016", 10, 17, 85), ("gz-2017", 10, 15, 78)]
)
def test_plan_has_its_actions_measures_and_items(
    catalogue: dict[str, PolicyPlan], slug: str, actions: int, measures: int, benefits: int
) -> None:
    plan = catalogue[slug]
    for kind, count in (("action", actions), ("measure", measures)):
        items = items_of(plan, kind)
        assert [item.number for item in items] == list(range(1, count + 1))
        assert all(item.policy_text and item.article for item in items)
    listed = {slug for item in plan.items.all() for slug in item.benefit_slugs}
    assert {item.slug for item in items_of(plan, "benefit")} == listed
    assert len(listed) == benefits


def test_every_rule_of_both_plans_is_valid_and_can_be_explained(catalogue: dict[str, PolicyPlan]) -> None:
    with_rule = PolicyItem.objects.exclude(rule={})
    assert with_rule.count() > 170
    for item in with_rule:
        validate(item.rule, subject=item.per)
        words = explain(item.rule)
        assert words.isprintable()
        assert not any(fact.key in words for fact in facts_in(item.rule)), words


def test_every_fact_of_the_catalogue_is_declared() -> None:
    facts = all_facts()
    assert len(facts) == 72
    assert sum(fact.judged for fact in facts) == 24
    assert all(fact.label and fact.source for fact in facts)


def test_plans_differ_where_the_documents_do(catalogue: dict[str, PolicyPlan]) -> None:
    def item(plan: str, slug: str) -> PolicyItem:
        return PolicyItem.objects.get(plan=catalogue[plan], kind="benefit", slug=slug)

    assert (item("cn-2016", "senior-free").nature, item("gz-2017", "senior-free").nature) == (
        "priority",
        "entitlement",
    )
    assert item("cn-2016", "ledger").rule == {"fact": "area_poor_county", "op": "is", "value": True}
    assert item("gz-2017", "ledger").rule == {"always": True}
    slugs = {
        plan: set(items_of(catalogue[plan], "action").values_list("slug", flat=True)) for plan in catalogue
    }
    assert slugs["cn-2016"] - slugs["gz-2017"] == {"photovoltaic", "literacy", "industry"}


def test_area_follows_the_nearest_plan_above_it(catalogue: dict[str, PolicyPlan]) -> None:
    assert plan_for_area(w.VILLAGE).slug == "gz-2017"
    assert plan_for_area(430000000000).slug == "cn-2016"
    PolicyPlan.objects.all().delete()
    with pytest.raises(NoPlan):
        plan_for_area(w.VILLAGE)


def test_figure_of_the_nearest_area_and_latest_year(catalogue: dict[str, PolicyPlan]) -> None:
    figures = Figure.objects
    assert figures.of("exit_line", area_code=w.VILLAGE, year=2018) == Decimal(3535)
    assert figures.of("poverty_line_nbs", area_code=w.VILLAGE, year=2017) == Decimal(2952)


def test_plan_with_an_unknown_condition_is_refused_whole(catalogue: dict[str, PolicyPlan]) -> None:
    row = {"kind": "benefit", "slug": "dibao", "name": "低保", "per": "household", "first": {}}
    plan = {
        "slug": "gz-2017",
        "title": "改坏的方案",
        "items": [row | {"rule": {"fact": "rich", "op": "is", "value": True}}],
    }
    with pytest.raises(UnableToLoad, match=r"低保（dibao）：没有名为“rich”的条件"):
        load_plan(plan)
    assert PolicyPlan.objects.get(slug="gz-2017").title != "改坏的方案"
