"""A department's list as the county lives it: sent in, compared, handed on, settled, and settled it stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from foundation.jobs.models import Run
from foundation.jobs.running import work_at
from foundation.policy.loading import load_figures
from households.models import ComparisonTask, Person
from tests import world as w
from tests.browser.conftest import Opened, Visit
from tests.conftest import FIXTURES
from tests.households.entries import without_policy
from tests.households.roster.lists import department_list
from tests.world import World, household, person

BORN = date(1971, 5, 9)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def dibao(month: str, *rows: tuple[str, str, str]) -> bytes:
    headings: list[Any] = ["序号", "乡镇", "村", "姓名", "身份证号", "出生日期", "类别档次"]
    here = {"乡镇": "岩脚镇", "村": "太和村", "类别档次": "B类"}
    lines = [here | {"姓名": name, "身份证号": number, "出生日期": born} for name, number, born in rows]
    return department_list(f"六枝特区{month}农村低保对象名单", headings, lines)


@pytest.fixture
def rows(world: World) -> tuple[tuple[str, str, str], ...]:
    """李四 is on the list and not recorded; 王建国 stands there without a number; 外人 is nobody of ours."""
    without_policy()
    load_figures(FIXTURES / "figures_comparison.csv")
    household(members=[person(name="李四", level=2, dibao=False)])
    household(members=[person(name="王建国", born_on=BORN, level=3, dibao=True)])
    number = Person.objects.get(name="李四").id_number
    assert number is not None
    return ("李四", number.open(), ""), ("王建国", "", "1971-05-09"), ("外人", w.id_number(), "")


def done(window: Visit, press: Callable[[], None]) -> None:
    """Press, and work at the run that it asks for."""
    before = Run.objects.count()
    press()
    window.page.wait_for_load_state()
    assert Run.objects.count() == before + 1
    work_at(Run.objects.latest("pk").pk)
    window.page.reload()


def send_and_compare(clerk: Visit, month: str, content: bytes) -> None:
    page = clerk.page
    clerk.go("/rosters/?kind=lists")
    page.get_by_label("名单").first.select_option("低保对象名单")
    page.get_by_label("所属月份").fill(month)
    page.set_input_files(
        "input[type=file]", {"name": f"低保{month}.xlsx", "mimeType": SHEET, "buffer": content}
    )
    done(clerk, lambda: page.get_by_role("button", name="上传并核对").click())
    done(clerk, lambda: page.get_by_role("button", name="确认入库").click())
    clerk.go("/comparison/compare/")
    page.get_by_label("名单", exact=True).select_option(f"低保对象名单@{month}")
    done(clerk, lambda: page.get_by_role("button", name="开始比对").click())
    page.get_by_role("link", name="查看比对结果").click()
    page.wait_for_url("**/comparison/*/")


def test_difference_that_was_settled_stays_settled_next_quarter(
    rows: tuple[tuple[str, str, str], ...], signed_in: Opened
) -> None:
    clerk = signed_in("clerk")
    page = clerk.page
    send_and_compare(clerk, "2018-06", dibao("2018年6月", *rows))
    clerk.check_at_both("comparison-result")
    page.get_by_role("link", name="认定（相似").first.click()
    clerk.check_at_both("comparison-identity")
    page.get_by_label("不是同一人").check()
    page.get_by_label("核实情况").fill("堂兄弟，当面核实")
    page.get_by_role("button", name="登记认定").click()
    page.wait_for_url("**/comparison/*/")

    clerk.go("/comparison/")
    clerk.check_at_both("comparison-tasks")
    page.get_by_role("link", name="李四").first.click()
    page.get_by_label("交给谁办理").select_option(label="岩脚镇")
    page.get_by_role("button", name="交办").click()
    clerk.check_at_both("comparison-task")
    township = signed_in("township_clerk")
    township.go("/comparison/")
    township.page.get_by_role("link", name="李四").first.click()
    township.page.get_by_label("办理结果").select_option("right")
    township.page.get_by_label("办理情况").fill("已向民政局核实")
    township.page.get_by_role("button", name="登记办理结果").click()
    township.page.wait_for_url("**/comparison/")

    send_and_compare(clerk, "2018-09", dibao("2018年9月", *rows))
    assert "疑似同一人，待认定" in page.inner_text("main")
    assert page.get_by_role("link", name="认定").count() == 0
    task = ComparisonTask.objects.get(name="李四")
    assert (task.state, task.period, task.times_reopened) == ("settled", "2018-09", 0)
    clerk.go("/comparison/")
    assert "李四" not in page.inner_text("main")
    assert "外人" in page.inner_text("main")
    clerk.go("/comparison/words/")
    clerk.check_at_both("comparison-words")
    page.get_by_role("link", name="更正").last.click()
    clerk.check_at_both("comparison-word")
