"""What the page of an activity shows, worded."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum
from django.http import QueryDict
from django.urls import reverse

from actions.activities.kinds import WITH_SHARES, fields_of
from actions.models import Activity, Attendance, Share, SharePayment
from foundation.areas.models import Area
from foundation.areas.paging import Page, page_of
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem
from foundation.policy.plans import plan_for_area, shown_version
from foundation.policy.querysets import PolicyItemQuerySet
from households.places import area_names, place_names

MOST_HOLDINGS = 300
ATTENDED = [
    {"label": "参加人"}, {"label": "所在村"}, {"label": "时长（小时）", "is_number": True}, {"label": "结果"},
]  # fmt: skip


def facts_of(activity: Activity, promise: PolicyItem | None) -> list[tuple[str, str]]:
    """Everything that is told of it, label and words; what was left open is left out."""
    until = f"至{activity.last_on:%Y-%m-%d}" if activity.last_on else ""
    area = area_names([activity.area_code]).get(activity.area_code, "")
    told: list[tuple[str, Any]] = [
        ("举办区域", area),
        ("时间", f"{activity.starts_on:%Y-%m-%d}{until}"),
        ("举办单位", activity.organiser),
        ("地点", activity.place),
        ("时长", f"{activity.hours}小时" if activity.hours else ""),
        ("名额", activity.places),
        ("经费", _funds(activity)),
        ("文件或凭证", activity.document),
    ]
    for spec in fields_of(promise, activity.kind) if promise else ():
        said = activity.details.get(spec["key"])
        unit = spec.get("unit_label", "") if said is not None else ""
        words = ("是" if said else "否") if isinstance(said, bool) else said or ""
        told.append((spec["label"], f"{words}{unit}"))
    return [(label, f"{words}") for label, words in told if words not in (None, "")]


def _funds(activity: Activity) -> str:
    if activity.fund_yuan is None:
        return ""
    source = activity.get_fund_source_display() if activity.fund_source else ""
    return f"{activity.fund_yuan:,.2f}元" + (f"（{source}）" if source else "")


def attended_page(scope: Scope, activity: Activity, query: QueryDict) -> tuple[Page, list[list[Any]]]:
    """The people of one's own area who attended, a page of them."""
    rows = scope.rows(Attendance).standing().filter(activity=activity).select_related("person")
    page = page_of(rows, query)
    places = place_names(row.area_code for row in page.rows)
    return page, [
        [
            {"text": row.person.name, "url": reverse("households:detail", args=[row.household_id])},
            places[row.area_code],
            f"{row.hours}",
            row.get_result_display() or "—",
        ]
        for row in page.rows
    ]


def totals_of(scope: Scope, activity: Activity) -> dict[str, Any]:
    rows: Any = scope.rows(Attendance).standing().filter(activity=activity).order_by()
    found: dict[str, Any] = rows.aggregate(people=Count("pk"), hours=Sum("hours"))
    return found


def holdings_of(scope: Scope, activity: Activity, year: int) -> list[dict[str, Any]]:
    """Who holds shares in the year, with what they were paid for it; at most ``MOST_HOLDINGS``."""
    if activity.kind not in WITH_SHARES:
        return []
    paid = SharePayment.objects.filter(share=OuterRef("pk"), year=year).values("yuan")[:1]
    rows: Any = scope.rows(Share).held_in(year).filter(activity=activity)
    rows = rows.annotate(paid_yuan=Subquery(paid)).select_related("household")[:MOST_HOLDINGS]
    shares = list(rows)
    places = place_names(share.area_code for share in shares)
    return [{"share": share, "paid": share.paid_yuan, "place": places[share.area_code]} for share in shares]


def areas_to_hold_in(scope: Scope, here: Area) -> list[Area]:
    """One's own area and the parts of it."""
    return [here, *scope.rows(Area).current().filter(parent=here).order_by("code")]


def year_asked(said: str, on: date) -> int:
    return int(said) if said.isdecimal() and len(said) == 4 and 2000 <= int(said) <= 2100 else on.year


def action_of(kept: Activity) -> PolicyItem | None:
    """As the area's plan has it, else as any plan has it."""
    return _item_of(kept, PolicyItem.Kind.ACTION, kept.action)


def promise_of(kept: Activity) -> PolicyItem | None:
    """What its fields come from: the item, where the action holds several."""
    return _item_of(kept, PolicyItem.Kind.BENEFIT, kept.item) if kept.item else action_of(kept)


def _item_of(kept: Activity, kind: str, slug: str) -> PolicyItem | None:
    own = shown_version(plan_for_area(kept.area_code), kind, slug)
    others: PolicyItemQuerySet = PolicyItem.objects.filter(kind=kind, slug=slug, plan__is_draft=False)
    return own or others.order_by("plan_id", "-pk").first()
