"""Bench ``lists``: pages of a county's list and searches of the province, in the real scope, beside peers.

Ours is every statement of the product's page (opener, capped count, rows with facts and cadre, names of
villages) as its own code writes them, sent as ``app_login`` behind row-level security. ``keyset`` is one
bare primary-key page of the same size on the same server, without scope. Both at 32 connections, in turns;
``seconds`` and ratios of pages are 95th percentiles, those of searches medians over ten words.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

from tests.bench import ground, province

GOALS: dict[str, dict[str, float]] = {
    "first": {"keyset": 0.33},
    "deep": {"keyset": 0.33},
    "search_name": {"trigram": 15},
    "search_tail": {"scan": 10},
}
PROCESSES, THREADS, TURNS, WORDS = 4, 8, 3, 10
Page = list[str]


def cases(quick: bool) -> list[dict[str, Any]]:
    environment = province.prepared(quick)
    command = [sys.executable, "-m", "tests.bench.lists", *(["--quick"] if quick else [])]
    done = subprocess.run(
        command, cwd=ground.ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    made: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return made


def measured(quick: bool) -> list[dict[str, Any]]:
    """In a process on the province."""
    import django

    django.setup()
    from tests.bench import list_pages

    list_pages.lay_out_peers()
    rng = random.Random(7)
    rounds = 30
    made = []
    for case, pages in (("first", list_pages.first_pages(rng)), ("deep", list_pages.deep_pages(rng))):
        made.append(_paged(case, pages, list_pages.bare_pages(rng), rounds))
    for case, words in (
        ("search_name", list_pages.names(rng, WORDS)),
        ("search_tail", list_pages.tails(rng, WORDS)),
    ):
        made.append(_searched(case, [list_pages.by_name, list_pages.by_tail][case == "search_tail"], words))
    return made


def _paged(case: str, pages: tuple[list[Page], bool], bare: list[Page], rounds: int) -> dict[str, Any]:
    ours, same = pages
    times: dict[str, list[float]] = {"ours": [], "keyset": []}
    for _ in range(TURNS):
        times["ours"].append(_p95("APP_DATABASE_URL", ours, rounds))
        times["keyset"].append(_p95("DATABASE_URL", bare, rounds))
    return _told(case, 50, {name: median(found) for name, found in times.items()}, same)


def _p95(login: str, pages: list[Page], rounds: int) -> float:
    """95th percentile of one page at 32 connections, each asking again as soon as it is answered."""
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        found = pool.map(_visits, [(os.environ[login], pages, rounds, seed) for seed in range(PROCESSES)])
    return quantiles([seconds for times in found for seconds in times], n=20)[-1]


def _visits(given: tuple[str, list[Page], int, int]) -> list[float]:
    url, pages, rounds, seed = given
    times: list[float] = []

    def visit(number: int) -> None:
        rng = random.Random(seed * THREADS + number)
        run = connected(url)
        for turn in range(rounds + 5):
            page = rng.choice(pages)
            began = time.perf_counter()
            run(page)
            if turn >= 5:
                times.append(time.perf_counter() - began)

    threads = [threading.Thread(target=visit, args=[number]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def connected(url: str) -> Callable[[Page], list[Any]]:
    """Runs the statements of a page in a transaction; the rows of the last but the names."""
    import psycopg2

    connection = psycopg2.connect(url)

    def run(page: Page) -> list[Any]:
        rows: list[Any] = []
        with connection, connection.cursor() as cursor:
            for statement in page:
                cursor.execute(statement)
                rows.append(cursor.fetchall())
        return rows

    return run


def _searched(case: str, pages_of: Any, words: list[str]) -> dict[str, Any]:
    """Word by word, ours and the peer's in turns on one connection each."""
    ours, peer = connected(os.environ["APP_DATABASE_URL"]), connected(os.environ["DATABASE_URL"])
    (name,) = GOALS[case]
    times: dict[str, list[float]] = {"ours": [], name: []}
    same = True
    for turn in range(TURNS + 1):
        for word in words:
            page, theirs = pages_of(word)
            began = time.perf_counter()
            found = ours(page)
            between = time.perf_counter()
            expected = peer(theirs)
            if turn:  # the first turn warms both
                times["ours"].append(between - began)
                times[name].append(time.perf_counter() - between)
            same &= found[-1] == expected[-1]
    return _told(case, len(words), {key: median(found) for key, found in times.items()}, same)


def _told(case: str, rows: int, times: dict[str, float], same: bool) -> dict[str, Any]:
    ours = times["ours"]
    return {
        "bench": "lists",
        "case": case,
        "rows": rows,
        "seconds": round(ours, 5),
        "peak_mb": 0,
        "runs": TURNS,
        "same_outcome": same,
        "ratios": {name: round(seconds / ours, 2) for name, seconds in times.items() if name != "ours"},
        "goals": GOALS[case],
    }


if __name__ == "__main__":
    print(json.dumps(measured("--quick" in sys.argv)))
