"""Comparing: asking for it, and its run chunk by chunk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from foundation.accounts.models import User
from foundation.areas.codes import code_range
from foundation.areas.models import Area
from foundation.jobs.kinds import Progress, RunKind, UnableToRun
from foundation.jobs.models import Run
from foundation.jobs.running import ask_for_run
from foundation.policy.models import Figure
from foundation.policy.querysets import UnknownFigure
from households.comparison import sql, tasks_sql
from households.comparison.departments import Difference, compared_fields, differences_of
from households.models import Comparison
from households.models.comparison import Outcome

KIND = "compare_lists"
_TOLD = ("made", "again", "open", "settled", "gone")


class UnableToCompare(Exception):
    """It cannot be compared or decided; the message is ready for the user."""


@dataclass(frozen=True)
class Side:
    """A list of a period; without a name, the registry."""

    list_name: str = ""
    period: str = ""


@transaction.atomic
def ask_for_comparison(*, area: Area, left: Side, right: Side, by: User, on: date) -> Comparison:
    """The comparison and its run. Raises ``UnableToAsk`` while the same one is live."""
    if left == right:
        raise UnableToCompare("两边选的是同一份名单，请换一份。")
    bounds = code_range(area.code)
    for side in (left, right):
        values = {"list": side.list_name, "period": side.period, "lo": bounds.lo, "hi": bounds.hi}
        if side.list_name and not sql.fetch(sql.AREAS, values)[0][0]:
            raise UnableToCompare(
                f"{area.name}没有{side.period}的{side.list_name}，请先在“花名册导入”中导入这份名单。"
            )
    try:
        days, urgent = (
            int(Figure.objects.of(kind, area_code=area.code, year=on.year))
            for kind in ("comparison_days", "comparison_days_urgent")
        )
    except UnknownFigure as unknown:
        raise UnableToCompare(f"没有{on.year}年适用的差异办理天数，请先由省残联录入。") from unknown
    comparison = Comparison.objects.create(
        area_code=area.code, left_list=left.list_name, left_period=left.period, right_list=right.list_name,
        right_period=right.period, compared_on=on, days=days, days_urgent=urgent, asked_by=by,
    )  # fmt: skip
    key = f"{left.list_name}-{left.period}-{right.list_name}-{right.period}"
    comparison.run = ask_for_run(kind=KIND, area=area, by=by, key=key, comparison=comparison.pk)
    comparison.save(update_fields=["run"])
    return comparison


def compare(run: Run) -> Progress:
    """First the matching in one chunk, then a chunk for each kind of difference; the counts in the cursor."""
    comparison = Comparison.objects.get(pk=run.parameters["comparison"])
    values = values_of(comparison)
    differences = wanted_differences(comparison)
    step, total = int(run.cursor.get("step", 0)), len(differences) + 1
    told: dict[str, dict[str, int]] = dict(run.cursor.get("tasks", {}))
    if step == 0:
        if not values["areas"]:
            raise UnableToRun("名单中已没有可比对的行，请重新导入后再比对。")
        _match(comparison, values)
        sentence = "已完成人员对应"
    else:
        difference = differences[step - 1]
        told[difference.kind] = raise_tasks(difference, comparison, values, rows=None)
        sentence = f"已核对{step}类差异，需办理{sum(_to_do(one) for one in told.values())}条"
    finished = step + 1 == total
    result: dict[str, Any] = {}
    if finished:
        keep_counts(comparison, told)
        result = {"object_id": comparison.pk, **comparison.counts["sizes"]}
        result["tasks"] = sum(_to_do(one) for one in told.values())
    return Progress(
        cursor={"step": step + 1, "tasks": told}, done=step + 1, total=total, sentence=sentence,
        finished=finished, result=result,
    )  # fmt: skip


def _to_do(told: dict[str, int]) -> int:
    return told["made"] + told["again"] + told["open"]


def values_of(comparison: Comparison) -> dict[str, Any]:
    bounds = code_range(comparison.area_code)
    values: dict[str, Any] = {
        "c": comparison.pk,
        "lo": bounds.lo,
        "hi": bounds.hi,
        "list": comparison.left_list,
        "period": comparison.left_period,
        "other_list": comparison.right_list,
        "other_period": comparison.right_period,
        "on": comparison.compared_on,
    }
    values["areas"] = list(sql.fetch(sql.AREAS, values)[0][0])
    return values


def wanted_differences(comparison: Comparison) -> list[Difference]:
    """Only the newest list of its name leaves tasks: an older one would open again what is settled."""
    wanted = differences_of(comparison.left_list, comparison.right_list)
    return wanted if _is_newest(comparison) else []


def _is_newest(comparison: Comparison) -> bool:
    return not sql.fetch(sql.NEWER, values_of(comparison))[0][0]


def _match(comparison: Comparison, values: dict[str, Any]) -> None:
    with_list = bool(comparison.right_list)
    # Of two lists, everybody on the right one is wanted, wherever it was sent in.
    areas = [comparison.area_code] if with_list else values["areas"]
    for statement in sql.statements(with_list=with_list):
        sql.execute(statement, values | {"areas": areas})
    tell_differences(comparison, values, rows=None)


def tell_differences(comparison: Comparison, values: dict[str, Any], *, rows: list[int] | None) -> None:
    with_list = bool(comparison.right_list)
    more = {} if with_list else compared_fields(comparison.left_list)
    sql.execute(sql.tell_differences(more, with_list=with_list), values | {"rows": rows})


def raise_tasks(
    difference: Difference, comparison: Comparison, values: dict[str, Any], *, rows: list[int] | None
) -> dict[str, int]:
    values = values | {
        "kind": difference.kind,
        "days": comparison.days_urgent if difference.urgent else comparison.days,
        "tells": sql.fetch(sql.TELLS, values)[0][0],
        "rows": rows,
    }
    counts = [int(count) for count in sql.fetch(tasks_sql.raise_tasks(difference), values)[0]]
    gone = sql.execute(tasks_sql.GONE, values) if rows is None else 0
    return dict(zip(_TOLD, [*counts, gone], strict=True))


def keep_counts(comparison: Comparison, told: dict[str, dict[str, int]] | None) -> None:
    sizes = dict.fromkeys(Outcome.values, 0)
    sizes |= {outcome: int(count) for outcome, count in sql.fetch(sql.SIZES, {"c": comparison.pk})}
    comparison.counts = {
        "sizes": sizes,
        "tasks": comparison.counts.get("tasks", {}) if told is None else told,
        "newest": _is_newest(comparison),
    }
    comparison.save(update_fields=["counts"])


RUN_KIND = RunKind(KIND, "数据比对", "import_roster", compare, "comparison:result", "查看比对结果")
