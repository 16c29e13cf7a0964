"""Words of the alert pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from assessment.forms import AlertFilter
from assessment.models import AlertState, RiskAlert
from assessment.monitoring.rules import LABELS
from foundation.areas.codes import township_of
from foundation.areas.models import Area
from foundation.areas.scope import Scope
from foundation.jobs.models import Run

_LEVELS = {AlertState.OPEN: "warning", AlertState.VERIFIED: "attention", AlertState.CLOSED: "quiet"}


@dataclass(frozen=True)
class AlertLine:
    alert: RiskAlert
    label: str
    place: str
    level: str
    url: str
    household_url: str


def filtered(rows: Any, form: AlertFilter) -> Any:
    """The alerts asked for; without a word about the state, those not yet closed."""
    if not form.is_bound or not form.is_valid():
        return rows.unfinished()
    asked = form.cleaned_data
    state = asked["state"]
    rows = rows.unfinished() if not state else rows if state == "all" else rows.in_state(state)
    if asked["rule"]:
        rows = rows.of_rule(asked["rule"])
    return rows.in_area(asked["area"]) if asked["area"] else rows


def alert_lines(alerts: list[RiskAlert], scope: Scope) -> list[AlertLine]:
    codes = {code for alert in alerts for code in (alert.area_code, township_of(alert.area_code))}
    names = Area.objects.filter(code__in=codes).names()
    return [
        AlertLine(
            alert=alert,
            label=LABELS.get(alert.rule, alert.rule),
            place=names.get(township_of(alert.area_code), "") + names.get(alert.area_code, ""),
            level=_LEVELS[AlertState(alert.state)],
            url=reverse("assessment:alert", args=[alert.pk]),
            household_url=reverse("households:detail", args=[alert.household_id]),
        )
        for alert in alerts
    ]


def rule_counts(run: Run) -> list[list[Any]]:
    """A row a rule: how many new alerts, or why it could not be judged."""
    not_judged = run.result.get("not_judged", {})
    rows: list[list[Any]] = []
    for slug, count in run.result.get("by_rule", {}).items():
        query = urlencode({"rule": slug, "state": "all"})
        link = {"text": LABELS.get(slug, slug), "url": f"{reverse('assessment:alerts')}?{query}"}
        rows.append([link, count, not_judged.get(slug, "")])
    return rows
