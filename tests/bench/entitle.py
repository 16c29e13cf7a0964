"""Bench ``entitle``: every item of the plan counted over the province by the product's own run.

``scan`` reads every row of the same tables once: what no statement over them can do without. The run
is asked for by a province officer and works in his scope, behind row-level security, as on the worker.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import date
from typing import Any

from tests.bench import ground, province

GOALS = {"scan": 0.033}
TABLES = [
    "households_household",
    "households_person",
    "households_personfacts",
    "households_householdfacts",
    "households_pairing",
    "households_visit",
    "households_factstatement",
    "support_measures_personbenefitfacts",
    "support_measures_householdbenefitfacts",
    "support_measures_benefitrecord",
    "actions_enrolment",
]


def cases(quick: bool) -> list[dict[str, Any]]:
    environment = province.prepared(quick)
    command = [sys.executable, "-m", "tests.bench.entitle", *(["--quick"] if quick else [])]
    done = subprocess.run(
        command, cwd=ground.ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return [json.loads(done.stdout.splitlines()[-1])]


def measured(quick: bool) -> dict[str, Any]:
    """In a process on the province. The scan before and after: a warm cache for both."""
    import django

    django.setup()
    from foundation.jobs.models import Run

    before = _scan()
    seconds, run = _counted()
    scan = min(before, _scan())
    people = sum(counts["all"] for counts in run.result["counts"].values())
    same = _same_as_lists(run)
    Run.objects.filter(pk=run.pk).delete()
    return {
        "bench": "entitle",
        "case": "province-quick" if quick else "province",
        "rows": people,  # judged: each item once over everybody
        "items": run.total,
        "seconds": round(seconds, 2),
        "scan_seconds": round(scan, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "runs": 1,
        "same_outcome": same,
        "ratios": {"scan": round(scan / seconds, 4)},
        "goals": GOALS,
    }


def _counted() -> tuple[float, Any]:
    from django.utils import timezone

    from assessment.entitlements.counting import KIND, ask_for_counts
    from config.demo.world import REFERENCE
    from foundation.areas.models import Area
    from foundation.areas.scope import opened
    from foundation.jobs.models import Run
    from foundation.jobs.running import work_at
    from foundation.policy.plans import plan_for_area

    today = timezone.localdate()
    by = _officer(today)
    area = Area.objects.get(code=province.PROVINCE)
    Run.objects.of_kind(KIND).delete()
    with opened(by.appointment_on(today).scope(today)):
        # The day that the generated records lead up to.
        run = ask_for_counts(plan=plan_for_area(area, REFERENCE), area=area, by=by, on=REFERENCE)
    began = time.perf_counter()
    work_at(run.pk)
    seconds = time.perf_counter() - began
    run.refresh_from_db()
    assert run.state == "done", run.error
    return seconds, run


def _officer(today: date) -> Any:
    from foundation.accounts.models import Appointment, User

    user = User.objects.filter(username="bench-officer").first()
    if user is None:
        user = User.objects.create_user("bench-officer", full_name="测试")
        Appointment.objects.create(
            user=user, role="province_officer", area_id=province.PROVINCE, starts_on=date(2016, 1, 1)
        )
    assert user.appointment_on(today) is not None
    return user


def _scan() -> float:
    """Every row of the tables once, on one connection; each row is looked at, not only counted."""
    from django.db import connection

    seconds = 0.0
    with connection.cursor() as cursor:
        cursor.execute("set max_parallel_workers_per_gather = 0")
        for table in TABLES:
            began = time.perf_counter()
            cursor.execute(f"select count(*) from {table} t where t.area_code is not null")
            cursor.fetchone()
            seconds += time.perf_counter() - began
        cursor.execute("reset max_parallel_workers_per_gather")
    return seconds


def _same_as_lists(run: Any) -> bool:
    """Three of the items: the kept counts are as many as their lists have rows."""
    from assessment.entitlements.lists import LISTS, lists_of
    from foundation.areas.models import Area
    from foundation.policy.models import PolicyItem

    on = date.fromisoformat(run.parameters["on"])
    scope = run.asked_by.appointment_on(on).scope(on)
    area = Area.objects.get(code=province.PROVINCE)
    for key in list(run.result["counts"])[:3]:
        lists = lists_of(PolicyItem.objects.get(pk=int(key)), scope=scope, area=area, on=on)
        listed = {name: lists.of(name).count() for name in LISTS}
        if any(run.result["counts"][key][name] != rows for name, rows in listed.items()):
            return False
    return True


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    print(json.dumps(measured("--quick" in sys.argv)))
