"""Proposals of liaisons and cadres: the list of those that wait, one of them value by value, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting, may
from foundation.accounts.models import AccessRecord
from foundation.areas.paging import newest_first, page_of
from households.models import Proposal
from households.places import place_names
from households.proposals import waiting
from households.proposals.forms import DecisionForm, ListForm
from households.proposals.lines import told_of
from households.proposals.proposing import (
    UnableToDecide,
    accept_proposal,
    outcome_of,
    send_back,
    withdraw_proposal,
)
from households.proposals.reading import reading_of
from households.registry import UnableToCorrect, UnableToRegister
from households.views.common import transfer_offer


@never_cache
@require_GET
@acting("see_proposals")
def proposals(request: ScopedRequest) -> HttpResponse:
    """Officials see what waits for them; a liaison or cadre sees what became of his own."""
    own = may(request, "register") == "proposes"
    form = ListForm(request.GET, own=own)
    rows = form.narrowed(_rows(request)).select_related("household", "created_by")
    page = newest_first(rows, request.GET) if own else page_of(rows, request.GET)
    places = place_names(row.area_code for row in page.rows)
    context = {
        "page": page,
        "own": own,
        "form": form,
        "rows": [(row, places[row.area_code]) for row in page.rows],
        "others": [] if own else waiting.groups(request),
    }
    return render(request, "proposals/list.html", context)


@never_cache
@require_GET
@acting("see_proposals")
def proposal(request: ScopedRequest, pk: int) -> HttpResponse:
    return _page(request, _proposal_of(request, pk), DecisionForm())


@require_POST
@acting("register", outright=True)
def decide(request: ScopedRequest, pk: int) -> HttpResponse:
    """Takes what is ticked, or sends all of it back."""
    kept = _proposal_of(request, pk)
    form = DecisionForm(request.POST)
    more: dict[str, Any] = {}
    if form.is_valid():
        try:
            told = _decided(request, kept, form)
        except (UnableToDecide, UnableToCorrect, UnableToRegister) as reason:
            form.add_error(None, str(reason))
            more = transfer_offer(reason)
        else:
            messages.success(request, told)
            return redirect("proposals:list")
    kept.refresh_from_db()
    return _page(request, kept, form, 422, **more)


@require_POST
@acting("see_proposals")
def withdraw(request: ScopedRequest, pk: int) -> HttpResponse:
    kept = _proposal_of(request, pk)
    if kept.created_by_id != request.user.pk:
        raise PermissionDenied("只有提出人本人可以撤回建议。")
    try:
        withdraw_proposal(proposal=kept, by=request.user)
    except UnableToDecide as reason:
        messages.error(request, str(reason))
        return redirect("proposals:proposal", pk=pk)
    messages.success(request, "建议已撤回。")
    return redirect("proposals:list")


def _rows(request: ScopedRequest) -> Any:
    rows = request.scope.rows(Proposal)
    return rows.of_user(request.user.pk) if may(request, "register") == "proposes" else rows


def _proposal_of(request: ScopedRequest, pk: int) -> Proposal:
    rows = _rows(request).select_related("household", "created_by", "decided_by")
    found: Proposal = get_object_or_404(rows, pk=pk)
    return found


def _decided(request: ScopedRequest, kept: Proposal, form: DecisionForm) -> str:
    if not kept.waiting:
        raise UnableToDecide(f"此建议{kept.get_state_display()}，不必再办。")
    reading = reading_of(kept, scope=request.scope)
    groups = reading.groups(kept.changed)
    given = form.cleaned_data
    if given["decision"] == "return":
        send_back(proposal=kept, told=told_of(groups, frozenset()), reason=given["answer"], by=request.user)
        return "建议已退回。"
    offered = {key for group in groups for key in group.keys}
    keys = frozenset(request.POST.getlist("take")) & offered
    if not reading.fits or not keys:
        raise UnableToDecide("请至少选一项采纳；都不采纳的，请写明原因退回。")
    home = accept_proposal(
        proposal=kept,
        write=lambda: reading.write(keys, by=request.user, on=request.scope.today),
        seen=given["seen"] or 0,
        told=told_of(groups, keys),
        partly=keys != offered,
        answer=given["answer"],
        by=request.user,
        on=request.scope.today,
    )
    return f"已采纳，{home.head_name}户的登记已更新。"


def _page(
    request: ScopedRequest, kept: Proposal, form: DecisionForm, status: int = 200, **more: Any
) -> HttpResponse:
    subject = f"household:{kept.household_id}" if kept.household_id else f"proposal:{kept.pk}"
    record_access(AccessRecord.Kind.OPENED, request=request, subject=subject, page="proposal")
    decides = may(request, "register") == "yes" and kept.waiting
    context: dict[str, Any] = {
        "proposal": kept, "form": form, "decides": decides, "household": kept.household,
        "own": kept.created_by_id == request.user.pk,
        "place": place_names([kept.area_code])[kept.area_code],
        "trail": [("登记建议", reverse("proposals:list"))], **more,
    }  # fmt: skip
    if kept.waiting:
        reading = reading_of(kept, scope=request.scope)
        context |= {"groups": reading.groups(kept.changed)} | reading.problems
        context["taken"] = request.POST.getlist("take") if request.method == "POST" else None
    else:
        context["outcome"] = outcome_of(kept)
    return render(request, "proposals/proposal.html", context, status=status)
