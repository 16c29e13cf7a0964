"""Bench ``import``: one roster by our whole path (read, check, preview, merge, history, facts) and by peers.

Each variant runs in a process of its own on an empty registry, in turns; what it left is
compared by a digest. ``python -m tests.bench.importing VARIANT ROWS`` is one such process.
"""

from __future__ import annotations

import gc
import json
import pickle
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import ground

SLOW = ("import_export_rows",)
GOALS = {
    10_000: {"import_export_rows": 60, "import_export_bulk": 8, "bulk_create": 2.5, "copy_limit": 0.25},
    100_000: {"import_export_bulk": 12, "bulk_create": 3, "copy_limit": 0.25},
}
_CLEAN = ground.FOLDER / "clean.pickle"


def cases(quick: bool) -> list[dict[str, Any]]:
    sizes = {2_000: GOALS[10_000]} if quick else GOALS
    return [_case(rows, goals, quick) for rows, goals in sizes.items()]


def _case(rows: int, goals: dict[str, float], quick: bool) -> dict[str, Any]:
    ground.roster(rows)
    runs = 3
    seconds: dict[str, list[float]] = {name: [] for name in ("ours", *goals)}
    peaks: list[float] = []
    digests: dict[str, str] = {}
    for turn in range(runs):
        for name in seconds:
            if turn and name in SLOW:
                continue
            told = _in_its_process(name, rows)
            seconds[name].append(told["seconds"])
            digests[name] = told["digest"]
            if name == "ours":
                peaks.append(told["peak_mb"])
    ours = median(seconds["ours"])
    return {
        "bench": "import",
        "case": str(rows),
        "rows": rows,
        "seconds": round(ours, 3),
        "peak_mb": round(max(peaks)),
        "runs": runs,
        "same_outcome": len(set(digests.values())) == 1,
        "ratios": {name: round(median(seconds[name]) / ours, 2) for name in goals},
        "goals": goals,
    }


def _in_its_process(name: str, rows: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.importing", name, str(rows)],
        cwd=ground.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stderr[-3000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _ours(content: bytes) -> None:
    from foundation.accounts.models import User
    from foundation.areas.models import Area
    from foundation.areas.scope import opened
    from foundation.jobs.running import work_at
    from households.roster.intake import confirm_roster, take_in_roster

    by, area, today = User.objects.get(username="bench"), Area.objects.get(code=ground.COUNTY), ground.TODAY
    appointment = by.appointment_on(today)
    assert appointment is not None
    scope = appointment.scope(today)
    with opened(scope):
        roster = take_in_roster(content=content, name="花名册.xlsx", area=area, by=by, on=today)
    work_at(roster.check_run_id)
    with opened(scope):
        run = confirm_roster(roster=roster, area=area, by=by, on=today)
    work_at(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.error


def one(name: str, rows: int) -> dict[str, Any]:
    """One variant on an empty registry; the clock starts when everything is imported and connected."""
    import django

    django.setup()
    from tests.bench import import_peers
    from tests.bench.digest import digest

    content = ground.roster(rows).read_bytes()
    work: Any = _ours if name == "ours" else getattr(import_peers, name)
    given: Any = pickle.loads(_CLEAN.read_bytes()) if name == "copy_limit" else content
    ground.empty_registry()
    gc.collect()
    began = time.perf_counter()
    work(given)
    seconds = time.perf_counter() - began
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    if name == "ours":
        _CLEAN.write_bytes(pickle.dumps(import_peers.copied_out()))
    return {"seconds": seconds, "peak_mb": peak / 1024, "digest": digest()}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    print(json.dumps(one(sys.argv[1], int(sys.argv[2]))))
