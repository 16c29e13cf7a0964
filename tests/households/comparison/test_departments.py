"""What a difference with each department's list means: the task it leaves, and nothing where all is well."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from households.comparison.departments import differences_of
from households.models import ComparisonTask, DisabilityCertificate, Person
from households.models.lists import ListName
from support_measures.models import BenefitRecord
from tests import world as w
from tests.households.comparison.lists import ALLOWANCES, compared, listed
from tests.world import World, household, person

DEAD = {"left_on": date(2018, 3, 9), "left_reason": "死亡"}
MOVED = {"left_on": date(2018, 3, 9), "left_reason": "迁出"}
CHILD = {"born_on": date(2009, 1, 5), "level": 3}
POOR = {"poverty_status": "identified"}
NOT_POOR = {"poverty_status": "none"}

# name of the case → what the list says (None: not on it), the person, the household, the tasks to be left
Case = tuple[dict[str, Any] | None, dict[str, Any], dict[str, Any], set[str]]
CASES: dict[str, dict[str, Case]] = {
    "特困人员名单": {
        "相符": ({}, {}, {"attribute": "tekun"}, set()),
        "户属性不符": ({}, {}, {}, {"tekun-not-recorded"}),
        "只在户档": (None, {}, {"attribute": "tekun"}, {"tekun-recorded-only"}),
        "已死亡": ({}, DEAD, {}, {"dead-still-paid"}),
        "已迁出": ({}, MOVED, {}, {"left-still-listed"}),
    },
    ALLOWANCES: {
        "三级领护理": ({"grade": "护理补贴"}, {"level": 3}, {}, {"nursing-level", "nursing-not-recorded"}),
        "无证": ({"grade": "生活补贴"}, {}, {}, {"allowance-without-certificate", "living-not-recorded"}),
        "重度未领": (None, {"level": 2}, {}, {"severe-without-nursing"}),
        "三级未领": (None, {"level": 3}, {}, set()),
        "死者": ({"grade": "护理补贴"}, DEAD | {"level": 1}, {}, {"dead-still-paid"}),
    },
    "建档立卡名单": {
        "相符": ({}, {}, POOR, set()),
        "非建档立卡": ({}, {}, NOT_POOR, {"poor-status"}),
        "只在户档": (None, {}, POOR, {"poor-recorded-only"}),
        "都没有": (None, {}, NOT_POOR, set()),
    },
    "基本医保参保名单": {
        "未登记参保": ({}, {"medical_insured": None}, {}, {"medical-not-recorded"}),
        "缺补贴记录": ({}, {"medical_insured": True, "level": 2}, {}, {"premium-aid-not-recorded"}),
        "持证未参保": (None, {"level": 2}, {}, {"medical-not-insured"}),
        "无证未参保": (None, {}, {}, set()),
    },
    "城乡居民养老保险参保名单": {
        "未登记": ({}, {"pension_insured": False}, {}, {"pension-not-recorded"}),
        "相符": ({}, {"pension_insured": True}, {}, set()),
    },
    "学籍比对名单": {
        "登记非在校": ({"school": "岩脚小学"}, {"school_stage": "none"}, {}, {"pupil-not-recorded"}),
        "相符": ({"school": "岩脚小学"}, CHILD | {"school_stage": "primary"}, {}, set()),
        "未入学": (None, CHILD, {}, {"child-not-at-school"}),
        "成年": (None, {"level": 3}, {}, set()),
    },
    "农村危房存量名单": {
        "等级不同": ({"grade": "D级"}, {}, {"house_grade": "B"}, {"house-grade"}),
        "等级相同": ({"grade": "C级"}, {}, {"house_grade": "C"}, set()),
        "不在名单": (None, {}, {"house_grade": "D"}, {"unsafe-house-not-listed"}),
    },
    "健康服务名单": {
        "未服务": (None, {"need_rehab": True}, {}, {"rehab-need-not-served"}),
        "已服务": ({}, {"need_rehab": True}, {}, set()),
    },
    "死亡人员名单": {"仍在册": ({"died_on": date(2018, 3, 2)}, {}, {}, {"dead-still-registered"})},
    "残疾人证名单": {
        "已注销": ({"status": "注销"}, {"level": 2}, {}, {"certificate-cancelled-there"}),
        "这里没有": ({"category": 4, "level": 2}, {}, {}, {"certificate-missing-here"}),
        "等级不同": ({"category": 4, "level": 3}, {"level": 2}, {}, {"certificate-level"}),
        "相符": ({"category": 4, "level": 2}, {"level": 2}, {}, set()),
        "那里没有": (None, {"level": 2}, {}, {"certificate-missing-there"}),
    },
}  # fmt: skip


@pytest.mark.parametrize("list_name", CASES)
def test_each_difference_leaves_its_task(world: World, list_name: str) -> None:
    listed("无关", w.id_number(), list_name=list_name, level=1, status="注销")
    for name, (row, member, home, _) in CASES[list_name].items():
        one = household(members=[person(name=name, **member)], **home).persons.get()
        assert one.id_number is not None
        if row is not None:
            listed(name, str(one.id_number.open()), list_name=list_name, **row)

    compared(world, list_name)

    found: dict[str, set[str]] = {name: set() for name in CASES[list_name]}
    for task in ComparisonTask.objects.exclude(name="无关"):
        found[task.name].add(task.kind)
        assert task.sentence
        assert task.household_id == Person.objects.get(name=task.name).household_id
    assert found == {name: kinds for name, (*_, kinds) in CASES[list_name].items()}


def test_recorded_benefit_is_no_difference_and_one_not_paid_is(world: World) -> None:
    paid = household(members=[person(name="有记录", level=1, medical_insured=True)]).persons.get()
    left_out = household(members=[person(name="没发放", level=2)]).persons.get()
    stopped = household(members=[person(name="已停发", level=3)]).persons.get()
    for one, ends_on in ((paid, None), (left_out, None), (stopped, date(2018, 2, 1))):
        BenefitRecord.objects.create(
            household=one.household, area_code=one.area_code, person=one, item="nursing-allowance",
            starts_on=date(2018, 1, 1), ends_on=ends_on, status="approved",
        )  # fmt: skip
    assert paid.id_number is not None
    listed("有记录", str(paid.id_number.open()), list_name=ALLOWANCES, grade="护理补贴")

    compared(world, ALLOWANCES)

    told = {(task.name, task.kind) for task in ComparisonTask.objects.all()}
    assert told == {("没发放", "severe-without-nursing"), ("没发放", "allowance-recorded-only")}


def test_every_ready_list_says_what_its_differences_mean() -> None:
    silent = {"其他名单"}
    assert {name for name in ListName.values if not differences_of(name)} == silent
    for name in ListName.values:
        for one in differences_of(name):
            assert one.title
            assert one.todo


def test_level_of_the_certificate_is_told_in_words(world: World) -> None:
    one = household(members=[person(name="甲", level=3)]).persons.get()
    assert DisabilityCertificate.objects.get().level == 3
    assert one.id_number is not None
    listed("甲", str(one.id_number.open()), list_name=ALLOWANCES, grade="重度残疾人护理补贴")

    compared(world, ALLOWANCES)

    sentence = ComparisonTask.objects.get(kind="nursing-level").sentence
    assert sentence == "领取重度残疾人护理补贴，残疾人证为肢体三级"
