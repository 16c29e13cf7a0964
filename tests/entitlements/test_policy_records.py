"""The province changes what records hold, what counts as having it, who comes first, what it excludes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment.entitlements.lists import lists_of
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of
from households.facts.refreshing import refresh
from support_measures.forms import RecordForm
from support_measures.models import BenefitRecord
from tests import world as w
from tests.world import World, household, person

DEVICE = ("gz-2017", "benefit", "device-fitting")


@pytest.fixture
def today(world: World, catalogue: dict[str, PolicyPlan]) -> date:
    """One whose device is approved, one whose device is paid and fitted, one with none; one next door."""
    day = timezone.localdate()
    for name, status, details, village in (
        ("已批准的", "approved", {}, w.VILLAGE),
        ("已适配的", "paid", {"fitted_date": "2018-05-01"}, w.VILLAGE),
        ("没有的", "", {}, w.VILLAGE),
        ("邻县的", "approved", {}, w.NEXT_VILLAGE),
    ):
        home = household(village, members=[person(name=name, level=1, need_device=True)])
        if status:
            BenefitRecord.objects.create(
                household=home, area_code=village, person=home.persons.get(), item="device-fitting",
                starts_on=date(2018, 1, 1), status=status, details=details,
            )  # fmt: skip
    refresh(on=day)
    return day


def sent(page: Any, **changed: Any) -> dict[str, Any]:
    """What a browser would send of the page."""
    context = page.context
    data: dict[str, Any] = {
        "joined": context["conditions"].joined,
        "condition-count": len(context["conditions"].forms),
        "field-count": len(context["fields"].forms),
        "way-count": len(context["ways"].forms),
    }
    rows = [*context["conditions"].forms, *context["fields"].forms, *context["ways"].forms]
    for form in [context["form"], context["excluding"], *rows]:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False, ""):
                data[form[name].html_name] = value
    return data | {"reason": "省残联通知"} | changed


def newest(slug: str) -> PolicyItem:
    found: PolicyItem = PolicyItem.objects.filter(plan__slug="gz-2017", slug=slug).newest_first()[0]
    return found


def having(world: World, item: PolicyItem, day: date) -> set[str]:
    lists = lists_of(item, scope=world.scope(world.clerk, day), area=world.county, on=day)
    return {row.person.name for row in lists.told("has")}


def test_what_counts_as_having_it_is_changed_and_the_second_look_says_for_how_many(
    world: World, today: date
) -> None:
    client, address = world.signed_in(world.province_officer), reverse("policy:edit_records", args=DEVICE)
    page = client.get(address)
    own = page.context["ways"].forms[0]
    assert having(world, newest("device-fitting"), today) == {"已适配的"}

    data = sent(page, **{own["counts_when"].html_name: ["approved", "paid"], own["filled"].html_name: []})
    look = client.post(address, data | {"act": "check"})
    effect = look.context["effect"]
    assert (effect.had, effect.has, effect.become) == (1, 3, 0)
    assert [change.label for change in look.context["changes"]] == ["何为已享"]
    assert "已批准或已发放（落实）" in look.content.decode()

    assert client.post(address, data | {"act": "confirm"}).status_code == 302
    changed = newest("device-fitting")
    assert having(world, changed, today) == {"已批准的", "已适配的"}
    assert (changed.reason, changed.made_by) == ("省残联通知", world.province_officer)


def test_new_field_stands_on_the_form_of_records(world: World, today: date) -> None:
    client, address = world.signed_in(world.province_officer), reverse("policy:edit_records", args=DEVICE)
    page = client.get(address)
    count = len(page.context["fields"].forms)
    more = client.post(address, sent(page) | {"act": "add-field"})
    added = more.context["fields"].forms[-1]
    data = sent(more, **{added["label"].html_name: "随访结果", added["type"].html_name: "choice"})
    refused = client.post(address, data | {"act": "check"})
    assert refused.status_code == 422
    assert "至少列出两个可选值" in refused.content.decode()

    data |= {added["choices"].html_name: "在用、闲置、损坏"}
    assert client.post(address, data | {"act": "confirm"}).status_code == 302
    item = newest("device-fitting")
    assert item.record_fields[-1] == {
        "key": "own_1",
        "label": "随访结果",
        "type": "choice",
        "choices": ["在用", "闲置", "损坏"],
    }
    assert item.record_fields[:-1] == items_of(item.plan, "benefit", today).get(slug=item.slug).record_fields
    assert len(item.record_fields) == count + 1
    assert "随访结果" in str(RecordForm(None, item=item, on=today))


def test_field_that_counts_cannot_go_and_others_can(world: World, today: date) -> None:
    client, address = world.signed_in(world.province_officer), reverse("policy:edit_records", args=DEVICE)
    page = client.get(address)
    keys = [form["key"].value() for form in page.context["fields"].forms]
    fewer = client.post(address, sent(page) | {"act": f"remove-field-{keys.index('fitted_date')}"})
    refused = client.post(address, sent(fewer) | {"act": "check"})
    assert refused.status_code == 422
    assert "是何为已享受的依据" in refused.content.decode()

    other = next(key for key in keys if key not in ("fitted_date", "start_date"))
    fewer = client.post(address, sent(page) | {"act": f"remove-field-{keys.index(other)}"})
    assert client.post(address, sent(fewer) | {"act": "confirm"}).status_code == 302
    assert [spec["key"] for spec in newest("device-fitting").record_fields] == [k for k in keys if k != other]


def test_order_and_exclusions_are_set(world: World, today: date) -> None:
    client, address = world.signed_in(world.province_officer), reverse("policy:edit_records", args=DEVICE)
    more = client.post(address, sent(client.get(address)) | {"act": "add"})
    fact = more.context["conditions"].forms[-1]["fact"].html_name
    chosen = client.post(address, sent(more, **{fact: "registered"}) | {"act": "refresh"})
    value = chosen.context["conditions"].forms[-1]["value"].html_name
    data = sent(chosen, **{value: "true"}, conflicts_with=["tekun"], higher_of=["other-living-allowance"])
    look = client.post(address, data | {"act": "check"})
    assert {change.label for change in look.context["changes"]} == {"优先次序", "不得同享", "择高享受"}
    assert "特困人员救助供养" in look.content.decode()
    assert client.post(address, data | {"act": "confirm"}).status_code == 302

    item = newest("device-fitting")
    assert (item.conflicts_with, item.higher_of) == (["tekun"], ["other-living-allowance"])
    assert item.first == {
        "words": "建档立卡户",
        "condition": {"fact": "registered", "op": "is", "value": True},
    }


def test_untouched_page_changes_no_item(world: World, today: date) -> None:
    client = world.signed_in(world.province_officer)
    for slug in (
        "precise-rehab",
        "pairing",
        "asset-shares",
        "practical-training",
        "living-allowance",
        "visit",
    ):
        item = newest(slug)
        address = reverse("policy:edit_records", args=["gz-2017", item.kind, slug])
        look = client.post(address, sent(client.get(address)) | {"act": "check"})
        assert look.status_code == 200, (slug, look.context["form"].errors)
        assert look.context["changes"] == [], slug


def test_nobody_else_changes_it(world: World, today: date) -> None:
    address = reverse("policy:edit_records", args=DEVICE)
    assert world.signed_in(world.clerk).get(address).status_code == 403
    national = reverse("policy:edit_records", args=["cn-2016", *DEVICE[1:]])
    assert world.signed_in(world.province_officer).get(national).status_code == 404
    measure = reverse("policy:edit_records", args=["gz-2017", "measure", "relocation"])
    assert world.signed_in(world.province_officer).get(measure).status_code == 404
