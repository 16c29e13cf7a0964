"""Words and the chart of the progress pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from assessment.progress.areas import AreaProgress, Progress
from assessment.progress.figures import IN_TABLE, Figure
from foundation.areas.codes import township_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.policy.querysets import lineage
from households.models import Household

_CHART = ("households", "paired", "lifted", "alerts")


def columns() -> list[dict[str, Any]]:
    return [{"label": "区域"}] + [
        {"label": f"{figure.label}（{figure.unit}）", "is_number": True} for figure in IN_TABLE
    ]


def table_rows(progress: Progress) -> list[list[Any]]:
    """Each figure links to what it counted, each area to the level below."""
    rows = [_row(part, _name(part), is_part=True) for part in progress.parts]
    return [*rows, _row(progress.total, "合计", is_part=False)]


def _name(part: AreaProgress) -> str:
    return f"{part.area.name}（报送省级）" if part.reports_elsewhere else part.area.name


def _row(line: AreaProgress, name: str, *, is_part: bool) -> list[Any]:
    link = {"text": name, "url": reverse("assessment:progress_area", args=[line.area.code])}
    return [link if is_part else name, *(_figure(line, figure.slug) for figure in IN_TABLE)]


def _figure(line: AreaProgress, slug: str) -> Any:
    count = line.counts[slug]
    if not count:
        return {"text": "0"}
    query = urlencode({"figure": slug, "area": f"{line.area.code}"})
    return {"text": f"{count}", "url": f"{reverse('assessment:progress_households')}?{query}"}


def chart_of(progress: Progress) -> dict[str, Any]:
    """Bars by area; the table below says the same and more."""
    shown = [figure for figure in IN_TABLE if figure.slug in _CHART]
    names = [part.area.name for part in progress.parts]
    series = [
        {
            "name": figure.label,
            "type": "bar",
            "data": [part.counts[figure.slug] for part in progress.parts],
        }
        for figure in shown
    ]
    # Names of divisions are long: bars lie down, one area under the other.
    option = {
        "tooltip": {"trigger": "axis"},
        "legend": {},
        "grid": {"containLabel": True},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "inverse": True, "data": names},
        "series": series,
    }
    return {
        "id": "progress",
        "caption": f"{progress.area.name}各地情况",
        "columns": columns(),
        "rows": table_rows(progress),
        "option_json": option,
    }


def reporting_note(progress: Progress) -> str:
    """Where a part's reporting line is another than its code's, the table says so."""
    if not progress.reporting_elsewhere:
        return ""
    named = [
        area.name if area.parent is None or area.parent.pk == progress.area.pk
        else f"{area.name}（计入{area.parent.name}）"
        for area in progress.reporting_elsewhere
    ]  # fmt: skip
    return f"合计按行政区划代码统计。直接向省报送的有{'、'.join(named)}。"


@dataclass(frozen=True)
class ListLine:
    name: str
    head: str
    number: str
    place: str
    status: str
    helper: str
    url: str


def listed(rows: list[Any], figure: Figure, *, scope: Scope, on: date) -> list[ListLine]:
    """The rows of one page, worded: a person with the household, or a household."""
    homes = [row.household if figure.of_persons else row for row in rows]
    codes = {code for home in homes for code in (home.area_code, township_of(home.area_code))}
    names = Area.objects.filter(code__in=codes).names()
    helpers = dict(
        scope.rows(Household)
        .filter(pk__in=[home.pk for home in homes])
        .with_lead_cadre(on)
        .values_list("pk", "cadre_name")
    )
    return [
        ListLine(
            name=row.name if figure.of_persons else home.head_name,
            head=home.head_name,
            number=home.number,
            place=names.get(township_of(home.area_code), "") + names.get(home.area_code, ""),
            status=home.get_poverty_status_display(),
            helper=helpers.get(home.pk) or "",
            url=reverse("households:detail", args=[home.pk]),
        )
        for row, home in zip(rows, homes, strict=True)
    ]


def trail_to(area: Area, scope: Scope, own: Area) -> list[tuple[str, str]]:
    """The areas above within the asker's own, and the area itself."""
    above = scope.rows(Area).filter(code__in=lineage(area.code)).order_by("code")
    return [
        (step.name, reverse("assessment:progress_area", args=[step.code]))
        for step in above
        if own.code <= step.code
    ]
