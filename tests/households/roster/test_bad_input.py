"""What is wrong with a row is said with its cell, its value and the cure; the good rows are not lost."""

from __future__ import annotations

from typing import Any

import pytest

from households.models import Household, Person, RosterFile, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import family, member, number, official, two_families
from tests.world import World, household, person


def spoiled(**cells: Any) -> bytes:
    """张三's family with one cell of the wife's row changed; 李四's family stays right."""
    families = two_families()
    families[0][1] |= cells
    return official(families)


def wrong_digit(sequence: int) -> str:
    right = number(sequence, female=True)
    return right[:-1] + ("1" if right[-1] != "1" else "2")


def only_reason(roster: RosterFile, row_number: int) -> dict[str, Any]:
    row = RosterRow.objects.get(roster=roster, row_number=row_number)
    assert row.verdict in {"wrong", "elsewhere"}
    assert len(row.reasons) == 1, row.reasons
    return dict(row.reasons[0])


@pytest.mark.parametrize(
    ("cells", "cell", "column", "words"),
    [
        ({"身份证号": wrong_digit(2)}, "K6", "身份证号", "校验位不符"),
        ({"身份证号": number(2)[:6] + "19600230" + number(2)[14:]}, "K6", "身份证号", "出生日期不存在"),
        ({"身份证号": number(2)[:16]}, "K6", "身份证号", "应为18位，现为16位"),
        ({"身份证号": 520203196003151234}, "K6", "身份证号", "设为“文本”格式"),
        ({"身份证号": "5.20203E+17"}, "K6", "身份证号", "后几位已丢失"),
        ({"身份证号": "520***********1234"}, "K6", "身份证号", "被遮盖"),
        ({"身份证号": ""}, "K6", "身份证号", "在备注写明原因"),
        ({"残疾人证号": number(77) + "42"}, "L6", "残疾人证号", "前18位与身份证号不一致"),
        ({"残疾人证号": number(2, female=True) + "49"}, "L6", "残疾人证号", "应为20位"),
        ({"文化程度": "博览群书"}, "P6", "文化程度", "不认识“博览群书”"),
        ({"医保": "也许"}, "Y6", "医保", "请填“是”或“否”"),
        ({"姓名": ""}, "H6", "姓名", "没有填姓名"),
        ({"姓名": "李？"}, "H6", "姓名", "没能显示的字"),
        ({"姓名": "刘芳（已故）"}, "H6", "姓名", "成员减少"),
        ({"与户主关系": "户主"}, "O6", "与户主关系", "两个户主"),
    ],
)
def test_wrong_cell_is_named_with_its_cure_and_the_family_waits(
    send: Send, cells: dict[str, Any], cell: str, column: str, words: str
) -> None:
    roster = send(spoiled(**cells), merge=True)

    reason = only_reason(roster, 6)
    assert (reason["cell"], reason["column"]) == (cell, column)
    assert words in reason["reason"]
    held = RosterRow.objects.filter(roster=roster, verdict="held")
    assert {row.row_number: row.reasons[0]["reason"] for row in held} == {
        5: "同户第6行有误，整户待改",
        7: "同户第6行有误，整户待改",
    }
    assert list(Household.objects.values_list("head_name", flat=True)) == ["李四"]
    counts = roster.counts
    assert counts["rows"] == counts["accepted"] + counts["rejected"] + counts["blank"] == 5
    assert (counts["new"], counts["wrong"], counts["held"], counts["blank"]) == (1, 1, 2, 1)


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"行政村": "桃花源村"}, "C5", "没有村（社区）“桃花源村”"),
        ({"乡（镇）": "蓬莱镇"}, "B5", "六枝特区没有乡镇“蓬莱镇”"),
        ({"行政村": "大树脚村"}, "C5", "岩脚镇没有村（社区）“大树脚村”"),
        ({"是否脱贫": "是"}, "T5", "须填脱贫年度"),
        ({"脱贫年度": "2016.13"}, "U5", "不是日期"),
        ({"脱贫年度": "2077"}, "U5", "脱贫年度应在2000到2026之间"),
        ({"主要致贫原因": "懒"}, "S5", "不认识“懒”"),
        ({"户编号": 520203102201000011}, "E5", "户编号被表格存成了数字"),
    ],
)
def test_wrong_household_cell_is_told_once(send: Send, cells: dict[str, Any], cell: str, words: str) -> None:
    families = two_families()
    families[0][0] |= cells

    roster = send(official(families), merge=True)

    reason = only_reason(roster, 5)
    assert reason["cell"] == cell
    assert words in reason["reason"]
    assert roster.counts["held"] == 2
    assert Household.objects.count() == 1


def test_values_in_reasons_are_masked(send: Send) -> None:
    wrong = wrong_digit(2)

    roster = send(spoiled(身份证号=wrong))

    reason = only_reason(roster, 6)
    assert reason["value"] == f"{wrong[:3]}***********{wrong[-4:]}"
    assert not any(wrong in str(row.reasons) for row in RosterRow.objects.all())


def test_same_person_twice_names_both_rows(send: Send) -> None:
    families = two_families()
    families[1].append(member(2, "刘芳", female=True, 与户主关系="其他"))

    roster = send(official(families))

    assert roster.counts["accepted"] == 0
    assert "第9行也有" in only_reason(roster, 6)["reason"]
    assert "第6行也有" in only_reason(roster, 9)["reason"]
    assert Household.objects.count() == 0


def test_person_of_another_county_is_told_by_the_county_and_no_more(send: Send, world: World) -> None:
    theirs = household(w.NEXT_VILLAGE, [person(id_number=number(2, female=True))], head_name="邻县户主")

    roster = send(official(two_families()), merge=True)

    reason = only_reason(roster, 6)
    assert "此人已在水城区登记" in reason["reason"]
    assert not any(word in str(reason) for word in ("邻县户主", theirs.number, "海坪村"))
    assert RosterRow.objects.get(roster=roster, row_number=6).person_id is None
    assert roster.counts["elsewhere"] == 1
    assert list(Household.objects.exclude(pk=theirs.pk).values_list("head_name", flat=True)) == ["李四"]
    theirs.refresh_from_db()
    assert theirs.version == 1


def test_household_number_of_another_county_is_told_by_the_county(send: Send) -> None:
    household(w.NEXT_VILLAGE, number="5202031022000001")

    roster = send(official(two_families()))

    assert "户编号已在水城区登记" in only_reason(roster, 5)["reason"]


def test_member_of_another_household_is_not_moved(send: Send) -> None:
    other = household(w.VILLAGE, [person(id_number=number(2, female=True), name="刘芳")], number="A1")

    roster = send(official(two_families()), merge=True)

    assert "已登记在户编号A1" in only_reason(roster, 6)["reason"]
    assert Person.objects.get(household=other).name == "刘芳"


def test_household_registered_in_another_village_is_not_moved(send: Send) -> None:
    there = household(w.OTHER_TOWNSHIP_VILLAGE, number="5202031022000001")

    roster = send(official(two_families()), merge=True)

    assert "登记在大树脚村" in only_reason(roster, 5)["reason"]
    there.refresh_from_db()
    assert there.area_code == w.OTHER_TOWNSHIP_VILLAGE


def test_person_without_number_is_registered_with_the_reason(send: Send) -> None:
    families = [
        family(1, [member(1, "张三"), member(2, "张新", 身份证号="无", 备注="新生儿未上户", 性别="女")])
    ]

    roster = send(official(families), merge=True)

    assert roster.counts["new"] == 2
    newborn = Person.objects.get(name="张新")
    assert (newborn.no_number_reason, newborn.id_number, newborn.sex) == ("新生儿未上户", None, "female")
    again = send(official(families), name="再来.xlsx", merge=True)
    assert again.counts["unchanged"] == 2
