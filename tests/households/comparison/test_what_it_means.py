"""What a difference means, as the clerk reads it: a sentence for each department's list, and what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from households.comparison.departments import department_of, difference_named
from households.models import ComparisonTask
from tests import world as w
from tests.households.comparison.lists import ALLOWANCES, ON, compared, listed
from tests.households.comparison.test_departments import CHILD, DEAD, NOT_POOR
from tests.world import World, household, person

# department → list, what it says of the person (None: not on it), person, household, the sentence, days
Meaning = tuple[str, dict[str, Any] | None, dict[str, Any], dict[str, Any], str, int]
MEANINGS: dict[str, list[Meaning]] = {
    "民政局": [
        ("低保对象名单", {"grade": "B类"}, {}, {}, "在低保名单（B类），户档享受最低生活保障为未登记", 30),
        ("低保对象名单", None, {"dibao": True}, {}, "户档登记享受最低生活保障，低保名单上没有此人", 30),
        ("特困人员名单", {}, {}, {}, "在特困人员名单，户档的户属性不是特困供养贫困户", 30),
        (ALLOWANCES, {"grade": "护理补贴"}, {"level": 3}, {},
         "领取重度残疾人护理补贴，残疾人证为肢体三级", 10),
        (ALLOWANCES, {"grade": "护理补贴"}, DEAD, {},
         "已于2018-03-09登记死亡，仍在残疾人两项补贴名单（护理补贴）", 10),
        (ALLOWANCES, None, {"level": 2}, {}, "残疾人证为肢体二级，不在残疾人两项补贴发放名单", 30),
    ],
    "扶贫办（乡村振兴局）": [
        ("建档立卡名单", {"status": "脱贫"}, {}, NOT_POOR,
         "在建档立卡名单（脱贫），户档的脱贫属性为非建档立卡户", 30),
    ],
    "医保局": [
        ("基本医保参保名单", None, {"level": 2, "medical_insured": True}, {},
         "持残疾人证（肢体二级），不在基本医保参保名单，户档参保为是", 10),
    ],
    "人社局": [
        ("城乡居民养老保险参保名单", {}, {"pension_insured": False}, {},
         "养老保险名单已参保，户档参加养老保险为否", 30),
    ],
    "教育局": [
        ("学籍比对名单", None, CHILD, {}, "持残疾人证（肢体三级），9周岁，不在学籍名单", 10),
        ("学籍比对名单", {"school": "岩脚小学"}, {"school_stage": "none"}, {},
         "学籍名单在校（岩脚小学），户档未登记在校", 30),
    ],
    "住建局": [
        ("农村危房存量名单", {"grade": "D级"}, {}, {"house_grade": "B"},
         "住建名单的危房等级为D级，户档住房安全等级为B级", 30),
    ],
    "卫健局": [
        ("健康服务名单", None, {"need_rehab": True}, {},
         "户档登记有康复需求，不在卫健的签约服务、康复救治名单", 30),
        ("死亡人员名单", {"died_on": date(2018, 3, 2)}, {}, {}, "死亡名单上于2018-03-02死亡，户档仍在册", 10),
    ],
    "残联证件系统": [
        ("残疾人证名单", {"status": "注销"}, {"level": 2}, {},
         "证件系统状态为注销，户档的残疾人证仍为正常", 10),
        ("残疾人证名单", {"category": 4, "level": 3}, {"level": 2}, {},
         "证件系统为肢体三级，户档为肢体二级", 30),
    ],
}  # fmt: skip


@pytest.mark.parametrize("department", MEANINGS)
def test_department_says_in_words_what_a_difference_means(world: World, department: str) -> None:
    lists = {list_name for list_name, *_ in MEANINGS[department]}
    for place, (list_name, row, member, home, *_) in enumerate(MEANINGS[department]):
        one = household(members=[person(name=f"人{place}", **member)], **home).persons.get()
        assert one.id_number is not None
        if row is not None:
            listed(one.name, str(one.id_number.open()), list_name=list_name, **row)
    for list_name in lists:
        listed("无关", w.id_number(), list_name=list_name, level=1, status="注销")
        compared(world, list_name)

    for place, (list_name, *_, sentence, days) in enumerate(MEANINGS[department]):
        assert department_of(list_name) == department
        task = ComparisonTask.objects.get(name=f"人{place}", list_name=list_name, sentence=sentence)
        assert (task.due_on - ON).days == days
        difference = difference_named(task.kind)
        assert difference is not None
        assert difference.todo


def test_unregistered_is_said_for_each_list_of_people_with_a_certificate(world: World) -> None:
    for list_name in ("低保对象名单", "特困人员名单", ALLOWANCES, "建档立卡名单"):
        listed("没登记", w.id_number(), list_name=list_name, grade="A类", level=2)
        compared(world, list_name)
        task = ComparisonTask.objects.get(list_name=list_name)
        assert task.sentence.endswith("（A类），未在本县残疾人家庭中登记")
        assert task.household_id is None
