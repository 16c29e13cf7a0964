"""All items of a plan counted for a prefecture or the province in the background, kept with their day.

One chunk for the items of persons, one for those of households, one for those of areas: each reads its
rows once, however many items there are. The counts travel in the cursor and end in the run's result, so
that the page of a large area shows every item at once and says of which day.
"""

from __future__ import annotations

from datetime import date

from assessment.entitlements.tally import SUBJECTS, Counts, count_items, make_room
from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.jobs.kinds import Progress, RunKind, UnableToRun
from foundation.jobs.models import Run
from foundation.jobs.running import ask_for_run
from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.policy.plans import items_of

KIND = "count_entitlements"
# By the key of the item's version, as JSON has it.
Kept = dict[str, Counts]


def ask_for_counts(*, plan: PolicyPlan, area: Area, by: User, on: date) -> Run:
    """Raises UnableToAsk while the same count is under way."""
    return ask_for_run(kind=KIND, area=area, by=by, key=plan.slug, plan=plan.slug, on=on.isoformat())


def newest_counts(plan: PolicyPlan, *, area: Area, scope: Scope) -> Run | None:
    """The newest run that was not stopped and did not fail; live or done."""
    runs = scope.rows(Run).of_kind(KIND).filter(area_code=area.code, key=plan.slug)
    found: Run | None = runs.filter(state__in=[*Run.LIVE, Run.State.DONE]).newest_first().first()
    return found


def kept_counts(plan: PolicyPlan, *, area: Area, scope: Scope) -> tuple[Kept, date | None]:
    """By the key of the item's version, and the day that they are of."""
    runs = scope.rows(Run).of_kind(KIND).filter(area_code=area.code, key=plan.slug, state=Run.State.DONE)
    run = runs.newest_first().first()
    if run is None:
        return {}, None
    return run.result["counts"], date.fromisoformat(run.parameters["on"])


def judged_items(plan: PolicyPlan, *, on: date) -> list[PolicyItem]:
    """Every action, measure and benefit item with a rule, in the version of the day."""
    kinds = (PolicyItem.Kind.ACTION, PolicyItem.Kind.MEASURE, PolicyItem.Kind.BENEFIT)
    return [item for kind in kinds for item in items_of(plan, kind, on) if item.nature]


def count(run: Run) -> Progress:
    """The items of the next kind of subject, over everybody in the area."""
    on = date.fromisoformat(run.parameters["on"])
    plan = PolicyPlan.objects.get(slug=run.parameters["plan"])
    appointment = run.asked_by.appointment_on(on)
    if appointment is None:
        raise UnableToRun("发起人已不在任，请由在任的同事重新统计。")
    items = judged_items(plan, on=on)
    place, counts = int(run.cursor.get("place", 0)), dict(run.cursor.get("counts", {}))
    make_room()
    for per in SUBJECTS[place : place + 1]:
        group = [item for item in items if item.per == per]
        area = Area.objects.get(code=run.area_code)
        found = count_items(group, scope=appointment.scope(on), area=area, on=on)
        counts |= {str(key): counted for key, counted in found.items()}
    finished = place + 1 >= len(SUBJECTS)
    return Progress(
        cursor={"place": place + 1, "counts": counts},
        done=len(counts),
        total=len(items),
        sentence=f"已统计{len(counts)}项，共{len(items)}项",
        finished=finished,
        result={"counts": counts} if finished else {},
    )


RUN_KIND = RunKind(KIND, "政策落实统计", "see_entitlements", count)
