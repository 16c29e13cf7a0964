"""Layouts invented to be nasty: what can be read is read whole, the rest is asked for in words."""

from __future__ import annotations

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
    FOUND,
    IDS,
    NAMES,
    RELATIONS,
    VILLAGES,
    of,
    sheet,
)
from tests.households.roster.workbooks import flat, number, official, saved, two_families

HEADER = ["村", "姓名", "身份证号", "残疾证号", "与户主关系"]
PEOPLE = [list(row) for row in zip(*BASIC, strict=True)]
Given = tuple[Any, list[str]]


def three_header_rows() -> Given:
    header = [
        ["基本情况", "", "", "", "", "", "享受政策", ""],
        ["住址", "", "残疾人", "", "", "", "补贴", ""],
        ["村", "组", "姓名", "身份证号", "残疾人证号", "与户主关系", "生活补贴", "护理补贴"],
    ]
    columns = [VILLAGES, ["一组"] * 6, NAMES, IDS, CERTIFICATES, RELATIONS, ["√"] * 6, ["×"] * 6]
    merges = ((0, 0, 0, 5), (0, 6, 0, 7), (1, 0, 1, 1), (1, 2, 1, 5), (1, 6, 1, 7))
    keys = "village group_name name id_number certificate relation living_subsidy nursing_subsidy"
    return sheet(header, columns, merges=merges), keys.split()


def second_header_row_of_parts_nobody_knows() -> Given:
    header = [
        ["村", "姓名", "身份证号", "残疾证号", "与户主关系", "种植养殖", ""],
        ["", "", "", "", "", "蜂", "鹅"],
    ]
    merges = (*((0, place, 1, place) for place in range(5)), (0, 5, 0, 6))
    return sheet(header, [*BASIC, ["3"] * 6, ["5"] * 6], merges=merges), [*FOUND, "", ""]


def units_below_the_header() -> Given:
    header = [[*HEADER, "耕地面积"], ["", "", "（18位）", "（20位）", "", "（亩）"]]
    return sheet(header, [*BASIC, ["2.5"] * 6]), [*FOUND, "farmland_mu"]


def table_begins_far_from_the_corner() -> Given:
    blank = [""] * 6
    header = [["", "", *HEADER, "", "备注"]]
    columns = [blank, blank, *BASIC, blank, ["甲"] * 6]
    above = tuple(f"填表说明第{n}条：不得漏填。" for n in range(1, 18))
    return sheet(header, columns, above=above), ["", "", *FOUND, "", "note"]


def blank_columns_in_between() -> Given:
    header, columns, keys = [], [], []
    for title, texts, key in zip(HEADER, BASIC, FOUND, strict=True):
        header += [title, ""]
        columns += [texts, [""] * 6]
        keys += [key, ""]
    return sheet([header], columns), keys


def header_in_two_tongues() -> Given:
    return sheet(
        [["村（社区）", "姓名（必填）", "居民身份证号", "残疾人证号码（20位）", "与户主关系*"]], BASIC
    ), FOUND


def row_of_letters_under_the_header() -> Given:
    return sheet([HEADER, ["甲", "乙", "1", "2", "3"]], BASIC), FOUND


def row_of_instructions_under_the_header() -> Given:
    given = sheet([HEADER], BASIC)
    given.rows.insert(1, (2, ["说明：填行政村全称，身份证号用文本格式"]))
    given.rows[2:] = [(at + 1, cells) for at, cells in given.rows[2:]]
    return given, FOUND


def header_again_on_every_page() -> Given:
    rows = [*PEOPLE[:2], ["××县残疾人花名册"], HEADER, *PEOPLE[2:4], ["第2页"], HEADER, *PEOPLE[4:]]
    return sheet([HEADER, *rows], []), FOUND


def notes_and_totals_in_between() -> Given:
    rows = [
        *PEOPLE[:2], ["太和村小计", "2", "", "", ""], ["注：以下为新华村，经村委会核对。"], *PEOPLE[2:4],
        ["小 计", "", "2", "", ""], *PEOPLE[4:], ["合　计", "", "6", "", ""], ["填表人：王某  审核人：李某"],
    ]  # fmt: skip
    return sheet([HEADER, *rows], []), FOUND


def numbers_of_other_people_stand_first() -> Given:
    header = ["村", "监护人姓名", "监护人身份证号", "姓名", "身份证号", "与户主关系"]
    return sheet([header], [VILLAGES, NAMES[::-1], IDS[::-1], NAMES, IDS, RELATIONS]), [
        "village", "", "", "name", "id_number", "relation",
    ]  # fmt: skip


def wide_and_spaced_numbers() -> Given:
    wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
    spaced = [f"{who[:6]} {who[6:14]} {who[14:]}" for who in IDS[:3]]
    texts = [*spaced, *(who.translate(wide) for who in IDS[3:5]), f"'{IDS[5]}"]
    return sheet(
        [["村", "姓名", "号码", "证号", "关系"]], [VILLAGES, NAMES, texts, CERTIFICATES, RELATIONS]
    ), (FOUND)


READ = [
    three_header_rows,
    second_header_row_of_parts_nobody_knows,
    units_below_the_header,
    table_begins_far_from_the_corner,
    blank_columns_in_between,
    header_in_two_tongues,
    row_of_letters_under_the_header,
    row_of_instructions_under_the_header,
    header_again_on_every_page,
    notes_and_totals_in_between,
    numbers_of_other_people_stand_first,
    wide_and_spaced_numbers,
]


@pytest.mark.parametrize("layout", READ, ids=lambda layout: layout.__name__)
def test_nasty_layout_is_read_whole(layout: Any) -> None:
    given, keys = layout()

    table = of(given)

    assert [column.key for column in table.columns if column.how != "name"] == keys
    assert [row[table.place("name")] for row in table.rows] == NAMES
    assert not asked_of(given, table)


def two_lists_side_by_side() -> bytes:
    half = ["姓名", "身份证号", "残疾人证号"]
    rows = [[VILLAGES[n], *PEOPLE[n][1:4], *PEOPLE[n + 3][1:4], RELATIONS[n]] for n in range(3)]
    return flat(["村", *half, *half, "与户主关系"], rows)


def spouse_beside_the_head() -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["村", "本人", None, "配偶", None, "与户主关系"])
    page.append([None, "姓名", "身份证号", "姓名", "身份证号", None])
    for merged in ("B1:C1", "D1:E1"):
        page.merge_cells(merged)
    for n in range(3):
        page.append([VILLAGES[n], NAMES[n], IDS[n], NAMES[n + 3], IDS[n + 3], "户主"])
    return saved(book)


def second_table_below_in_another_order() -> bytes:
    other = ["身份证号", "姓名", "村", "与户主关系", "残疾证号"]
    rows = [[row[2], row[1], row[0], row[4], row[3]] for row in PEOPLE[3:]]
    return flat(HEADER, [*PEOPLE[:3], ["表二：新增人员"], other, *rows])


def on_its_side() -> bytes:
    return flat([HEADER[0], *VILLAGES], [[HEADER[n], *BASIC[n]] for n in range(1, 5)])


def name_and_number_in_one_cell() -> bytes:
    rows = [
        [village, f"{name} {who}", "户主"] for village, name, who in zip(VILLAGES, NAMES, IDS, strict=True)
    ]
    return flat(["村", "姓名及身份证号", "与户主关系"], rows)


ASKED = [
    (two_lists_side_by_side, "E列、F列又是姓名和证号）。请改成每人一行"),
    (spouse_beside_the_head, "D列、E列又是姓名和证号）。请改成每人一行"),
    (second_table_below_in_another_order, "第6行起是另一张表，各列次序与上面不同"),
    (on_its_side, "请转置"),
    (name_and_number_in_one_cell, "请在“核对列”页指定"),
]


@pytest.mark.parametrize(("make", "words"), ASKED, ids=lambda given: getattr(given, "__name__", ""))
def test_what_holds_several_people_in_a_row_is_asked_for_and_loses_nobody(
    send: Send, make: Any, words: str
) -> None:
    roster = send(make())

    assert roster.state == RosterFile.State.REFUSED
    assert words in roster.problem
    assert not RosterRow.objects.exists()
    assert roster.mapping["sheets"]  # the page of columns has something to show


def test_sheets_by_village_whose_name_stands_in_the_title_only(send: Send) -> None:
    book = openpyxl.Workbook()
    for count, (village, row) in enumerate(zip(["太和村", "新华村"], PEOPLE[::3], strict=True)):
        page: Any = book.active if not count else book.create_sheet(f"表{count}")
        page.append([f"六枝特区岩脚镇{village}残疾人花名册"])
        page.append(HEADER[1:])
        page.append([*row[1:4], "户主"])

    send(saved(book), merge=True)

    assert set(Household.objects.values_list("area_code", flat=True)) == {w.VILLAGE, w.OTHER_VILLAGE}


def test_village_that_heads_its_people_holds_down_to_the_next() -> None:
    rows = [["太和村"], *(row[1:] for row in PEOPLE[:2]), ["新华村：4人"], *(row[1:] for row in PEOPLE[2:])]

    table = of(sheet([HEADER[1:], *rows], []))

    assert table.texts("village") == ["太和村"] * 2 + ["新华村"] * 4
    assert table.texts("name") == NAMES


def test_mess_of_values_in_one_roster_is_read_as_it_was_meant(send: Send) -> None:
    families = two_families()
    families[0][0] |= {"家庭人口": "3人", "联系电话": 13900000001.0, "养老": "v", "医保": "0"}
    families[0][1] |= {"户主姓名": "同上", "行政村": "〃", "残疾类别": "", "医保": "V"}
    families[0][2] |= {"残疾类别": "5", "残疾等级": "Ⅰ级"}
    families[1][0] |= {"脱贫年度": "二〇一七年", "是否脱贫": "√", "残疾类别": "盲", "残疾等级": "壹级"}

    roster = send(official(families, merge=False), merge=True)

    assert (roster.counts["new"], roster.counts["rejected"]) == (4, 0)
    assert Household.objects.get(head_name="李四").lifted_year == 2017
    insured = dict(Person.objects.values_list("name", "medical_insured"))
    assert (insured["张三"], insured["刘芳"]) == (False, True)
    assert number(3) not in str(roster.mapping)


def test_hidden_rows_and_columns_are_read_and_said(send: Send) -> None:
    import io

    book = openpyxl.load_workbook(io.BytesIO(official(two_families())))
    page: Any = book.active
    page.row_dimensions[8].hidden = True
    page.column_dimensions["D"].hidden = True

    roster = send(saved(book), merge=True)

    assert roster.counts["new"] == 4
    [told] = roster.mapping["sheets"]
    assert (told["hidden_rows"], told["hidden_columns"]) == (["8"], ["D"])
