"""The roster of allowances paid: side by side or one a row, a period, stops, what stands there twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from households.models import Household, RosterRow
from support_measures.models import BenefitRecord
from tests import world as w
from tests.households.roster.conftest import Send, send  # noqa: F401
from tests.households.roster.lists import Heading, department_list
from tests.households.roster.workbooks import number
from tests.world import household, person

SUMS = ["标准（元/月）", "月数", "金额"]
HEADINGS: list[Heading] = [
    "序号",
    "乡镇",
    "村",
    "姓名",
    "性别",
    "身份证号",
    "残疾人证号",
    ("困难残疾人生活补贴", SUMS),
    ("重度残疾人护理补贴", SUMS),
    "合计（元）",
    "开户名",
    "与本人关系",
    "一卡通账号",
    "开户行",
    "起发月份",
    "备注（新增/停发/补发）",
]
TITLE = "六枝特区2018年第三季度困难残疾人生活补贴和重度残疾人护理补贴发放花名册"
LIVING, NURSING = "living-allowance", "nursing-allowance"


def sums(item: str, standard: int, months: int, amount: int) -> dict[str, Any]:
    return {f"{item}.{name}": value for name, value in zip(SUMS, (standard, months, amount), strict=True)}


def line(sequence: int, name: str, *paid: dict[str, Any], **cells: Any) -> dict[str, Any]:
    own = {"姓名": name, "身份证号": number(sequence), "残疾人证号": number(sequence) + "41"}
    for each in paid:
        own |= each
    return own | cells


BOTH = (sums("困难残疾人生活补贴", 60, 3, 180), sums("重度残疾人护理补贴", 70, 3, 210))


def side_by_side(*rows: dict[str, Any], title: str = TITLE) -> bytes:
    return department_list(title, HEADINGS, list(rows))


@pytest.fixture
def homes(world: w.World, catalogue: Any) -> dict[str, Household]:
    names = {"张三": (1, w.VILLAGE), "李四": (2, w.VILLAGE), "赵六": (3, w.NEXT_VILLAGE)}
    return {
        name: household(village, [person(id_number=number(sequence), name=name, level=1)])
        for name, (sequence, village) in names.items()
    }


def records(home: Household) -> list[tuple[str, str, str, Decimal | None]]:
    rows = BenefitRecord.objects.filter(household=home).order_by("item", "starts_on")
    return [(r.item, str(r.starts_on), str(r.ends_on or ""), r.amount_yuan) for r in rows]


def test_two_allowances_side_by_side_are_two_records(send: Send, homes: dict[str, Household]) -> None:  # noqa: F811
    rows = (
        line(1, "张三", *BOTH, 一卡通账号="6210001234567890123", 开户名="张父", **{"合计（元）": 390}),
        line(2, "李四", BOTH[1]),
        line(3, "赵六", *BOTH),
        line(4, "陌生人", *BOTH),
    )

    roster = send(side_by_side(*rows), kind="benefits", merge=True)

    counts = roster.counts
    assert (counts["new"], counts["elsewhere"], counts["unknown"], counts["rows"]) == (2, 1, 1, 5)
    assert records(homes["张三"]) == [
        (LIVING, "2018-07-01", "2018-10-01", Decimal(180)),
        (NURSING, "2018-07-01", "2018-10-01", Decimal(210)),
    ]
    assert records(homes["李四"]) == [(NURSING, "2018-07-01", "2018-10-01", Decimal(210))]
    assert not records(homes["赵六"])
    kept = BenefitRecord.objects.get(item=LIVING)
    assert (str(kept.account), kept.details["account_holder"]) == ("62****23", "张父")
    assert kept.created_by_run_id == roster.merge_run_id
    again = send(side_by_side(*rows), kind="benefits", merge=True, name="二.xlsx")
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2)


def test_corrected_amount_is_shown_and_kept_with_history(send: Send, homes: dict[str, Household]) -> None:  # noqa: F811
    send(side_by_side(line(1, "张三", *BOTH)), kind="benefits", merge=True)

    more = sums("重度残疾人护理补贴", 80, 3, 240)
    roster = send(side_by_side(line(1, "张三", BOTH[0], more)), kind="benefits", merge=True, name="二.xlsx")

    row = RosterRow.objects.get(roster=roster, verdict="changed")
    assert row.changes == {"重度残疾人护理补贴·amount_yuan": [210.0, 240.0]}
    record = BenefitRecord.objects.get(item=NURSING)
    assert [event.amount_yuan for event in record.events.all()] == [210]


def test_stop_in_the_remark_ends_what_runs_on(send: Send, homes: dict[str, Household]) -> None:  # noqa: F811
    home = homes["张三"]
    BenefitRecord.objects.create(
        item=NURSING,
        household=home,
        area_code=home.area_code,
        person=home.persons.get(),
        starts_on="2017-01-01",
    )
    column = {"备注（新增/停发/补发）": "8月起停发"}

    roster = send(
        department_list(
            "2018年第三季度护理补贴",
            ["序号", "姓名", "身份证号", "金额", "备注（新增/停发/补发）"],
            [{"姓名": "张三", "身份证号": number(1)} | column],
        ),
        kind="benefits",
        options={"item": NURSING},
        merge=True,
    )

    assert roster.counts["changed"] == 1
    assert records(home) == [(NURSING, "2017-01-01", "2018-08-01", None)]


def test_one_item_a_row_by_its_name(send: Send, homes: dict[str, Household]) -> None:  # noqa: F811
    headings: list[Heading] = ["序号", "姓名", "身份证号", "补贴项目", "标准", "月数", "金额"]
    rows = [
        {"姓名": "张三", "身份证号": number(1), "补贴项目": name, "标准": 60, "月数": 3, "金额": 180}
        for name in ("困难残疾人生活补贴", "重度残疾人护理补贴", "天上掉馅饼")
    ]

    roster = send(
        department_list("补贴", headings, rows),
        kind="benefits",
        options={"from_month": "2018-07", "to_month": "2018-09", "status": "approved"},
        merge=True,
    )

    assert (roster.counts["new"], roster.counts["wrong"]) == (2, 1)
    assert set(BenefitRecord.objects.values_list("status", flat=True)) == {"approved"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([line(1, "张三", *BOTH), line(1, "张三", *BOTH)], "同一人同一项目同一期间在第5行也有"),
        ([line(1, "张三", sums("困难残疾人生活补贴", 60, 3, 999))], "标准乘月数为180"),
        ([line(1, "张三", *BOTH, 一卡通账号="6.21E+18")], "账号被表格存成了数字"),
        ([line(1, "张三", *BOTH, **{"合计（元）": 1})], "各项金额合计为390"),
    ],
)
def test_what_cannot_be_is_told(
    send: Send,  # noqa: F811
    homes: dict[str, Household],
    rows: list[dict[str, Any]],
    words: str,
) -> None:
    roster = send(side_by_side(*rows), kind="benefits")

    assert words in str(RosterRow.objects.get(roster=roster, row_number=4).reasons)


def test_period_paid_already_is_refused(send: Send, homes: dict[str, Household]) -> None:  # noqa: F811
    send(side_by_side(line(1, "张三", *BOTH)), kind="benefits", merge=True)

    title = TITLE.replace("第三季度", "8-9月")
    roster = send(side_by_side(line(1, "张三", *BOTH), title=title), kind="benefits", name="二.xlsx")

    assert "本期已登记（自2018-07-01" in str(RosterRow.objects.get(roster=roster, verdict="wrong").reasons)


def test_account_never_stands_without_its_key(homes: dict[str, Household]) -> None:
    home = homes["张三"]
    BenefitRecord.objects.create(
        item=NURSING, household=home, area_code=home.area_code, starts_on="2017-01-01"
    )

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update support_measures_benefitrecord set account = 'x'")
