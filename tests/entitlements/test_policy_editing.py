"""The province writes its plan in the browser: what the second look says is what then happens."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessment.entitlements.lists import lists_of
from foundation.policy.copying import put_in_force
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of, plan_for_area
from foundation.policy.rule_rows import rows_of
from foundation.policy.versions import UnableToChange
from households.facts.refreshing import refresh
from households.models import FactStatement
from tests import world as w
from tests.world import World, household, person

SLUG = "nursing-allowance"
EDIT = ("gz-2017", "benefit", SLUG)


@pytest.fixture
def today(world: World, catalogue: dict[str, PolicyPlan]) -> date:
    """A heavy case of level one, one of level three, and one without need of care."""
    day = timezone.localdate()
    for name, level in (("一级的", 1), ("三级的", 3), ("不需照护的", 1)):
        home = household(w.VILLAGE, members=[person(name=name, level=level)])
        FactStatement.objects.create(
            household=home, area_code=home.area_code, person=home.persons.get(), fact="need_long_term_care",
            value=name != "不需照护的", holds_from=date(2018, 1, 1), basis="乡镇评估",
        )  # fmt: skip
    refresh(on=day)
    return day


def sent(page: Any, **changed: Any) -> dict[str, Any]:
    """What a browser would send of the page's form."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    conditions = page.context["conditions"]
    data |= {"joined": conditions.joined, "condition-count": len(conditions.forms)}
    for condition in conditions.forms:
        for name in condition.fields:
            if condition[name].value() not in (None, False):
                data[condition[name].html_name] = condition[name].value()
    data["reason"] = "省民政厅通知"
    return {key: value for key, value in (data | changed).items() if value is not None}


def entitled(world: World, day: date) -> set[str]:
    item = items_of(PolicyPlan.objects.get(slug="gz-2017"), "benefit", day).get(slug=SLUG)
    officer = world.province_officer
    lists = lists_of(item, scope=world.scope(officer), area=officer.appointment_on(day).area, on=day)  # type: ignore[union-attr]
    return {row.person.name for row in lists.told("entitled")}


def test_what_the_second_look_counts_is_what_then_happens(world: World, today: date) -> None:
    client, address = world.signed_in(world.province_officer), reverse("policy:edit_item", args=EDIT)
    page = client.get(address)
    level = next(one for one in page.context["conditions"].forms if one["fact"].value() == "disability_level")
    data = sent(page, **{level["value"].html_name: "3"})
    before, tomorrow = entitled(world, today), today + timedelta(days=1)
    assert before == {"一级的"}

    look = client.post(address, data | {"act": "check"})
    effect = look.context["effect"]
    assert (effect.become, effect.cease, effect.before, effect.after) == (1, 0, 1, 2)
    assert [one.name for one in effect.becoming] == ["三级的"]
    assert "残疾等级三级及更重" in look.content.decode()
    assert entitled(world, tomorrow) == before

    confirmed = client.post(address, dict(look.context["sent"]) | {"act": "confirm"})
    assert confirmed.status_code == 302
    assert entitled(world, today) == before
    assert entitled(world, tomorrow) == before | {one.name for one in effect.becoming}
    new = items_of(PolicyPlan.objects.get(slug="gz-2017"), "benefit", tomorrow).get(slug=SLUG)
    assert (new.made_by, new.reason, new.holds_from) == (world.province_officer, "省民政厅通知", tomorrow)


def test_unchanged_form_gives_back_every_rule_as_it_was(world: World, today: date) -> None:
    client = world.signed_in(world.province_officer)
    items = PolicyItem.objects.filter(plan__slug="gz-2017").exclude(nature="")
    assert all(rows_of(item.rule) is not None for item in items)
    shapes = {re.sub(r'"value": .*?}', "", str(item.rule)): item for item in items}
    for item in list(shapes.values())[:12]:
        address = reverse("policy:edit_item", args=["gz-2017", item.kind, item.slug])
        look = client.post(address, sent(client.get(address)) | {"act": "check"})
        assert look.status_code == 200, item.slug
        assert "改动（" not in look.content.decode(), item.slug


def test_conditions_are_added_and_removed_without_a_script(world: World, today: date) -> None:
    client, address = world.signed_in(world.province_officer), reverse("policy:edit_item", args=EDIT)
    page = client.get(address)
    count = len(page.context["conditions"].forms)
    more = client.post(address, sent(page) | {"act": "add"})
    added = more.context["conditions"].forms[-1]
    offered = {key for _, group in added.fields["fact"].choices[1:] for key, _ in group}
    assert {"age", "poverty_status", "area_poor_county"} <= offered

    chosen = client.post(address, sent(more, **{added["fact"].html_name: "age", "act": "refresh"}))
    age = chosen.context["conditions"].forms[-1]
    assert "contains" not in dict(age.fields["op"].choices)
    data = sent(chosen, **{age["op"].html_name: "gte", age["value"].html_name: "60"})
    look = client.post(address, data | {"act": "check"})
    assert "年龄60岁以上（含）" in look.content.decode()

    fewer = client.post(address, sent(chosen) | {"act": f"remove-{count}"})
    assert len(fewer.context["conditions"].forms) == count
    wrong = client.post(address, data | {age["value"].html_name: "一百", "act": "check"})
    assert wrong.status_code == 422


def test_households_rule_offers_no_fact_of_a_person(world: World, today: date) -> None:
    page = world.signed_in(world.province_officer).get(
        reverse("policy:edit_item", args=["gz-2017", "benefit", "dibao"])
    )
    more = world.signed_in(world.province_officer).post(
        reverse("policy:edit_item", args=["gz-2017", "benefit", "dibao"]), sent(page) | {"act": "add"}
    )
    choices = more.context["conditions"].forms[-1].fields["fact"].choices[1:]
    assert {group for group, _ in choices} == {"家庭", "所在区域"}


def test_only_the_province_edits_and_not_the_national_plan(world: World, today: date) -> None:
    pages = [
        reverse("policy:edit_item", args=EDIT), reverse("policy:copy", args=["cn-2016"]),
        reverse("policy:enforce", args=["gz-2017"]), reverse("policy:add_figure"),
    ]  # fmt: skip
    for name in (
        "clerk",
        "lead",
        "township_clerk",
        "liaison",
        "prefecture_officer",
        "auditor",
        "system_admin",
    ):
        client = world.signed_in(world.users[name])
        assert [client.get(page).status_code for page in pages] == [403] * 4, name
    officer = world.signed_in(world.province_officer)
    assert officer.get(reverse("policy:edit_item", args=["cn-2016", "benefit", "dibao"])).status_code == 404
    assert (
        "请复制为本省方案"
        in officer.get(reverse("policy:item", args=["cn-2016", "benefit", "dibao"])).content.decode()
    )


def test_copied_plan_is_a_draft_until_its_day(world: World, today: date) -> None:
    client = world.signed_in(world.province_officer)
    words = {"slug": "gz-2019", "title": "贵州省新方案"}
    client.post(reverse("policy:copy", args=["cn-2016"]), words)
    draft = PolicyPlan.objects.get(slug="gz-2019")
    assert draft.items.count() == PolicyPlan.objects.get(slug="cn-2016").items.count()
    assert plan_for_area(w.VILLAGE, today).slug == "gz-2017"
    clerk = world.signed_in(world.clerk)
    assert clerk.get(reverse("policy:plan", args=["gz-2019"])).status_code == 404
    assert "贵州省新方案" not in clerk.get(reverse("policy:list")).content.decode()

    address = reverse("policy:edit_item", args=["gz-2019", "benefit", "dibao"])
    confirmed = client.post(address, sent(client.get(address), name="农村低保（新）") | {"act": "confirm"})
    assert confirmed.status_code == 302
    compared = client.get(reverse("policy:compare"), {"one": "gz-2019", "other": "cn-2016"})
    counts = {group["state"]: len(group["rows"]) for group in compared.context["groups"]}
    assert (counts["changed"], counts["one"], counts["other"]) == (1, 0, 0)
    assert "农村低保（新）" in compared.content.decode()

    day = today + timedelta(days=3)
    enforced = {"holds_from": day.isoformat(), "reason": "黔残联发〔2019〕1号"}
    look = client.post(reverse("policy:enforce", args=["gz-2019"]), enforced | {"act": "check"})
    assert look.context["lines"]
    assert plan_for_area(w.VILLAGE, day).slug == "gz-2017"
    client.post(reverse("policy:enforce", args=["gz-2019"]), enforced | {"act": "confirm"})
    assert plan_for_area(w.VILLAGE, day).slug == "gz-2019"
    assert plan_for_area(w.VILLAGE, day - timedelta(days=1)).slug == "gz-2017"
    with pytest.raises(UnableToChange, match="已经施行"):
        put_in_force(plan=draft, holds_from=day, reason="再来", by=world.province_officer, on=today)
    for wrong in ({"is_draft": True}, {"reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PolicyPlan.objects.filter(slug="gz-2019").update(**wrong)


def test_benefit_item_is_added_and_removed_in_the_browser(world: World, today: date) -> None:
    client = world.signed_in(world.province_officer)
    plan = PolicyPlan.objects.get(slug="gz-2017")
    measure = items_of(plan, "measure", today).filter(benefit_slugs__contains=[SLUG]).get()
    address = reverse("policy:add_item", args=["gz-2017", "measure", measure.slug])
    words = {"slug": "heating", "per": "person", "name": "取暖补贴", "recurrence": "year", "nature": "need"}
    data = sent(client.get(address), **words)
    look = client.post(address, data | {"act": "check"})
    assert look.context["effect"].become == 3
    assert client.post(address, data | {"act": "confirm"}).status_code == 302
    tomorrow = today + timedelta(days=1)
    assert items_of(plan, "benefit", tomorrow).filter(slug="heating").exists()
    assert not items_of(plan, "benefit", today).filter(slug="heating").exists()
    removing = reverse("policy:remove_item", args=["gz-2017", "measure", measure.slug, SLUG])
    gone = {"holds_from": (today + timedelta(days=9)).isoformat(), "reason": "停止执行"}
    assert client.post(removing, gone | {"act": "check"}).context["effect"].cease == 1
    assert client.post(removing, gone | {"act": "confirm"}).status_code == 302
    assert not items_of(plan, "benefit", today + timedelta(days=9)).filter(slug=SLUG).exists()
    assert items_of(plan, "benefit", today).filter(slug=SLUG).exists()
