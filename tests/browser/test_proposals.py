"""A story in a browser: the cadre corrects on his phone, the township takes a part of it, he reads why."""

from __future__ import annotations

from households.models import Household, Proposal
from tests.browser.conftest import DESK, PHONE, Opened
from tests.households.entries import without_policy
from tests.world import World, household, pair, person


def test_cadre_proposes_the_township_takes_a_part_and_he_reads_why(world: World, signed_in: Opened) -> None:
    without_policy()
    home = household(members=[person(name="王建国", level=1)], head_name="王建国", group_name="一组")
    pair(home, world.cadre)
    cadre = signed_in("cadre", PHONE)
    cadre.go(f"/households/{home.pk}/")
    cadre.page.get_by_role("link", name="更正户信息").click()
    cadre.check("proposing")
    cadre.page.get_by_label("村民组").fill("二组")
    cadre.page.get_by_label("备注").fill("屋顶漏雨")
    cadre.page.get_by_role("button", name="提交建议").click()
    cadre.page.wait_for_selector("text=建议已提交")
    cadre.check("proposal-of-mine")
    Household.objects.filter(pk=home.pk).update(group_name="三组", version=home.version + 1)

    clerk = signed_in("township_clerk", DESK)
    clerk.go("/proposals/")
    clerk.check("proposals")
    clerk.page.get_by_role("link", name="王建国户").click()
    clerk.page.wait_for_selector("text=提出建议时为“一组”，其后已由别人改动")
    clerk.check("proposal-to-decide")
    clerk.page.get_by_label("答复").fill("村民组以派出所登记为准")
    clerk.page.get_by_role("button", name="采纳所选").click()
    clerk.page.wait_for_selector("text=王建国户的登记已更新")

    cadre.page.locator(".site-nav-toggle").click()
    cadre.page.get_by_label("主导航").get_by_role("link", name="登记建议").click()
    cadre.page.wait_for_selector("text=村民组以派出所登记为准")
    cadre.check("proposals-of-mine")
    cadre.page.get_by_role("link", name="王建国户").click()
    cadre.page.wait_for_selector("text=未采纳")
    cadre.check("proposal-decided")
    home.refresh_from_db()
    assert (home.note, home.group_name, Proposal.objects.get().state) == ("屋顶漏雨", "三组", "partly")
