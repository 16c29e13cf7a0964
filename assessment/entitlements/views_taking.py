"""An item's list on paper and as a file; each leaves a trace."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from assessment.entitlements.lists import UNITS, label_of
from assessment.entitlements.taking import MOST_PRINTED, UnableToTake, cells, exported, headings, rows_taken
from assessment.entitlements.views import Asked, asked_in, item_asked, list_asked
from assessment.entitlements.waiting import SAID
from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from foundation.policy.models import PolicyItem
from households.finding.files import CONTENT_TYPES


@require_GET
@acting("see_entitlements")
def print_list(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    """The list on A4, with who printed it and when."""
    asked = asked_in(request)
    policy, name = item_asked(asked.plan, kind, slug), list_asked(request)
    longest = asked.longest and policy.per != "area"
    try:
        rows = rows_taken(
            asked.lists(policy, request), name, plan=asked.plan, scope=request.scope, longest=longest,
            most=MOST_PRINTED,
        )  # fmt: skip
    except UnableToTake as reason:
        return _back(request, policy, asked, name, reason)
    _record(request, policy, asked, name, rows=len(rows), format="print")
    context = {
        "item": policy,
        "area": asked.area,
        "label": label_of(name, policy),
        "unit": UNITS[policy.per],
        "headings": headings(policy, longest=longest),
        "rows": [cells(row, policy, longest=longest) for row in rows],
        "waiting": SAID if longest else "",
        "printed_at": timezone.localtime(),
        "trail": [(policy.name, _list_url(policy, asked, name))],
    }
    return render(request, "entitlements/print.html", context)


@require_GET
@acting("export")
def export(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    """The list as a workbook or CSV."""
    asked = asked_in(request)
    policy, name = item_asked(asked.plan, kind, slug), list_asked(request)
    form = request.GET.get("format", "xlsx")
    if form not in CONTENT_TYPES:
        raise Http404
    try:
        made = exported(
            asked.lists(policy, request), name, kind=form, plan=asked.plan, scope=request.scope,
            longest=asked.longest and policy.per != "area",
        )  # fmt: skip
    except UnableToTake as reason:
        return _back(request, policy, asked, name, reason)
    _record(request, policy, asked, name, rows=made.rows, format=form, sha256=made.sha256)
    file_name = f"{policy.name}{label_of(name, policy)}{timezone.localdate():%Y%m%d}.{form}"
    disposition = content_disposition_header(True, file_name) or "attachment"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(made.content, content_type=CONTENT_TYPES[form], headers=headers)


def _record(request: ScopedRequest, policy: PolicyItem, asked: Asked, name: str, **told: Any) -> None:
    record_access(
        AccessRecord.Kind.EXPORTED, request=request, subject=f"entitlements:{policy.kind}:{policy.slug}",
        plan=asked.plan.slug, area=asked.area.code, by=asked.by, part=asked.part, list=name, **told,
    )  # fmt: skip


def _back(
    request: ScopedRequest, policy: PolicyItem, asked: Asked, name: str, reason: UnableToTake
) -> HttpResponse:
    messages.error(request, str(reason))
    return redirect(_list_url(policy, asked, name))


def _list_url(policy: PolicyItem, asked: Asked, name: str) -> str:
    return f"{reverse('entitlements:item', args=[policy.kind, policy.slug])}?{asked.query}&list={name}"
