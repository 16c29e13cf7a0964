"""Words of the funds pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from assessment.funds.totals import FundLine, Funds
from foundation.areas.models import Area
from foundation.policy.models import PolicyPlan
from foundation.policy.plans import items_of
from support_measures.models import FundSource
from support_measures.panels import names_of

COLUMNS = [
    {"label": "项目"}, {"label": "登记方式"}, {"label": "资金来源"}, {"label": "笔数", "is_number": True},
    {"label": "户数", "is_number": True}, {"label": "金额（元）", "is_number": True},
]  # fmt: skip
AREA_COLUMNS = [
    {"label": "项目"}, {"label": "资金来源"}, {"label": "笔数", "is_number": True},
    {"label": "金额（元）", "is_number": True},
]  # fmt: skip
_SOURCES: dict[str, str] = {
    **dict(FundSource.choices),
    "helpers": "帮扶单位和干部",
    "shares": "电站、基地收益",
}


def source_name(source: str) -> str:
    """A source in words; enrolments keep the words of their own form."""
    return _SOURCES.get(source, source) or "未注明"


def names_in(plan: PolicyPlan) -> dict[str, str]:
    """Names of benefits and actions, and of what a visit brings."""
    actions: Any = items_of(plan, "action").values_list("slug", "name")
    return {"visit": "帮扶走访"} | dict(actions) | names_of(plan)


def line_rows(funds: Funds, lines: list[FundLine]) -> list[list[Any]]:
    """Each sum links to its records; the last row adds up."""
    names = names_in(funds.plan)
    rows: list[list[Any]] = [
        [
            names.get(line.what, line.what), line.stream.label, source_name(line.source),
            f"{line.count}", f"{line.households}",
            {"text": f"{line.yuan:,.2f}", "url": _records(funds, line)},
        ]
        for line in lines
    ]  # fmt: skip
    if rows:
        count = sum(line.count for line in lines)
        rows.append(["合计", "", "", f"{count}", "—", f"{sum(line.yuan for line in lines):,.2f}"])
    return rows


def _records(funds: Funds, line: FundLine) -> str:
    asked = {
        "year": str(funds.year), "area": str(funds.area.code), "stream": line.stream.slug, "what": line.what,
        "source": line.source,
    }  # fmt: skip
    return f"{reverse('assessment:fund_records')}?{urlencode(asked)}"


def area_rows(funds: Funds) -> list[list[Any]]:
    """Area support, and beside it what activities of the key actions cost."""
    names = names_in(funds.plan)
    return [
        [
            f"{names.get(group['item'], group['item'])}{kind}", source_name(group["fund_source"]),
            f"{group['n']}", f"{group['yuan'] or 0:,.2f}",
        ]
        for kind, groups in (("", funds.given_to_areas()), ("（活动）", funds.spent_on_activities()))
        for group in groups
    ]  # fmt: skip


def chart_of(funds: Funds, children: list[Area]) -> dict[str, Any]:
    """Bars by part of the area; the table below says the same."""
    sums = funds.by_part()
    named = {child.code: child.name for child in children}
    shown = [(code, named.get(code, str(code)), sums.get(code, 0)) for code in sorted({*named, *sums})]
    address = reverse("assessment:funds")
    return {
        "id": "funds",
        "caption": f"{funds.area.name}各地到户资金（{funds.year}年）",
        "columns": [{"label": "区域"}, {"label": "金额（元）", "is_number": True}],
        "rows": [
            [
                {"text": name, "url": f"{address}?{urlencode({'year': str(funds.year), 'area': str(code)})}"},
                f"{yuan:,.2f}",
            ]
            for code, name, yuan in shown
        ],
        "option_json": {
            "tooltip": {"trigger": "axis"},
            "grid": {"containLabel": True},
            "xAxis": {"type": "value"},
            "yAxis": {"type": "category", "inverse": True, "data": [name for _, name, _ in shown]},
            "series": [{"name": "金额（元）", "type": "bar", "data": [float(yuan) for *_, yuan in shown]}],
        },
    }


def record_rows(rows: list[Any], places: dict[int, str]) -> list[list[Any]]:
    """One page of the records behind a sum."""
    return [
        [
            {"text": _whose(row), "url": reverse("households:detail", args=[row.household_id])},
            places[row.area_code],
            f"{_day(row):%Y-%m-%d}",
            f"{row.yuan:,.2f}",
        ]
        for row in rows
    ]


def _whose(row: Any) -> str:
    record = getattr(row, "record", row)
    person = getattr(record, "person", None)
    return f"{person.name}" if person else f"{row.household.head_name}（户）"


def _day(row: Any) -> Any:
    return getattr(row, "paid_on", None) or getattr(row, "visited_on", None) or row.starts_on
