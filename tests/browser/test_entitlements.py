"""The lists of the key actions and measures in a browser: from the missed to the recorded."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from households.facts.refreshing import refresh
from households.models import FactStatement
from tests.browser.conftest import Opened
from tests.conftest import catalogue  # noqa: F401  (in the world of the browser's tests)
from tests.world import World, household, person


@pytest.fixture
def missed(world: World, catalogue: dict[str, Any]) -> int:  # noqa: F811
    home = household(members=[person(name="漏领人", level=1)])
    member = home.persons.get()
    FactStatement.objects.create(
        household=home,
        area_code=home.area_code,
        person=member,
        fact="need_long_term_care",
        value=True,
        holds_from=timezone.localdate().replace(day=1),
        basis="乡镇评估",
    )
    refresh(on=timezone.localdate())
    return int(home.pk)


def test_clerk_records_who_was_missed(missed: int, signed_in: Opened) -> None:
    clerk = signed_in("clerk")

    clerk.go("/entitlements/")
    clerk.check_at_both("entitlements")
    clerk.page.get_by_role("link", name="重度残疾人护理补贴").click()
    clerk.check_at_both("entitlement-missed")
    clerk.page.get_by_role("link", name=re.compile("登记.*漏领人")).click()
    clerk.check_at_both("entitlement-record")
    clerk.page.get_by_label("实发").fill("60")
    clerk.page.get_by_role("button", name="保存").click()
    clerk.page.wait_for_url(lambda url: "/entitlements/" in url)
    assert "已登记：漏领人" in clerk.page.inner_text("main")
    clerk.page.get_by_role("navigation", name="名单").get_by_role("link").nth(2).click()
    assert "漏领人" in clerk.page.inner_text("table")
    clerk.go(f"/households/{missed}/")
    clerk.check_at_both("file-with-benefits")


def test_province_sees_why_it_may_not_record(missed: int, signed_in: Opened) -> None:
    officer = signed_in("province_officer")

    officer.go("/entitlements/")
    officer.check_at_both("entitlements-province")
    officer.go("/entitlements/benefit/nursing-allowance/")
    officer.check_at_both("entitlement-refused")
    assert "您的角色不能登记帮扶和待遇" in officer.page.inner_text("main")
