"""Ledgers on their pages and over the API and the commands: asked for, downloaded, nobody else's."""

from __future__ import annotations

import hashlib
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessment.models import Ledger, RiskAlert
from foundation.accounts.models import AccessRecord
from foundation.jobs.models import Run
from tests import world as w
from tests.assessment.cast import AS_OF, home_with, survey, thresholds, worked
from tests.world import World


@pytest.fixture
def ledger(world: World) -> Ledger:
    survey(home_with(house_grade="D"))
    home_with(w.NEXT_VILLAGE)
    world.signed_in(world.clerk).post("/ledgers/", {"period": "2018-06"})
    run = worked(Run.objects.get(kind="produce_ledger"))
    return Ledger.objects.get(run=run)


def test_clerk_asks_for_a_ledger_and_downloads_it(world: World, ledger: Ledger) -> None:
    client = world.signed_in(world.clerk)

    assert f"/ledgers/{ledger.pk}/" in client.get("/ledgers/").content.decode()
    assert ledger.sha256 in client.get(f"/ledgers/{ledger.pk}/").content.decode()
    file = client.get(f"/ledgers/{ledger.pk}/download/")

    assert hashlib.sha256(file.content).hexdigest() == ledger.sha256
    assert "attachment" in file["Content-Disposition"]
    record = AccessRecord.objects.get(kind="downloaded")
    assert (record.user, record.subject) == (world.clerk, f"ledger:{ledger.pk}")
    assert AccessRecord.objects.filter(kind="exported", user=world.clerk).count() == 1


def test_run_leads_to_the_ledger(world: World, ledger: Ledger) -> None:
    page = world.signed_in(world.clerk).get(f"/ledgers/runs/{ledger.run_id}/").content.decode()

    assert f'href="/ledgers/{ledger.pk}/"' in page


@pytest.mark.parametrize("part", ["", "download/"])
def test_another_countys_clerk_finds_no_such_ledger(world: World, ledger: Ledger, part: str) -> None:
    client = world.signed_in(world.clerk_next_door)

    assert client.get(f"/ledgers/{ledger.pk}/{part}").status_code == 404
    assert client.get(f"/ledgers/runs/{ledger.run_id}/").status_code == 404
    assert f"/ledgers/{ledger.pk}/" not in client.get("/ledgers/").content.decode()
    assert not AccessRecord.objects.filter(kind="downloaded").exists()


@pytest.mark.parametrize("name", ["liaison", "cadre", "auditor", "system_admin"])
def test_who_may_not_export_is_refused(world: World, ledger: Ledger, name: str) -> None:
    client = world.signed_in(world.users[name])

    assert client.get("/ledgers/").status_code == 403
    assert client.post("/ledgers/", {"period": "2018-06"}).status_code == 403
    assert client.get(f"/ledgers/{ledger.pk}/download/").status_code == 403


def test_area_of_another_county_cannot_be_chosen(world: World) -> None:
    answer = world.signed_in(world.clerk).post("/ledgers/", {"period": "2018-06", "area": w.NEXT_COUNTY})

    assert "请从列表中选择区域" in answer.content.decode()
    assert not Run.objects.exists()


def test_wrong_period_is_told_on_the_form(world: World) -> None:
    answer = world.signed_in(world.clerk).post("/ledgers/", {"period": "2018-13"})

    assert "期间请填年月" in answer.content.decode()


def test_api_tells_of_alerts_ledgers_and_progress_within_the_scope(world: World, ledger: Ledger) -> None:
    home = home_with()
    alert = RiskAlert.objects.create(
        household=home, area_code=home.area_code, rule="unsafe-house", as_of=AS_OF, sentence="须核实"
    )
    own, neighbour = world.signed_in(world.clerk), world.signed_in(world.clerk_next_door)

    def ids(client: Any, what: str) -> list[int]:
        return [row["id"] for row in client.get(f"/api/v1/{what}/").json()["results"]]

    assert (ids(own, "alerts"), ids(own, "ledgers")) == ([alert.pk], [ledger.pk])
    assert (ids(neighbour, "alerts"), ids(neighbour, "ledgers")) == ([], [])
    assert neighbour.get(f"/api/v1/ledgers/{ledger.pk}/").status_code == 404
    assert own.get(f"/api/v1/ledgers/{ledger.pk}/").json()["sha256"] == ledger.sha256
    progress = own.get("/api/v1/progress/").json()
    assert progress["total"]["counts"]["households"] == 2
    assert {part["name"] for part in progress["parts"]} == {"岩脚镇", "木岗镇"}
    assert own.get(f"/api/v1/progress/{w.TOWNSHIP}/").json()["total"]["counts"]["households"] == 2
    assert own.get(f"/api/v1/progress/{w.NEXT_COUNTY}/").status_code == 404
    assert world.signed_in(world.cadre).get("/api/v1/progress/").status_code == 403


def run_command(*given: str) -> dict[str, Any]:
    out = StringIO()
    call_command(*given, "--json", stdout=out)
    counts: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return counts


def test_commands_do_the_same_work_and_count_it(world: World) -> None:
    thresholds()
    survey(home_with(house_grade="D"), per_head="100")

    detected = run_command(
        "detect_fall_back", "--area", f"{w.COUNTY}", "--as-of", "2018-06-30", "--by", "clerk"
    )
    made = run_command("produce_ledger", "--area", f"{w.COUNTY}", "--period", "2018-06", "--by", "clerk")

    assert (detected["households"], detected["alerts_new"]) == (1, 2)
    assert (made["households"], made["sha256"]) == (1, Ledger.objects.get().sha256)


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (
            ["detect_fall_back", "--as-of", "2018-06-30", "--by", "province_officer"],
            1,
            "您的角色不能开展返贫监测",
        ),
        (["detect_fall_back", "--as-of", "2018-06-30", "--by", "clerk_next_door"], 1, "不负责六枝特区"),
        (["detect_fall_back", "--as-of", "2099-06-30", "--by", "clerk"], 1, "还没有到"),
        (["produce_ledger", "--period", "2018-13", "--by", "clerk"], 1, "期间请填年月"),
        (["produce_ledger", "--period", "2018-06", "--by", "clerk"], 1, "没有登记在册"),
        (["produce_ledger", "--period", "2018-06", "--by", "nobody"], 2, "没有这个账号"),
    ],
)
def test_command_that_is_refused_says_why(world: World, given: list[str], code: int, words: str) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        call_command(*given, "--area", f"{w.COUNTY}")
    assert refused.value.returncode == code
