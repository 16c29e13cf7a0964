"""The province changes a rule in a browser, by keyboard and with the accessibility checks."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from foundation.policy.models import PolicyItem
from households.facts.refreshing import refresh
from tests.browser.conftest import Opened
from tests.conftest import catalogue  # noqa: F401  (in the world of the browser's tests)
from tests.world import World, household, person


@pytest.fixture
def item(world: World, catalogue: dict[str, Any]) -> str:  # noqa: F811
    household(members=[person(name="三级的", level=3)])
    refresh(on=timezone.localdate())
    return "/policy/gz-2017/benefit/nursing-allowance/"


def test_province_adds_a_condition_and_sees_whom_it_touches(item: str, signed_in: Opened) -> None:
    officer = signed_in("province_officer")
    officer.go(item)
    officer.page.get_by_role("link", name="修改", exact=True).click()
    officer.check_at_both("policy-editor")
    page = officer.page
    page.get_by_role("button", name="添加条件").press("Enter")
    page.get_by_label("条件", exact=True).last.select_option("age")
    page.get_by_label("值（周岁）").wait_for()
    page.get_by_label("比较").last.select_option("gte")
    page.get_by_label("值（周岁）").fill("60")
    page.get_by_label("修改原因").fill("省民政厅通知")
    officer.check_at_both("policy-editor-filled")
    page.get_by_role("button", name="查看影响").last.press("Enter")
    page.get_by_role("heading", name="确认修改").wait_for()
    officer.check_at_both("policy-check")
    assert "年龄60岁以上（含）" in page.inner_text("main")
    page.get_by_role("button", name="确认修改").press("Enter")
    page.wait_for_url(f"**{item}")
    assert "历次版本（2个）" in page.inner_text("main")
    officer.check_at_both("policy-item")
    officer.go(f"{item}records/")
    page.get_by_role("button", name="添加记录内容").press("Enter")
    officer.check_at_both("policy-records")
    officer.go("/policy/compare/?one=gz-2017&other=cn-2016")
    page.locator(".differing summary").first.press("Enter")
    officer.check_at_both("policy-compare")
    officer.go("/policy/figures/")
    officer.check_at_both("policy-figures")
    assert PolicyItem.objects.filter(reason="省民政厅通知").count() == 1
