"""Background runs: in chunks, once, stopped and taken up again, with the asker's rights as of the run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from foundation.accounts.models import Appointment
from foundation.jobs import kinds
from foundation.jobs.kinds import Progress, RunKind, UnableToRun, register_kind
from foundation.jobs.models import Run
from foundation.jobs.running import (
    UnableToAsk,
    ask_for_run,
    resume_run,
    stop_run,
    waiting_run_ids,
    work_at,
)
from households.models import Household
from tests import world as w
from tests.world import World, household


class Counting:
    """A kind of work in three chunks that writes down each chunk and what it could see."""

    def __init__(self) -> None:
        self.chunks: list[int] = []
        self.seen: list[int] = []
        self.before: dict[int, Any] = {}

    def work(self, run: Run) -> Progress:
        chunk = run.cursor.get("chunk", 0)
        if chunk in self.before:
            self.before.pop(chunk)()
        self.chunks.append(chunk)
        self.seen.append(Household.objects.count())
        finished = chunk == 2
        return Progress({"chunk": chunk + 1}, chunk + 1, 3, f"第{chunk + 1}步", finished, {"chunks": 3})


@pytest.fixture
def counting() -> Iterator[Counting]:
    work = Counting()
    register_kind(RunKind("count", "清点", "import_roster", work.work))
    yield work
    kinds._KINDS.pop("count")


@pytest.fixture
def run(world: World, counting: Counting) -> Run:
    household(w.VILLAGE)
    household(w.NEXT_VILLAGE)
    return ask_for_run(kind="count", area=world.county, by=world.clerk, key="a")


def test_run_goes_through_its_chunks_in_the_scope_of_the_asker(run: Run, counting: Counting) -> None:
    work_at(run.pk)

    run.refresh_from_db()
    assert (run.state, run.done, run.total, run.sentence) == ("done", 3, 3, "第3步")
    assert counting.chunks == [0, 1, 2]
    assert counting.seen == [1, 1, 1]


def test_second_delivery_does_nothing(run: Run, counting: Counting) -> None:
    work_at(run.pk)
    work_at(run.pk)

    assert counting.chunks == [0, 1, 2]


def test_same_work_is_not_asked_for_twice_while_it_is_live(world: World, run: Run) -> None:
    with pytest.raises(UnableToAsk, match="六枝特区的同一项清点正在进行"):
        ask_for_run(kind="count", area=world.county, by=world.clerk, key="a")

    work_at(run.pk)
    assert ask_for_run(kind="count", area=world.county, by=world.clerk, key="a").pk != run.pk


def test_run_stops_between_chunks_and_goes_on_from_there(run: Run, counting: Counting) -> None:
    counting.before[1] = lambda: stop_run(run)
    work_at(run.pk)
    run.refresh_from_db()
    assert (run.state, counting.chunks) == ("stopped", [0, 1])

    resume_run(run)
    work_at(run.pk)
    run.refresh_from_db()
    assert (run.state, counting.chunks) == ("done", [0, 1, 2])


def test_waiting_run_stops_at_once(run: Run, counting: Counting) -> None:
    stop_run(run)
    work_at(run.pk)

    run.refresh_from_db()
    assert (run.state, counting.chunks) == ("stopped", [])


def test_run_whose_worker_died_is_found_and_taken_over(run: Run, counting: Counting) -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    Run.objects.filter(pk=run.pk).update(
        state="running", heartbeat_at=long_ago, cursor={"chunk": 1}, attempts=1
    )

    assert waiting_run_ids() == [run.pk]
    work_at(run.pk)

    assert counting.chunks == [1, 2]


def test_run_that_is_worked_at_is_left_alone(run: Run, counting: Counting) -> None:
    Run.objects.filter(pk=run.pk).update(state="running", heartbeat_at=timezone.now(), attempts=1)

    work_at(run.pk)

    assert counting.chunks == []


def test_failing_chunk_leaves_nothing_behind_and_tells_why(run: Run, counting: Counting) -> None:
    def spoil() -> None:
        Household.objects.update(note="半途")
        raise UnableToRun("名单中断，请重新上传。")

    counting.before[1] = spoil
    work_at(run.pk)

    run.refresh_from_db()
    assert (run.state, run.error, run.cursor) == ("failed", "名单中断，请重新上传。", {"chunk": 1})
    assert not Household.objects.filter(note="半途").exists()


def test_unexpected_error_is_told_without_its_details(run: Run, counting: Counting) -> None:
    counting.before[0] = lambda: 1 / 0
    work_at(run.pk)

    run.refresh_from_db()
    assert run.state == "failed"
    assert run.error.startswith("系统内部错误")
    assert "division" not in run.error


def test_run_that_kills_its_worker_again_and_again_is_given_up(run: Run, counting: Counting) -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    Run.objects.filter(pk=run.pk).update(state="running", heartbeat_at=long_ago, attempts=5)

    work_at(run.pk)

    run.refresh_from_db()
    assert (run.state, counting.chunks) == ("failed", [])


def test_asker_whose_appointment_ended_meanwhile_gets_nothing(
    world: World, run: Run, counting: Counting
) -> None:
    Appointment.objects.filter(user=world.clerk).update(ends_on=timezone.localdate())

    work_at(run.pk)

    run.refresh_from_db()
    assert (run.state, counting.chunks) == ("failed", [])
    assert "没有办理“清点”的权限" in run.error


def test_asker_who_moved_to_another_county_gets_nothing(world: World, run: Run, counting: Counting) -> None:
    Appointment.objects.filter(user=world.clerk).update(area_id=w.NEXT_COUNTY)

    work_at(run.pk)

    run.refresh_from_db()
    assert (run.state, counting.chunks) == ("failed", [])


def test_runs_of_another_county_are_not_seen(world: World, run: Run) -> None:
    with world.seen_by(world.clerk_next_door) as scope:
        assert Run.objects.count() == 0
        assert scope.rows(Run).count() == 0
    with world.seen_by(world.clerk) as scope:
        assert scope.rows(Run).count() == 1
