"""Rosters as they come: merged, dittoed, printed with totals and notes, in other orders."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest

from foundation.areas.models import Area, AreaAlias
from foundation.sealed.numbers import IdNumber, MalformedNumber
from households.models import DisabilityCertificate, Finding, Household, Pairing, Person, RosterRow
from households.roster.identity import is_right
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import (
    COLUMNS,
    HOUSEHOLD,
    fill_official,
    flat,
    member,
    number,
    official,
    saved,
    two_families,
)
from tests.world import household

NATIONAL = """县（市、区、旗） 乡（镇） 行政村 自然村 户编号 人编号 姓名 证件号码 人数 与户主关系 民族
文化程度 在校生状况 健康状况 劳动技能 务工时间（月） 是否参加大病保险 脱贫属性 贫困户属性 致贫原因1 危房户
是否解决安全饮用水 人均纯收入 户联系电话 人联系电话 首次识别时间 人员识别时间""".split()  # noqa: SIM905


def test_merged_roster_with_two_header_rows_fills_the_registry(send: Send) -> None:
    roster = send(official(two_families()), merge=True)

    home = Household.objects.get(head_name="张三")
    assert (home.number, home.area_code, home.group_name) == ("5202031022000001", w.VILLAGE, "一组")
    assert (home.attribute, home.main_cause, home.poverty_status) == ("general", "disability", "identified")
    assert home.created_by_run_id == roster.merge_run_id
    wife = Person.objects.get(name="刘芳")
    assert (wife.relation, wife.sex, wife.birth_date) == ("spouse", "female", date(1960, 3, 15))
    assert (wife.education, wife.labour_ability, wife.medical_insured) == ("primary", "ordinary", True)
    assert wife.name_initials == "lf"
    assert wife.id_number is not None
    assert wife.id_number.open() == number(2, female=True)
    certificates = DisabilityCertificate.objects.order_by("person__name")
    assert {(c.person.name, c.category, c.level) for c in certificates} == {
        ("张三", 4, 2),
        ("张小三", 5, 1),
        ("李四", 1, 1),
    }
    pairing = Pairing.objects.get(household=home)
    assert (pairing.cadre.name, pairing.is_lead, pairing.starts_on) == ("王干部", True, date(2018, 6, 1))
    assert home.facts.n_disabled == 2


@pytest.mark.parametrize("ditto", ["", "同上", "〃"])
def test_household_columns_may_be_blank_or_dittoed_below_the_first_row(send: Send, ditto: str) -> None:
    families = two_families()
    for rows in families:
        for row in rows[1:]:
            row |= dict.fromkeys(HOUSEHOLD - {"序号"}, ditto)

    roster = send(official(families, merge=False), merge=True)

    assert (roster.counts["new"], roster.counts["rejected"]) == (4, 0)
    assert Household.objects.get(head_name="张三").persons.count() == 3


def test_totals_notes_blank_rows_and_printed_headers_are_set_aside_and_counted(send: Send) -> None:
    rows = [[cells.get(column, "") for column in COLUMNS] for family in two_families() for cells in family]
    blank, total = [""] * len(COLUMNS), ["太和村小计", *[""] * 5, "4"]
    example = ["例", *rows[0][1:]]
    content = flat(
        COLUMNS, [example, *rows[:3], blank, total, COLUMNS, rows[3], blank, blank, ["注：本表一式两份。"]]
    )

    roster = send(content, merge=True)

    counts = roster.counts
    assert (counts["new"], counts["blank"], counts["rows"]) == (4, 7, 11)
    kept = RosterRow.objects.filter(roster=roster, verdict="blank").order_by("row_number")
    assert [row.reasons[0]["reason"] for row in kept] == [
        "示例行",
        "小计或合计行",
        "重复的表头",
        "说明或签字行",
    ]


def test_national_export_order_is_recognised(send: Send) -> None:
    def row(name: str, sequence: int, relation: str, **more: Any) -> list[Any]:
        cells = {
            "县（市、区、旗）": "六枝特区", "乡（镇）": "岩脚镇", "行政村": "太和村", "自然村": "三组",
            "户编号": "H001", "姓名": name, "证件号码": number(sequence), "与户主关系": relation,
            "健康状况": "残疾", "劳动技能": "无劳动力", "务工时间（月）": 0, "脱贫属性": "未脱贫",
            "贫困户属性": "低保贫困户", "致贫原因1": "因残", "是否解决安全饮用水": "是",
            "户联系电话": "13900000002", "首次识别时间": "2014.5",
        } | more  # fmt: skip
        return [cells.get(column, "") for column in NATIONAL]

    content = flat(NATIONAL, [row("张三", 1, "户主"), row("张小三", 2, "之子", 证件号码=number(2) + "43")])
    roster = send(content, merge=True)

    assert roster.counts["new"] == 2
    home = Household.objects.get(number="H001")
    assert (home.head_name, home.attribute, home.safe_water) == ("张三", "dibao", True)
    assert (home.identified_on, str(home.phone)) == (date(2014, 5, 1), "139****0002")
    # The certificate's number stood in the column of the ID number.
    assert DisabilityCertificate.objects.get().person.name == "张小三"


def test_one_sheet_a_township_without_a_township_column(send: Send) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("木岗镇")
    assert first is not None
    first.title = "岩脚"
    one, two = two_families()
    for row in (one[0], two[0]):
        row["乡（镇）"] = ""
    two[0]["行政村"] = "大树脚"
    fill_official(first, [one])
    fill_official(second, [two])
    book.create_sheet("汇总").append(["乡镇", "户数"])
    hidden = book.create_sheet("旧表")
    hidden.sheet_state = "hidden"
    fill_official(hidden, two_families())

    roster = send(saved(book), merge=True)

    assert set(Household.objects.values_list("area_code", flat=True)) == {w.VILLAGE, w.OTHER_TOWNSHIP_VILLAGE}
    skipped = {sheet["name"]: sheet.get("skipped") for sheet in roster.mapping["sheets"]}
    assert skipped["旧表"] == "隐藏的工作表"
    assert skipped["汇总"] == "没有认得的表头或没有人员行"


def test_full_width_and_spaced_numbers_and_names_are_tidied(send: Send) -> None:
    families = two_families()
    wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
    families[1][0] |= {
        "姓名": "李 四",
        "户主姓名": "李四",
        "身份证号": " " + number(4).translate(wide) + " ",
        "残疾人证号": (number(4) + "11").lower().replace(number(4)[:6], number(4)[:6] + " "),
    }

    roster = send(official(families), merge=True)

    assert roster.counts["new"] == 4
    person = Person.objects.get(name="李四")
    assert person.id_number is not None
    assert person.id_number.open() == number(4)
    assert person.relation == "head"


def test_old_names_of_villages_and_townships_are_known(send: Send) -> None:
    AreaAlias.objects.create(area=Area.objects.get(code=w.OTHER_VILLAGE), name="新民村")
    families = two_families()
    families[0][0] |= {"乡（镇）": "岩脚", "行政村": "太和村委会三组", "组": ""}
    families[1][0]["行政村"] = "新民"

    send(official(families), merge=True)

    assert Household.objects.get(head_name="李四").area_code == w.OTHER_VILLAGE
    assert Household.objects.get(head_name="张三").group_name == "三组"


def test_contrary_values_become_findings_and_overwrite_nothing(send: Send) -> None:
    families = two_families()
    families[0][0] |= {"性别": "女", "残疾类别": "视力", "残疾等级": "四级"}

    roster = send(official(families), merge=True)

    assert roster.counts["new"] == 4
    person = Person.objects.get(name="张三")
    assert person.sex == "male"
    found = {
        finding.field: (finding.kept, finding.given) for finding in Finding.objects.filter(person=person)
    }
    assert found == {
        "性别": ("男", "女"),
        "残疾类别": ("肢体残疾", "视力残疾"),
        "残疾等级": ("二级", "四级"),
    }
    assert not Finding.objects.exclude(person=person).exists()
    send(official(families), name="再来.xlsx", merge=True)
    assert Finding.objects.count() == 3


def test_status_of_a_registered_household_is_not_changed_by_a_roster(send: Send) -> None:
    home = household(
        w.VILLAGE, number="5202031022000001", poverty_status="lifted", lifted_year=2017, members=[]
    )

    send(official(two_families()), merge=True)

    home.refresh_from_db()
    assert home.poverty_status == "lifted"
    finding = Finding.objects.get(household=home, person=None)
    assert (finding.field, finding.kept, finding.given) == ("脱贫属性", "已脱贫", "未脱贫")


def test_several_disabilities_keep_their_kinds(send: Send) -> None:
    families = two_families()
    families[1] = [families[1][0] | member(4, "李四", certificate="71", 残疾类别="多重（听力、言语）")]

    send(official(families), merge=True)

    assert DisabilityCertificate.objects.get(category=7).components == ["hearing", "speech"]


def test_fast_check_of_numbers_agrees_with_the_slow_one() -> None:
    for sequence in range(200):
        right = number(sequence, born_on=date(1950 + sequence % 60, 1 + sequence % 12, 1 + sequence % 28))
        for last in "0123456789X":
            tried = right[:-1] + last
            try:
                slow = IdNumber.read(tried).text == tried
            except MalformedNumber:
                slow = False
            assert is_right(tried) is slow is (last == right[-1])
