"""Entry for many at once: pasted numbers and ticked rows are told apart, recorded once, and taken back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from households.facts.refreshing import refresh
from households.models import FactStatement, Person
from support_measures.models import BenefitRecord, Payment
from support_measures.recording import advance_benefit
from tests import world as w
from tests.world import World, household, id_number, person

ADDRESS = "/entitlements/benefit/medical-aid-coverage/record-chosen/"


@pytest.fixture
def people(world: World, catalogue: Any, today: date) -> dict[str, Person]:
    """Two who were missed, one of whom nothing says she is poor, one next door."""
    made = {
        "first": household(members=[person(level=1, name="漏领甲")]).persons.get(),
        "second": household(w.OTHER_TOWNSHIP_VILLAGE, members=[person(level=2, name="漏领乙")]).persons.get(),
        "not_poor": household(poverty_status="none", members=[person(level=1, name="不贫丙")]).persons.get(),
        "next_door": household(w.NEXT_VILLAGE, members=[person(level=1, name="邻县丁")]).persons.get(),
    }
    refresh(on=today)
    return made


def number(who: Person) -> str:
    opened: str = who.id_number.open()
    return opened


def sent(client: Client, today: date, *, confirmed: bool = True, **words: Any) -> str:
    given = {"starts_on": today.isoformat(), "year": today.year, "status": "approved", "numbers": ""} | words
    if confirmed:
        given["confirmed"] = "yes"
    answer = client.post(ADDRESS, given, follow=True)
    return answer.content.decode()


def test_pasted_numbers_are_told_apart_before_anything_is_recorded(
    world: World, people: Any, today: date
) -> None:
    wrong = number(people["first"])[:-1]
    pasted = "\n".join([*(number(one) for one in people.values()), number(people["first"]), wrong])

    page = sent(world.signed_in(world.clerk), today, confirmed=False, numbers=pasted)

    assert "可登记 2 人" in page
    assert re.search(r"不符合条件（不登记）.*不贫丙", page, re.S)
    assert "1 个号码重复" in page
    assert "本辖区名册中没有" in page
    assert "邻县丁" not in page
    assert "第6个" in page
    assert "应为18位，现为17位" in page
    assert number(people["second"]) not in page.split("</textarea>")[1]
    assert not BenefitRecord.objects.exists()


def test_each_of_the_entitled_gets_one_record_and_nobody_else(world: World, people: Any, today: date) -> None:
    pasted = " ".join(number(one) for one in people.values())
    client = world.signed_in(world.clerk)

    sent(client, today, numbers=pasted)
    sent(client, today, numbers=pasted)

    assert set(BenefitRecord.objects.values_list("person", flat=True)) == {
        people["first"].pk, people["second"].pk,
    }  # fmt: skip
    assert BenefitRecord.objects.count() == 2


def test_ticked_rows_are_recorded_and_a_foreign_one_is_not(world: World, people: Any, today: date) -> None:
    chosen = [people["first"].pk, people["next_door"].pk]

    sent(world.signed_in(world.clerk), today, chosen=[str(key) for key in chosen])

    assert list(BenefitRecord.objects.values_list("person", flat=True)) == [people["first"].pk]


def test_a_township_clerk_reaches_her_own_only(world: World, people: Any, today: date) -> None:
    pasted = " ".join(number(one) for one in people.values())

    sent(world.signed_in(world.township_clerk), today, numbers=pasted)

    assert list(BenefitRecord.objects.values_list("person", flat=True)) == [people["first"].pk]


def test_a_list_is_taken_back_but_for_what_was_worked_on(world: World, people: Any, today: date) -> None:
    client = world.signed_in(world.clerk)
    sent(client, today, numbers=" ".join(number(people[key]) for key in ("first", "second")))
    paid = BenefitRecord.objects.get(person=people["second"])
    advance_benefit(record=paid, to="paid", by=world.clerk, on=today)

    batch = BenefitRecord.objects.get(person=people["first"]).batch
    assert (
        "纳入重特大疾病医疗救助范围"
        in client.get(reverse("support_measures:record_batches")).content.decode()
    )
    client.post(reverse("support_measures:take_back_records", args=[batch]), {"reason": "名单有误"})

    assert dict(BenefitRecord.objects.values_list("person", "status")) == {
        people["first"].pk: "void", people["second"].pk: "paid",
    }  # fmt: skip
    assert BenefitRecord.objects.get(status="void").details["void_reason"] == "名单有误"


def test_a_record_with_money_paid_on_it_stays(world: World, people: Any, today: date) -> None:
    client = world.signed_in(world.clerk)
    sent(client, today, numbers=number(people["first"]))
    record = BenefitRecord.objects.get()
    Payment.objects.create(
        record=record, household=record.household, area_code=record.area_code, amount_yuan=10, paid_on=today
    )

    client.post(reverse("support_measures:take_back_records", args=[record.batch]), {"reason": "名单有误"})

    record.refresh_from_db()
    assert record.status == "approved"


@pytest.mark.parametrize(
    ("numbers", "message"), [("", "请粘贴身份证号"), ("1 " * 2001, "一次最多2000个身份证号")]
)
def test_nothing_or_too_much_is_told(
    world: World, people: Any, today: date, numbers: str, message: str
) -> None:
    assert message in sent(world.signed_in(world.clerk), today, numbers=numbers)


def test_nobody_but_those_who_record_sees_the_page(world: World, people: Any) -> None:
    assert world.signed_in(world.prefecture_officer).get(ADDRESS).status_code == 403
    assert world.signed_in(world.liaison).get(ADDRESS).status_code == 404


def test_the_unjudged_are_shown_with_what_is_missing(world: World, people: Any, today: date) -> None:
    address = "/entitlements/benefit/nursing-allowance/record-chosen/"
    FactStatement.objects.create(
        household=people["first"].household, area_code=w.VILLAGE, person=people["first"],
        fact="need_long_term_care", value=True, holds_from=date(2018, 1, 1), basis="乡镇评估",
    )  # fmt: skip
    refresh(on=today)
    pasted = " ".join(number(people[key]) for key in ("first", "second")) + " " + id_number()

    page = world.signed_in(world.clerk).post(address, {"numbers": pasted}).content.decode()

    assert "可登记 1 人" in page
    assert re.search(r"无法判断（不登记）.*漏领乙.*缺：需要长期照护", page, re.S)
