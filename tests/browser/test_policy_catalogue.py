"""政策目录 in a browser: from the list to one item, at desk and phone width."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Opened
from tests.conftest import catalogue  # noqa: F401  (in the world of the browser's tests)


def test_clerk_reads_from_the_plan_to_the_item(
    catalogue: dict[str, Any],  # noqa: F811
    signed_in: Opened,
) -> None:
    clerk = signed_in("clerk")
    clerk.go("/policy/")
    clerk.check_at_both("policy-list")
    clerk.page.get_by_role("link", name="贵州省贫困残疾人脱贫攻坚行动计划").click()
    clerk.check_at_both("policy-plan")
    clerk.page.get_by_role("link", name="提高贫困残疾人医疗和康复服务保障水平").click()
    clerk.check_at_both("policy-measure")
    clerk.page.get_by_role("link", name="基本康复服务", exact=True).click()
    clerk.page.locator("summary").click()
    clerk.check_at_both("policy-item")
    assert "何为已享受" in clerk.page.inner_text("main")
