"""政策目录 in a browser: from the list to one item, at desk and phone width."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import DESK, PHONE, Opened
from tests.conftest import catalogue  # noqa: F401  (in the world of the browser's tests)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_clerk_reads_from_the_plan_to_the_item(
    catalogue: dict[str, Any],  # noqa: F811
    signed_in: Opened,
    viewport: dict[str, int],
) -> None:
    clerk = signed_in("clerk", viewport)
    clerk.go("/policy/")
    clerk.check("policy-list")
    clerk.page.get_by_role("link", name="贵州省贫困残疾人脱贫攻坚行动计划").click()
    clerk.check("policy-plan")
    clerk.page.get_by_role("link", name="提高贫困残疾人医疗和康复服务保障水平").click()
    clerk.check("policy-measure")
    clerk.page.get_by_role("link", name="基本康复服务", exact=True).click()
    clerk.page.locator("summary").click()
    clerk.check("policy-item")
    assert "何为已享受" in clerk.page.inner_text("main")
