"""What becomes of an alert: somebody verifies it on the spot, the county's lead closes it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from assessment.models import AlertState, RiskAlert, Verdict
from foundation.accounts.models import User
from households.procedures.running import UnableToDecide, confirm_fall_back


class UnableToHandleAlert(Exception):
    """The alert cannot be verified or closed; the message is ready for the user."""


@transaction.atomic
def verify_alert(*, alert: RiskAlert, by: User, on: date, verification: str) -> RiskAlert:
    """Record what was found at the household (入户核实)."""
    alert = _locked(alert)
    if alert.state != AlertState.OPEN:
        raise UnableToHandleAlert(f"这条预警{alert.get_state_display()}，不能再次核实；请刷新页面查看。")
    if on < alert.as_of:
        raise UnableToHandleAlert(f"核实日期不能早于监测日期{alert.as_of}。")
    if not verification.strip():
        raise UnableToHandleAlert("请写明核实情况。")
    alert.state, alert.verified_on, alert.verified_by = AlertState.VERIFIED, on, by
    alert.verification = verification.strip()
    alert.save(update_fields=["state", "verified_on", "verified_by", "verification", "updated_at"])
    return alert


@transaction.atomic
def close_alert(*, alert: RiskAlert, by: User, on: date, verdict: str, conclusion: str) -> RiskAlert:
    """Close a verified alert. The verdict 认定返贫 also changes the household's status."""
    alert = _locked(alert)
    if alert.state == AlertState.OPEN:
        raise UnableToHandleAlert("这条预警还没有核实，请先入户核实再办结。")
    if alert.state == AlertState.CLOSED:
        raise UnableToHandleAlert("这条预警已办结；请刷新页面查看。")
    if verdict not in Verdict.values:
        raise UnableToHandleAlert("请选择办结结论。")
    if not conclusion.strip():
        raise UnableToHandleAlert("请写明办结说明。")
    if verdict == Verdict.FALLEN_BACK:
        try:
            confirm_fall_back(household=alert.household, reason=conclusion.strip()[:200], by=by, on=on)
        except UnableToDecide as reason:
            raise UnableToHandleAlert(str(reason)) from reason
    alert.state, alert.verdict, alert.conclusion = AlertState.CLOSED, verdict, conclusion.strip()
    alert.closed_on, alert.closed_by = on, by
    alert.save(update_fields=["state", "verdict", "conclusion", "closed_on", "closed_by", "updated_at"])
    return alert


def _locked(alert: RiskAlert) -> RiskAlert:
    found: RiskAlert = (
        RiskAlert.objects.select_for_update(of=("self",)).select_related("household").get(pk=alert.pk)
    )
    return found
