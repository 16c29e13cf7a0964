"""The ledger's workbook against the registry: rows, totals, lay-out, masked numbers, harmless text."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from actions.models import Enrolment
from assessment.ledgers.keeping import file_of
from assessment.ledgers.producing import ask_for_ledger
from assessment.models import Ledger
from households.models import Household, StatusStep
from tests import world as w
from tests.assessment.cast import benefit, home_with, survey, worked
from tests.world import World, pair, person

ON = date(2018, 7, 5)


@pytest.fixture
def homes(world: World) -> dict[str, Household]:
    """Two townships; a household of two disabled persons, one lifted, one fallen back, and a neighbour's."""
    couple = [person(level=1, name="户主甲"), person(level=2, category=5, relation="spouse", name="配偶甲")]
    made = {
        "couple": home_with(members=[*couple, person(relation="son")], status="identified"),
        "lifted": home_with(main_cause="disability", note="=1+1"),
        "fallen": home_with(w.OTHER_TOWNSHIP_VILLAGE, status="fallen_back"),
        "next_door": home_with(w.NEXT_VILLAGE),
        "left": home_with(left_on=date(2018, 6, 30), left_reason="迁出"),
    }
    survey(made["couple"], 2017, per_head="3000.5", water_ok=False, housing_ok=None)
    first, second, _ = made["couple"].persons.order_by("pk")
    benefit(made["couple"], "dibao")
    benefit(made["couple"], "nursing-allowance", person=first)
    benefit(made["couple"], "nursing-allowance", person=second, ends_on=date(2018, 6, 30))
    benefit(made["lifted"], "house-renovation", ends_on=date(2017, 12, 1))
    benefit(made["lifted"], "micro-credit", status="draft")
    Enrolment.objects.create(
        household=made["fallen"], area_code=made["fallen"].area_code, action="industry",
        stage="taking_part", starts_on=date(2018, 1, 1),
    )  # fmt: skip
    pair(made["couple"], world.cadre)
    return made


def step(home: Household, before: str, after: str, day: date, **given: Any) -> None:
    StatusStep.objects.create(
        household=home, area_code=home.area_code, from_status=before, to_status=after, decided_on=day, **given
    )


def produced(world: World, period: str = "2018-06") -> Ledger:
    run = worked(ask_for_ledger(area=world.county, period=period, by=world.clerk, on=ON))
    assert run.state == "done", run.error
    return Ledger.objects.get(run=run)


def sheets(ledger: Ledger) -> dict[str, Any]:
    book = load_workbook(io.BytesIO(file_of(ledger)))
    return {sheet.title: sheet for sheet in book}


def official_rows(sheet: Any) -> list[dict[str, Any]]:
    """Rows under the two header rows, by the lowest header that stands over a column."""
    heads = [below.value or above.value for above, below in zip(sheet[3], sheet[4], strict=True)]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]


def test_each_household_with_its_disabled_persons_is_counted_once(
    world: World, homes: dict[str, Household]
) -> None:
    ledger = produced(world)

    numbers = {entry.content["number"] for entry in ledger.entries.all()}
    assert numbers == {homes[key].number for key in ("couple", "lifted", "fallen")}
    assert ledger.counts["households"] == 3
    assert ledger.counts["persons"] == 4
    assert ledger.counts["members"] == 5
    flat = list(sheets(ledger)["残疾人明细"].iter_rows(min_row=2, values_only=True))
    assert len(flat) == 4
    assert {row[3] for row in flat} == numbers


def test_marks_stand_where_recorded_and_nothing_stands_elsewhere(
    world: World, homes: dict[str, Household]
) -> None:
    first, second, lifted = official_rows(sheets(produced(world))["脱贫台账"])[:3]

    assert (first["户主"], first["人口"], first["残疾人"], first["低保"]) == ("户主甲", 3, "户主甲", "√")
    assert (first["护理补贴"], second["护理补贴"]) == ("√", None)
    assert (first["2016年"], first["2017年"], first["2018年"]) == (None, 3000.5, None)
    assert (first["吃"], first["饮水"], first["住房"]) == ("√", "否", None)
    assert (first["是否脱贫"], first["帮扶责任人"]) == ("否", world.cadre.full_name)
    assert (second["残疾人"], second["类别"], second["等级"]) == ("配偶甲", "智力残疾", "二级")
    assert (lifted["危改"], lifted["贷款"], lifted["致贫原因"]) == ("√", None, "因残")
    assert (lifted["是否脱贫"], lifted["脱贫时间"]) == ("是", "2016年")


def test_subtotals_add_up_to_the_total_and_to_the_totals_sheet(
    world: World, homes: dict[str, Household]
) -> None:
    ledger = produced(world)
    book = sheets(ledger)
    rows = official_rows(book["脱贫台账"])
    subtotals = [row for row in rows if row["序号"] == "小计"]
    total = rows[-1]

    assert total["序号"] == "合计"
    for head in ("户主", "人口", "残疾人", "低保", "护理补贴", "危改", "产业", "是否脱贫"):
        assert sum(row[head] for row in subtotals) == total[head], head
    flat = list(book["残疾人明细"].iter_rows(min_row=2, values_only=True))
    assert total["残疾人"] == len(flat)
    assert total["户主"] == len({row[3] for row in flat})
    summary = list(book["汇总"].iter_rows(min_row=5, values_only=True))
    assert summary[-1][:6] == ("合计", 3, 5, 4, 1, 1)
    for place in range(1, len(summary[-1])):
        assert sum(row[place] for row in summary[:-1]) == summary[-1][place]
    assert [row[0] for row in summary[:-1]] == ["岩脚镇", "木岗镇"]


def test_household_cells_are_merged_over_its_disabled_persons(
    world: World, homes: dict[str, Household]
) -> None:
    sheet = sheets(produced(world))["脱贫台账"]

    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert {"A5:A6", "D5:D6", "E5:E6", "L5:L6", "U5:U6"} <= merged
    assert not merged & {"F5:F6", "G5:G6", "W5:W6"}
    assert {"A3:A4", "L3:N3"} <= merged
    assert (sheet.cell(5, 4).value, sheet.cell(6, 4).value) == ("户主甲", None)


def test_sheet_prints_as_offices_file_it(world: World, homes: dict[str, Household]) -> None:
    book = sheets(produced(world))
    official, flat = book["脱贫台账"], book["残疾人明细"]

    assert official["A1"].value == "六枝特区贫困残疾人脱贫台账（2018年度）"
    assert "截止日期：2018年06月30日    单位：人、元" in official["A2"].value
    assert (official.freeze_panes, official.print_title_rows) == ("E5", "$3:$4")
    assert (official.page_setup.orientation, str(official.page_setup.paperSize)) == ("landscape", "9")
    assert (official.page_setup.fitToWidth or 1, official.page_setup.fitToHeight) == (1, 0)
    assert official.sheet_properties.pageSetUpPr.fitToPage
    assert (flat.freeze_panes, flat.auto_filter.ref) == ("H2", "A1:AG5")


def test_numbers_are_masked_everywhere(world: World, homes: dict[str, Household]) -> None:
    ledger = produced(world)
    texts = [
        str(value)
        for sheet in sheets(ledger).values()
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]

    own_numbers = [homes[key].number for key in homes]
    assert not [text for text in texts if re.search(r"\d{15}", text) and text not in own_numbers]
    assert sum("***********" in text for text in texts) == 4 + 2 * 4
    assert not re.search(r"\d{17}", str([entry.content["people"] for entry in ledger.entries.all()]))


def test_text_that_looks_like_a_formula_stays_text(world: World, homes: dict[str, Household]) -> None:
    sheet = sheets(produced(world))["脱贫台账"]

    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type != "f"


def test_ledger_shows_the_state_of_its_day(world: World, homes: dict[str, Household]) -> None:
    step(homes["lifted"], "identified", "lifted", date(2018, 6, 30), reviewed_on=date(2018, 6, 1),
         notice_from=date(2018, 6, 8), announced_on=date(2018, 6, 29))  # fmt: skip
    step(homes["fallen"], "lifted", "fallen_back", date(2018, 7, 1), reason="因病")

    june = official_rows(sheets(produced(world, "2018-06"))["脱贫台账"])
    may = official_rows(sheets(produced(world, "2018-05"))["脱贫台账"])

    def of(rows: list[dict[str, Any]], home: str) -> dict[str, Any]:
        return next(row for row in rows if row["户主"] == homes[home].head_name)

    lifted = of(june, "lifted")
    assert [lifted[head] for head in ("是否脱贫", "脱贫时间", "民主评议", "公示", "公告")] == [
        "是", "2018-06-30", "2018-06-01", "2018-06-08", "2018-06-29",
    ]  # fmt: skip
    assert of(may, "lifted")["是否脱贫"] == "否"
    assert (of(june, "fallen")["是否脱贫"], of(june, "fallen")["返贫（时间、原因）"]) == ("是", None)
