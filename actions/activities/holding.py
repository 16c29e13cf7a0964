"""An activity with the list of who attended it: entered, corrected, people taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.activities.kinds import kinds_of
from actions.models import Activity, ActivityKind, Attendance, Enrolment
from foundation.accounts.models import User
from foundation.areas.codes import code_range
from foundation.policy.models import PolicyItem
from households.models import Person

MOST_PEOPLE = 500


class UnableToHold(Exception):
    """Why an activity or its list cannot be kept, in words for the clerk."""


@dataclass(frozen=True)
class Held:
    """What is told of an activity."""

    area_code: int
    name: str
    starts_on: date
    last_on: date | None = None
    organiser: str = ""
    place: str = ""
    hours: Decimal = Decimal(0)
    places: int | None = None
    fund_yuan: Decimal | None = None
    fund_source: str = ""
    document: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Attended:
    person: Person
    hours: Decimal = Decimal(0)
    result: str = ""


@transaction.atomic
def hold_activity(
    *,
    action: PolicyItem,
    kind: str,
    held: Held,
    attended: Sequence[Attended],
    by: User,
    on: date,
    item: str = "",
) -> Activity:
    """A new activity of the action and everybody who attended it."""
    if kind not in kinds_of(action.slug):
        raise UnableToHold(f"“{action.name}”没有这类活动。")
    if (item or action.benefit_slugs) and item not in action.benefit_slugs:
        raise UnableToHold(f"“{action.name}”包含几个项目，请从其中一个项目登记。")
    _check(held, by=by, on=on)
    activity = Activity(action=action.slug, item=item, kind=kind, created_by=by, **asdict(held))
    _save(activity)
    _keep_list(activity, attended, by=by)
    return activity


@transaction.atomic
def change_activity(
    *, activity: Activity, held: Held, attended: Sequence[Attended], by: User, on: date
) -> Activity:
    """Corrected; who is no longer named is taken off the list."""
    kept: Activity = Activity.objects.select_for_update().get(pk=activity.pk)
    _check(held, by=by, on=on)
    _check_inside(kept.area_code, by=by, on=on)
    # The database refuses hours below what somebody attended: the list is written before fewer
    # hours and after more.
    more = held.hours >= kept.hours
    for name, value in asdict(held).items():
        setattr(kept, name, value if more or name != "hours" else kept.hours)
    _save(kept)
    _keep_list(kept, attended, by=by, most=held.hours)
    if not more:
        kept.hours = held.hours
        _save(kept)
    return kept


def _check(held: Held, *, by: User, on: date) -> None:
    _check_inside(held.area_code, by=by, on=on)
    if not held.name.strip():
        raise UnableToHold("请填写活动名称。")
    if held.last_on is not None and held.last_on < held.starts_on:
        raise UnableToHold("结束日期不能早于开始日期。")
    if held.hours < 0 or (held.fund_yuan is not None and held.fund_yuan < 0):
        raise UnableToHold("时长和经费不能为负数。")


def _check_inside(area_code: int, *, by: User, on: date) -> None:
    appointment = by.appointment_on(on)
    if appointment is None or area_code not in appointment.area.range:
        raise UnableToHold("该活动不在您负责的区域内，由举办的县、乡登记。")


def _save(activity: Activity) -> None:
    try:
        with transaction.atomic():
            activity.save()
    except IntegrityError as error:
        if "activity_once" in str(error):
            raise UnableToHold(
                f"{activity.starts_on:%Y-%m-%d}已登记过同名的“{activity.name}”，请打开原记录更正。"
            ) from error
        raise


def _keep_list(
    activity: Activity, attended: Sequence[Attended], *, by: User, most: Decimal | None = None
) -> None:
    """One row a person; a person named again comes back on the list."""
    hours = activity.hours if most is None else most
    if len(attended) > MOST_PEOPLE:
        raise UnableToHold(f"一次活动最多登记{MOST_PEOPLE}人；更多的请分班登记。")
    for one in attended:
        _check_attended(activity, one, hours)
    rows = [
        Attendance(
            activity=activity, activity_hours=activity.hours, person=one.person, hours=one.hours,
            household_id=one.person.household_id, area_code=one.person.area_code, result=one.result,
            created_by=by,
        )
        for one in attended
    ]  # fmt: skip
    named = [row.person_id for row in rows]
    gone = Attendance.objects.standing().filter(activity=activity).exclude(person_id__in=named)
    gone.update(withdrawn=True, hours=0, updated_at=timezone.now())
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["activity", "person"],
        update_fields=["hours", "result", "withdrawn", "updated_at"],
    )


def _check_attended(activity: Activity, one: Attended, hours: Decimal) -> None:
    person = one.person
    if person.area_code not in code_range(activity.area_code):
        raise UnableToHold(f"{person.name}不在举办区域内；请把举办区域改大，或由其所在地登记。")
    if not 0 <= one.hours <= hours:
        raise UnableToHold(f"{person.name}的参加时长{one.hours}小时超出了活动时长{hours}小时。")
    if activity.kind == ActivityKind.PUBLICITY and not _consents(person):
        raise UnableToHold(f"{person.name}没有“本人同意宣传”的记录，不能列入宣传活动。")


def _consents(person: Person) -> bool:
    enrolled = Enrolment.objects.filter(person=person, action="model-cases").exclude(stage="left")
    return enrolled.filter(details__contains={"consent": True}).exists()
