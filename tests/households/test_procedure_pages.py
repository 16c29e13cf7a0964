"""Procedures on their pages: begun in the village, confirmed by the county's lead."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from foundation.accounts.models import AccessRecord
from households.models import Procedure, ProcedureStep
from tests.households.cases import figures, opened, surveyed, with_steps
from tests.households.entries import without_policy, words
from tests.world import World, household

DAY = date(2018, 6, 1)


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()
    figures()


def test_village_begins_and_records_and_is_told_who_does_the_next(world: World) -> None:
    home = household(poverty_status="lifted", lifted_year=2016)
    liaison, file = world.signed_in(world.liaison), f"/households/{home.pk}/"
    assert "启动返贫认定" in words(liaison, file)

    answer = liaison.post(f"{file}procedures/open/fall_back/", {"reason": "因病"})
    case = answer["Location"]
    for kind in ("application", "review", "check"):
        sent = {"held_on": f"{DAY}", "responsible": "村支书 张三", "document": "会议记录2号"}
        assert liaison.post(f"{case}steps/{kind}/", sent).status_code == 302
    wrong = {"held_on": f"{DAY}", "until": "2018-06-03", "responsible": "张三", "document": "公示"}
    told = liaison.post(f"{case}steps/first_notice/", wrong)
    assert (told.status_code, "只有3天，不足7天" in told.content.decode()) == (422, True)
    assert "不少于7天（依据：测试）" in told.content.decode()
    liaison.post(f"{case}steps/first_notice/", wrong | {"until": "2018-06-07"})

    page = words(liaison, case)
    assert "“乡镇审核”由乡镇登记。" in page
    assert "会议记录2号" in page
    assert liaison.get(f"{case}confirm/").status_code == 403
    assert ProcedureStep.objects.filter(created_by=world.liaison).count() == 4


def test_lead_sees_what_is_missing_confirms_and_revokes(world: World) -> None:
    home = household()
    survey = surveyed(home, housing_ok=None)
    procedure = with_steps(opened(home, "lift", world.clerk), world.clerk, on=timezone.localdate())
    lead, case = world.signed_in(world.lead), f"/households/{home.pk}/procedures/{procedure.pk}/"

    page = words(lead, case)
    assert "“住房安全有保障”未达到或未核实" in page
    assert "退出标准3535.00元（2018年，依据：测试文件）" in page
    refused = lead.post(f"{case}confirm/", {"decided_on": "2018-06-30"})
    assert (refused.status_code, "还不能确认" in refused.content.decode()) == (422, True)
    survey.housing_ok = True
    survey.save(update_fields=["housing_ok"])
    assert lead.post(f"{case}confirm/", {"decided_on": "2018-06-30"}).status_code == 302

    home.refresh_from_db()
    assert home.poverty_status == "lifted"
    record = AccessRecord.objects.get(kind="confirmed")
    assert (record.subject, record.reason) == (f"household:{home.pk}", "脱贫退出")
    assert lead.post(f"{case}revoke/", {"reason": "公示期有异议"}).status_code == 302
    assert "公示期有异议" in words(lead, case)
    home.refresh_from_db()
    assert home.poverty_status == "identified"


def test_running_procedures_are_listed_with_what_is_due(world: World) -> None:
    home, other, done = household(head_name="张大山"), household(head_name="李二水"), household()
    opened(home, "lift", world.clerk)
    opened(other, "leave", world.clerk, leaving="died")
    ended = opened(done, "lift", world.clerk)
    lead = world.signed_in(world.lead)
    lead.post(f"/households/{done.pk}/procedures/{ended.pk}/end/", {"reason": "本人不同意"})

    page = words(world.signed_in(world.township_clerk), "/households/procedures/")
    assert page.count("<tr>") == 3
    assert "民主评议" in page
    assert done.head_name not in page
    assert "李二水" not in words(lead, "/households/procedures/?kind=lift")
    assert Procedure.objects.get(pk=ended.pk).closing_reason == "本人不同意"
