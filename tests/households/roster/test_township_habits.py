"""Layouts as township clerks make them out of habit: read as they were meant, or asked about in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest

from households.models import Household, Person, RosterFile, RosterRow
from households.roster.strange_shapes import asked_of
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.test_layouts import (
    BASIC,
    CERTIFICATES,
    IDS,
    NAMES,
    RELATIONS,
    VILLAGES,
    of,
    sheet,
)
from tests.households.roster.workbooks import flat, saved

PEOPLE = [list(row) for row in zip(*BASIC, strict=True)]
HEADER = ["村", "姓名", "身份证号", "残疾证号", "与户主关系"]
MALE = [who[16] in "13579" for who in IDS]


def ticked_values() -> bytes:
    """性别{男|女}, 残疾类别{视力|…}, 残疾等级{一级|…}: a tick in one of the columns."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(
        [
            "村",
            "姓名",
            "性别",
            "",
            "身份证号",
            "残疾证号",
            "残疾类别",
            *[""] * 5,
            "残疾等级",
            "",
            "",
            "",
            "关系",
        ]
    )
    kinds, levels = ["视力", "听力", "言语", "肢体", "智力", "精神"], ["一级", "二级", "三级", "四级"]
    page.append(["", "", "男", "女", "", "", *kinds, *levels, ""])
    for merged in ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2", "G1:L1", "M1:P1", "Q1:Q2"):
        page.merge_cells(merged)
    for (village, name, who, certificate, relation), male in zip(PEOPLE, MALE, strict=True):
        sexes = ["√", ""] if male else ["", "√"]
        level = ["√" if count == int(certificate[-1]) else "" for count in range(1, 5)]
        page.append([village, name, *sexes, who, certificate, "", "", "", "√", "", "", *level, relation])
    return saved(book)


def birth_in_three_columns() -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["村", "姓名", "出生年月", "", "", "身份证号", "残疾证号", "与户主关系"])
    page.append(["", "", "年", "月", "日", "", "", ""])
    for merged in ("A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:G2", "H1:H2"):
        page.merge_cells(merged)
    for village, name, *more in PEOPLE:
        page.append([village, name, 1960, 3, 15, *more])
    return saved(book)


def sexes_as_codes_ages_and_two_phones() -> bytes:
    phones = ["13900000001\n13900000002", "13900000001、13900000002", "13900000001 13900000002"] * 2
    sexes = [f"{1 if male else 2}{'.男' if male else ''}" for male in MALE]
    more = [[sex, "66", "肢体二级", phone] for sex, phone in zip(sexes, phones, strict=True)]
    header = [*HEADER, "性别", "年龄", "残疾类别等级", "联系电话"]
    return flat(header, [[*row, *added] for row, added in zip(PEOPLE, more, strict=True)])


def numbers_with_words_and_breaks() -> bytes:
    rows = [list(row) for row in PEOPLE]
    rows[0][2] = "\n".join((IDS[0][:6], IDS[0][6:14], IDS[0][14:]))
    rows[1][2] = f"身份证：{IDS[1]}"
    rows[2][2] = "-".join((IDS[2][:6], IDS[2][6:14], IDS[2][14:]))
    rows[3][3] = f"残疾证号 {CERTIFICATES[3]}"
    rows[4][3] = " ".join((IDS[4][:6], IDS[4][6:14], IDS[4][14:], CERTIFICATES[4][18:]))
    return flat(HEADER, rows)


def village_within_an_address() -> bytes:
    rows = [[*row[1:], f"六枝特区岩脚镇{row[0]}三组12号"] for row in PEOPLE]
    return flat([*HEADER[1:], "家庭住址"], rows)


def title_again_above_the_next_village() -> bytes:
    rows = [
        *(row[1:] for row in PEOPLE[:2]),
        ["岩脚镇新华村残疾人花名册"],
        ["填报时间：2018年6月"],
        HEADER[1:],
    ]
    return flat(HEADER[1:], [*rows, *(row[1:] for row in PEOPLE[2:])], name="太和村")


def sheets_of_notes_codes_and_sums() -> bytes:
    book = openpyxl.Workbook()
    notes: Any = book.active
    notes.title = "填表说明"
    notes.append(["1.姓名、身份证号按身份证填写"])
    codes: Any = book.create_sheet("代码表")
    codes.append(["残疾类别", "残疾等级", "与户主关系", "民族"])
    codes.append(["视力", "一级", "户主", "汉族"])
    page: Any = book.create_sheet("岩脚镇")
    for row in [HEADER, *PEOPLE]:
        page.append(row)
    page.protection.sheet = True
    sums: Any = book.create_sheet("汇总")
    for row in (["序号", "村", "户数", "人数", "残疾人"], [1, "太和村", 3, 3, 2], [2, "新华村", 3, 3, 2]):
        sums.append(row)
    return saved(book)


def group_above_its_people() -> bytes:
    rows = [["一组"], *PEOPLE[:2], ["二组"], *PEOPLE[2:4], ["第三村民组"], *PEOPLE[4:]]
    return flat(HEADER, rows)


def words_around_words() -> bytes:
    relations = ["01户主", "02配偶", "户 主", "之子（长子）", "户主（本人）", "二女"]
    lifted = [("2017年脱贫", "2017年底"), ("", ""), ("☑是□否", "2016年"), ("", ""), ("未脱贫", ""), ("", "")]
    insured = ["已缴费", "有（居民）", "□", "未缴", "☑是□否", "√"]
    found = ["2016年05月01号", "", "2016年5月份", "", "二〇一六年五月", ""]
    more = zip(PEOPLE, relations, lifted, insured, found, strict=True)
    rows = [[*row[:4], relation, *how, has, day] for row, relation, how, has, day in more]
    return flat([*HEADER, "是否脱贫", "脱贫年度", "医保", "识别时间"], rows)


READ = [
    group_above_its_people,
    words_around_words,
    ticked_values,
    birth_in_three_columns,
    sexes_as_codes_ages_and_two_phones,
    numbers_with_words_and_breaks,
    village_within_an_address,
    title_again_above_the_next_village,
    sheets_of_notes_codes_and_sums,
]


@pytest.mark.parametrize("make", READ, ids=lambda make: make.__name__)
def test_what_clerks_do_out_of_habit_is_read_as_it_was_meant(send: Send, make: Any) -> None:
    roster = send(make(), merge=True)

    assert (roster.counts["new"], roster.counts["rejected"]) == (6, 0)
    assert set(Person.objects.values_list("name", flat=True)) >= set(NAMES)
    assert Household.objects.filter(area_code=w.OTHER_VILLAGE).exists()
    contrary = [row.reasons for row in RosterRow.objects.all() if "不一致" in str(row.reasons)]
    assert not contrary


def test_values_with_words_around_them_mean_what_is_said(send: Send) -> None:
    send(words_around_words(), merge=True)

    homes = dict(Household.objects.values_list("head_name", "lifted_year"))
    assert homes == {"张三": 2017, "王五": 2016, "孙七": None}
    assert set(Household.objects.values_list("identified_on", flat=True)) == {date(2016, 5, 1)}
    insured = dict(Person.objects.values_list("name", "medical_insured"))
    assert [insured[name] for name in NAMES] == [True, True, False, False, True, True]
    relations = dict(Person.objects.values_list("name", "relation"))
    assert (relations["赵六"], relations["周八"]) == ("son", "daughter")


def test_group_in_a_row_of_its_own_is_the_familys_group(send: Send) -> None:
    send(group_above_its_people(), merge=True)

    groups = dict(Household.objects.values_list("head_name", "group_name"))
    assert groups == {"张三": "一组", "王五": "二组", "孙七": "第三村民组"}


def test_two_heads_of_one_name_one_after_the_other_are_two_families(send: Send) -> None:
    heads = ["张三", "", "张三", ""]
    rows = [["太和村", head, head or "刘芳", who] for head, who in zip(heads, IDS, strict=False)]

    roster = send(flat(["村", "户主姓名", "姓名", "身份证号"], rows))

    assert roster.counts["households_new"] == 2


def test_relation_as_a_bare_code_is_asked_for(send: Send) -> None:
    roster = send(flat(HEADER, [[*row[:4], "1" if n % 2 else "户主"] for n, row in enumerate(PEOPLE)]))

    reasons = [told["reason"] for row in RosterRow.objects.filter(roster=roster) for told in row.reasons]
    assert "“1”是代码；请写明户主、配偶、之子等" in reasons


def members_in_columns() -> bytes:
    parts = [f"成员{n}{what}" for n in (1, 2) for what in ("姓名", "身份证号", "与户主关系")]
    rows = [[VILLAGES[0], NAMES[0], IDS[0], NAMES[1], IDS[1], "配偶", NAMES[2], IDS[2], "之子"]]
    return flat(["村", "户主姓名", "户主身份证", *parts], rows)


def spouse_in_columns_and_the_head_without_a_row() -> bytes:
    header = ["村", "户主姓名", "户主身份证", "配偶姓名", "配偶身份证", "与户主关系"]
    return flat(header, [[VILLAGES[n], NAMES[n], IDS[n], NAMES[n + 3], IDS[n + 3], "配偶"] for n in range(3)])


def one_member_beside_each() -> bytes:
    header = [*HEADER, "家庭成员姓名", "家庭成员身份证号", "家庭成员关系"]
    return flat(header, [[*PEOPLE[n], NAMES[n + 3], IDS[n + 3], RELATIONS[n + 3]] for n in range(3)])


@pytest.mark.parametrize(
    "make",
    [members_in_columns, spouse_in_columns_and_the_head_without_a_row, one_member_beside_each],
    ids=lambda make: make.__name__,
)
def test_family_in_columns_is_asked_for_row_by_row(send: Send, make: Any) -> None:
    roster = send(make())

    assert roster.state == RosterFile.State.REFUSED
    assert "请改成每人一行" in roster.problem


def test_heads_number_beside_each_members_own_is_no_second_person() -> None:
    header = ["村", "户主姓名", "户主身份证号", "姓名", "身份证号", "与户主关系"]
    given = sheet([header], [VILLAGES, NAMES[::-1], IDS[::-1], NAMES, IDS, RELATIONS])

    table = of(given)

    assert table.texts("id_number") == IDS
    assert not asked_of(given, table)


def test_helpers_unit_in_a_village_is_not_where_the_family_lives() -> None:
    header = ["姓名", "身份证号", "残疾人证号", "与户主关系", "工作单位"]

    table = of(sheet([header], [*BASIC[1:], ["岩脚镇太和村村委会"] * 6]))

    assert table.place("village") < 0


def test_sex_coded_otherwise_is_asked_for(send: Send) -> None:
    rows = [[*row, "0" if male else "1"] for row, male in zip(PEOPLE, MALE, strict=True)]

    roster = send(flat([*HEADER, "性别"], rows))

    told = [reason["reason"] for row in RosterRow.objects.filter(roster=roster) for reason in row.reasons]
    assert "不认识“0”；请改为男、女之一" in told
