"""The page of an action in words: who is enrolled at which stage, activities, figures with their lists."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from actions.activities.kinds import kinds_of
from actions.models import Attendance, Job, Stage
from assessment.key_actions.figures import Figure, figures_of
from assessment.key_actions.rows import Asked, activities, enrolled
from foundation.areas.paging import Page, page_of
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_of
from households.places import area_names, place_names

_WORDS = {"true": "是", "false": "否", "": "未注明", **dict(Job.choices)}
ACTIVITY_COLUMNS = [
    {"label": "活动"}, {"label": "类别"}, {"label": "举办区域"}, {"label": "开始日期"},
    {"label": "参加（人）", "is_number": True}, {"label": "时长（小时）", "is_number": True},
    {"label": "经费（元）", "is_number": True},
]  # fmt: skip
RECORD_COLUMNS = [
    {"label": "对象"}, {"label": "所在地"}, {"label": "日期"}, {"label": "情况"},
    {"label": "数值", "is_number": True},
]  # fmt: skip
_MOST_PARTS = 30


def query_of(asked: Asked, **more: str) -> str:
    common = {
        "plan": asked.action.plan.slug, "area": str(asked.area.code), "year": str(asked.year),
    }  # fmt: skip
    return urlencode(common | more)


def _records_url(asked: Asked, **which: str) -> str:
    return f"{reverse('key_actions:records', args=[asked.action.slug])}?{query_of(asked, **which)}"


def stages(asked: Asked) -> list[dict[str, Any]]:
    """Every stage with its count: one query."""
    counted = dict(enrolled(asked).order_by().values_list("stage").annotate(n=Count("pk")))
    return [
        {"label": stage.label, "count": counted.get(stage.value, 0), "url": _records_url(asked, stage=stage)}
        for stage in Stage
    ]


def figures(asked: Asked) -> list[dict[str, Any]]:
    """One query a figure, with its parts where it has any."""
    return [_figure(asked, figure) for figure in figures_of(asked.action.slug)]


def _figure(asked: Asked, figure: Figure) -> dict[str, Any]:
    rows = figure.rows(asked).order_by()
    parts: list[dict[str, Any]] = []
    if figure.part is None:
        total = rows.aggregate(value=figure.value)["value"] or 0
    else:
        grouped = rows.annotate(part=figure.part(asked)).values_list("part")
        found = list(grouped.annotate(value=figure.value).order_by("-value", "part"))
        total = sum(value or 0 for _, value in found)
        parts = [
            {
                "label": part_words(part),
                "value": amount(value),
                "url": _records_url(asked, figure=figure.key, part=part),
            }
            for part, value in found[:_MOST_PARTS]
        ]
    return {
        "label": figure.label, "unit": figure.unit, "value": amount(total), "parts": parts,
        "url": _records_url(asked, figure=figure.key),
    }  # fmt: skip


def part_words(part: str) -> str:
    return _WORDS.get(part, part)


def amount(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}" if value % 1 == 0 else f"{value:,.2f}"
    return f"{value or 0:,}"


def activity_lines(asked: Asked, query: QueryDict) -> tuple[Page, list[list[Any]]]:
    """A page of the year's activities, with how many of one's own area attended."""
    came = asked.scope.rows(Attendance).standing().in_area(asked.area).order_by()
    came = came.filter(activity=OuterRef("pk")).values("activity").annotate(n=Count("pk")).values("n")
    page = page_of(activities(asked).annotate(people=Coalesce(Subquery(came), 0)), query)
    places = area_names(row.area_code for row in page.rows)
    return page, [
        [
            {"text": row.name, "url": reverse("actions:activity", args=[row.pk])},
            row.get_kind_display(), places.get(row.area_code, ""), f"{row.starts_on:%Y-%m-%d}",
            f"{row.people}", amount(row.hours), "—" if row.fund_yuan is None else f"{row.fund_yuan:,.2f}",
        ]
        for row in page.rows
    ]  # fmt: skip


def ways_in(asked: Asked) -> list[dict[str, str]]:
    """Forms of new activities: by kind, and by item where the action holds several."""
    action = asked.action
    named = {one.slug: one.name for one in items_of(action.plan, PolicyItem.Kind.BENEFIT)}
    items = [(f"?item={slug}", f"：{named[slug]}") for slug in action.benefit_slugs if slug in named]
    return [
        {
            "label": f"登记{kind.label}{words}",
            "url": reverse("actions:hold", args=[action.plan.slug, action.slug, kind.value]) + query,
            "id": f"hold-{kind.value}-{number}",
        }
        for kind in kinds_of(action.slug)
        for number, (query, words) in enumerate(items or [("", "")])
    ]


def lists_url(asked: Asked, item: PolicyItem) -> str:
    """The entitlement lists of the action or of its item."""
    query = urlencode({"plan": asked.action.plan.slug, "area": str(asked.area.code)})
    return f"{reverse('entitlements:item', args=[item.kind, item.slug])}?{query}"


def with_words(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Whatever the rows hang on, fetched at once."""
    names = {field.name for field in rows.model._meta.get_fields()}
    related = [name for name in ("household", "person", "cadre", "activity", "share") if name in names]
    if "share" in related:
        related.append("share__activity")
    return rows.select_related(*related)


def record_lines(rows: list[Any], action: PolicyItem) -> list[list[Any]]:
    """One page of the rows behind a figure, whatever table they stand in."""
    codes = [row.area_code for row in rows]
    names = {**area_names(codes), **place_names(code for code in codes if code % 1000)}
    labels = _labels(action)
    return [
        [_whose(row), names.get(row.area_code, ""), _day(row), _told(row, labels), _number(row)]
        for row in rows
    ]


def _labels(action: PolicyItem) -> dict[str, str]:
    specs = list(action.record_fields)
    if action.benefit_slugs:
        items = items_of(action.plan, PolicyItem.Kind.BENEFIT).filter(slug__in=action.benefit_slugs)
        specs += [spec for fields in items.values_list("record_fields", flat=True) for spec in fields]
    return {spec["key"]: spec["label"] for spec in specs}


def _whose(row: Any) -> Any:
    person, household = getattr(row, "person", None), getattr(row, "household", None)
    if household is None:
        return {"text": row.name, "url": reverse("actions:activity", args=[row.pk])}
    text = person.name if person else f"{household.head_name}（户）"
    return {"text": text, "url": reverse("households:detail", args=[household.pk])}


def _day(row: Any) -> str:
    day = getattr(row, "paid_on", None) or getattr(row, "starts_on", None)
    day = day or getattr(getattr(row, "activity", None), "starts_on", None)
    return f"{day:%Y-%m-%d}" if day else "—"


def _told(row: Any, labels: dict[str, str]) -> str:
    """Stage and outcome, the activity, the cadre, and the first details that the form has words for."""
    told: list[str] = []
    if hasattr(row, "stage"):
        told += [row.get_stage_display(), row.left_reason, row.skill, row.get_job_display()]
    activity = getattr(row, "activity", None) or getattr(getattr(row, "share", None), "activity", None)
    told += [activity.name] if activity is not None else []
    told += [row.cadre.name, row.measures] if hasattr(row, "cadre") else []
    details: dict[str, Any] = getattr(row, "details", None) or {}
    words = [f"{labels[key]}：{_plain(value)}" for key, value in details.items() if key in labels]
    return "；".join([word for word in told if word] + words[:5]) or "—"


def _plain(value: Any) -> str:
    text = ("是" if value else "否") if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _number(row: Any) -> str:
    for name in ("income_gained_yuan", "yuan", "shares", "hours", "fund_yuan", "amount_yuan"):
        value = getattr(row, name, None)
        if value:
            return amount(value)
    return "—"


def count_and_value(asked: Asked, figure: Figure, rows: QuerySet[Any]) -> dict[str, Any]:
    found: dict[str, Any] = rows.order_by().aggregate(n=Count("pk"), value=figure.value)
    return {"n": found["n"], "value": amount(found["value"] or 0), "unit": figure.unit}


def rows_behind(asked: Asked, figure: Figure, part: str | None) -> Any:
    rows = figure.rows(asked)
    if part is None:
        return rows
    if figure.part is None:
        return rows.none()
    return rows.annotate(part=figure.part(asked)).filter(part=part)
