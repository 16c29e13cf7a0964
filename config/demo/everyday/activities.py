"""What was held and built: courses, a volunteers' day, a base, a market, a station that has paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from actions.activities.holding import Attended, Held, hold_activity
from actions.activities.sharing import give_shares, pay_shares
from actions.models import Activity, Share
from config.demo.everyday.desk import Desk
from foundation.policy.models import PolicyItem
from households.models import Person


class Event(NamedTuple):
    action: str
    kind: str
    name: str
    starts_on: date
    last_on: date | None
    hours: int
    places: int
    fund_yuan: int
    attend: int
    who: dict[str, Any]
    item: str = ""


WORKING = {"labour_ability__in": ("ordinary", "skilled", "weak")}
EVENTS = (
    Event(
        "startup-employment", "course", "辣椒栽培实用技术培训班", date(2018, 3, 12), date(2018, 3, 16),
        30, 40, 24000, 28, WORKING,
    ),
    Event(
        "startup-employment", "base", "残疾人刺梨种植扶贫基地", date(2017, 4, 1), None, 0, 60, 300000, 0, {},
    ),
    Event(
        "women-weaving", "course", "蜡染手工编织培训班", date(2018, 4, 9), date(2018, 4, 20),
        60, 30, 36000, 19, {"sex": "female", **WORKING},
    ),
    Event(
        "women-weaving", "market", "民族手工艺品展销会", date(2018, 5, 18), date(2018, 5, 20),
        0, 0, 12000, 0, {},
    ),
    Event(
        "sunshine-volunteers", "volunteers", "全国助残日入户志愿服务", date(2018, 5, 20), None,
        6, 0, 8000, 24, {},
    ),
    Event(
        "education", "course", "残疾人青壮年文盲送教上门", date(2018, 3, 5), date(2018, 6, 29),
        48, 20, 15000, 12,
        {"education": "illiterate", "birth_date__range": (date(1968, 1, 1), date(2003, 1, 1))},
        "literacy-class",
    ),
    Event(
        "ecommerce", "course", "残疾人电商创业培训班", date(2018, 4, 23), date(2018, 4, 27),
        30, 25, 20000, 16, WORKING, "ecommerce-training",
    ),
)  # fmt: skip
STATION_SHARES, YUAN_A_SHARE = 30, Decimal("620.00")


def hold_activities(desk: Desk) -> int:
    count = 0
    for number, event in enumerate(EVENTS):
        action = _action(event.action)
        if action is None or (action.benefit_slugs and event.item not in action.benefit_slugs):
            continue
        _hold(desk, action, event, skip=number * 40)
        count += 1
    return count + _station(desk)


def _action(slug: str) -> PolicyItem | None:
    return PolicyItem.objects.filter(plan__slug="gz-2017", kind="action", slug=slug).order_by("-pk").first()


def _hold(desk: Desk, action: PolicyItem, event: Event, *, skip: int) -> Activity:
    wanted = {"left_on": None, "certificates__state": "valid", **event.who}
    people = desk.scope.rows(Person).filter(**wanted).order_by("pk")[skip : skip + event.attend]
    attended = [
        Attended(person, Decimal(event.hours), "passed" if event.kind == "course" and place % 9 else "")
        for place, person in enumerate(people)
    ]
    held = Held(
        area_code=desk.county.code, name=event.name, starts_on=event.starts_on, last_on=event.last_on,
        organiser=f"{desk.county.name}残联", place="县残疾人综合服务中心", hours=Decimal(event.hours),
        places=event.places or None, fund_yuan=Decimal(event.fund_yuan), fund_source="federation",
    )  # fmt: skip
    return hold_activity(
        action=action, kind=event.kind, held=held, attended=attended, by=desk.clerk, on=desk.on,
        item=event.item,
    )  # fmt: skip


def _station(desk: Desk) -> int:
    """A photovoltaic station where the plan has that action; else a base whose shares pay."""
    action = _action("photovoltaic") or _action("startup-employment")
    if action is None:
        return 0
    solar = action.slug == "photovoltaic"
    event = Event(
        action.slug, "station" if solar else "base", "村级光伏扶贫电站" if solar else "折股量化养殖基地",
        date(2016, 12, 1), None, 0, 0, 420000, 0, {},
    )  # fmt: skip
    built = _hold(desk, action, event, skip=0)
    homes = list(desk.homes.filter(poverty_status="identified")[40 : 40 + STATION_SHARES])
    give_shares(
        activity=built, holdings=[(home, Decimal(1)) for home in homes], starts_on=date(2017, 1, 1),
        by=desk.clerk, on=desk.on,
    )  # fmt: skip
    shares = desk.scope.rows(Share).filter(activity=built)
    pay_shares(
        activity=built, year=2017, paid_on=date(2018, 1, 25), document="2017年度分红花名册",
        amounts=dict.fromkeys(shares, YUAN_A_SHARE), by=desk.clerk, on=desk.on,
    )  # fmt: skip
    return 1
