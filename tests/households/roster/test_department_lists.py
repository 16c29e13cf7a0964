"""Departments' lists are kept for comparison: sealed, keyed, and nothing of them changes the registry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from foundation.sealed.cipher import lookup_key
from households.models import Household, ListRow, Person, RosterRow
from tests import world as w
from tests.households.roster.conftest import Send
from tests.households.roster.lists import department_list
from tests.households.roster.workbooks import number
from tests.world import World, household, person

HEADINGS = [
    "序号", "低保证号", "乡镇", "村", "组", "户主姓名", "身份证号", "家庭人口", "保障人口", "保障对象姓名",
    "与户主关系", "对象类别（A/B/C 或 一般/重点/长期）", "致困原因", "月补差（元）", "月保障金（元）",
    "享受时间", "一卡通账号", "是否建档立卡", "备注（残疾、重病）",
]  # fmt: skip
OPTIONS = {"list_name": "低保对象名单", "period": "2018-06"}


def line(sequence: int, name: str, **cells: Any) -> dict[str, Any]:
    return {
        "低保证号": f"DB{sequence:06d}",
        "乡镇": "岩脚镇",
        "村": "太和村",
        "户主姓名": name,
        "身份证号": number(sequence),
        "保障人口": 1,
        "保障对象姓名": name,
        "对象类别（A/B/C 或 一般/重点/长期）": "B",
        "月补差（元）": 280,
        "月保障金（元）": "560",
        "享受时间": "2016.5",
    } | cells


def dibao(*rows: dict[str, Any]) -> bytes:
    return department_list("六枝特区农村低保对象名单", list(HEADINGS), list(rows))


def test_rows_are_kept_by_their_keys_and_known_again(send: Send, world: World) -> None:
    home = household(w.VILLAGE, [person(id_number=number(1), name="张三")])
    rows = (
        line(1, "张三"),
        line(2, "外人"),
        line(3, "无号", 身份证号=""),
        line(4, "错号", 身份证号=number(4)[:-2]),
    )

    roster = send(dibao(*rows), kind="lists", options=OPTIONS, merge=True)

    counts = roster.counts
    assert (counts["new"], counts["wrong"], counts["blank"], counts["rows"]) == (3, 1, 1, 5)
    kept = ListRow.objects.of_list("低保对象名单", "2018-06").get(name="张三")
    assert kept.id_number_key == lookup_key("id", number(1))
    assert number(1) not in str(kept.id_number)
    assert (kept.grade, kept.standard_yuan, kept.amount_yuan) == ("B", Decimal(280), Decimal(560))
    assert (str(kept.since), kept.covered, kept.village_code) == ("2016-05-01", 1, w.VILLAGE)
    assert ListRow.objects.get(name="无号").id_number is None
    home.refresh_from_db()
    assert (home.version, Person.objects.count(), Household.objects.count()) == (1, 1, 1)

    again = send(dibao(*rows), kind="lists", options=OPTIONS, merge=True, name="二.xlsx")
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 3)
    dearer = (line(1, "张三", **{"月补差（元）": 300}), line(2, "外人"))
    third = send(dibao(*dearer), kind="lists", options=OPTIONS, merge=True, name="三.xlsx")
    row = RosterRow.objects.get(roster=third, verdict="changed")
    assert row.changes == {"standard_yuan": [280.0, 300.0]}
    assert ListRow.objects.count() == 3
    next_month = send(
        dibao(*rows), kind="lists", options=OPTIONS | {"period": "2018-07"}, merge=True, name="四.xlsx"
    )
    assert next_month.counts["new"] == 3


def test_neighbour_keeps_and_sees_her_own_lists_only(send: Send, world: World) -> None:
    send(dibao(line(1, "张三")), kind="lists", options=OPTIONS, merge=True)

    theirs = send(
        dibao(line(1, "张三", 乡镇="玉舍镇", 村="海坪村")),
        kind="lists",
        options=OPTIONS,
        merge=True,
        by=world.clerk_next_door,
        area=w.NEXT_COUNTY,
    )

    assert theirs.counts["new"] == 1
    with world.seen_by(world.clerk_next_door) as scope:
        assert [row.area_code for row in scope.rows(ListRow)] == [w.NEXT_COUNTY]
        assert ListRow.objects.count() == 1


def test_dead_of_the_health_office_have_their_day(send: Send, world: World) -> None:
    rows = [{"姓名": "张三", "身份证号": number(1), "死亡日期": "2018年3月2日"}]
    content = department_list("死亡人员", ["序号", "姓名", "身份证号", "死亡日期"], rows)

    send(content, kind="lists", options=OPTIONS | {"list_name": "死亡人员名单"}, merge=True)

    assert ListRow.objects.get().died_on == date(2018, 3, 2)


@pytest.mark.parametrize(
    "spoiled",
    ["list_name = '随便'", "period = '2018-13'", "amount_yuan = -1", "id_number = null"],
)
def test_database_keeps_lists_right(send: Send, world: World, spoiled: str) -> None:
    send(dibao(line(1, "张三")), kind="lists", options=OPTIONS, merge=True)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update households_listrow set {spoiled}")
