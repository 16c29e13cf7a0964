"""``make bench [NAME=import] [QUICK=1]``: a table for people, one JSON line a case in build/bench.jsonl."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from tests.bench import entitle, ground, importing, lists, reading

BENCHES: dict[str, Callable[[bool], list[dict[str, Any]]]] = {
    "entitle": entitle.cases,
    "import": importing.cases,
    "lists": lists.cases,
    "read": reading.cases,
}


def main(words: list[str]) -> int:
    quick = "--quick" in words
    names = [word for word in words if not word.startswith("--")] or list(BENCHES)
    if unknown := [name for name in names if name not in BENCHES]:
        print(f"no such bench: {', '.join(unknown)}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    with ground.services():
        for name in names:
            for case in BENCHES[name](quick):
                _tell(case)
                goals = case.pop("goals")
                with (ground.ROOT / "build" / "bench.jsonl").open("a") as file:
                    file.write(json.dumps({**case, "commit": commit}, ensure_ascii=False) + "\n")
                del goals
    return 0


def _tell(case: dict[str, Any]) -> None:
    same = "same outcome" if case["same_outcome"] else "OUTCOMES DIFFER"
    print(f"{case['bench']} {case['case']}: {case['seconds']} s, peak {case['peak_mb']} MB, {same}")
    for peer, ratio in case["ratios"].items():
        goal = case["goals"][peer]
        print(f"  {peer:<22}{ratio:>8.2f}   goal ≥ {goal:<6} {'' if ratio >= goal else 'missed'}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
