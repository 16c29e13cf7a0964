"""Sheets to print about a household. Each opening leaves a trace: whoever opens one may print it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from households.file import cards
from households.models import Household
from households.views.common import household_of, trail


def _printed(request: ScopedRequest, household: Household, sheet: str) -> None:
    subject, reason = f"household:{household.pk}", f"打印{sheet}"
    record_access(AccessRecord.Kind.EXPORTED, request=request, subject=subject, reason=reason)


@require_GET
@acting("print_card")
def home_card(request: ScopedRequest, pk: int) -> HttpResponse:
    household = household_of(request, pk)
    _printed(request, household, "明白卡")
    context = {"card": cards.home_card(household, request.scope), "trail": trail(household)}
    return render(request, "households/card.html", context)


@require_GET
@acting("print_card")
def public_notice(request: ScopedRequest, pk: int) -> HttpResponse:
    """The same sheet whatever stands in the address."""
    household = household_of(request, pk)
    _printed(request, household, "公示")
    context = {"notice": cards.public_notice(household, request.scope), "trail": trail(household)}
    return render(request, "households/notice.html", context)
