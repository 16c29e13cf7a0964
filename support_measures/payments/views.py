"""待遇发放: the lists of an area, a month paid out at once, one payment, and what is taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.acting import ScopedRequest, acting, refusal
from foundation.accounts.roles import ACTS
from foundation.areas.models import Area
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_of, plan_for_area
from support_measures.models import BenefitRecord, Payment
from support_measures.panels import names_of
from support_measures.payments.forms import PayForm, PayMonthForm, TakeBackForm
from support_measures.payments.lists import TABS, PaymentLists
from support_measures.payments.paying import UnableToPay, pay, pay_month, take_back
from support_measures.payments.presenters import batch_lines, due_total, lines, tabs

_BOTH = require_http_methods(["GET", "POST"])


@require_GET
@acting("see_entitlements")
def payments(request: ScopedRequest) -> HttpResponse:
    tab = TABS.get(request.GET.get("list", "arrears"))
    area = _area(request)
    if tab is None:
        raise Http404
    lists = PaymentLists(request.scope, area, plan_for_area(area), timezone.localdate())
    page, rows = lines(lists, tab.slug, request.GET)
    context = {
        "area": area,
        "tab": tab,
        "tabs": tabs(lists, tab.slug),
        "page": page,
        "rows": rows,
        "refusal": refusal(request, "record_support"),
    }
    return render(request, "support_measures/payments/lists.html", context)


@_BOTH
@acting("record_support")
def pay_list(request: ScopedRequest) -> HttpResponse:
    """First what would be paid, then, confirmed, the payments."""
    _only_those_who_decide(request)
    here, today = request.appointment.area, timezone.localdate()
    lists = PaymentLists(request.scope, here, plan_for_area(here), today)
    parts = request.scope.rows(Area).current().filter(parent=here).order_by("code")
    form = PayMonthForm(request.POST or None, items=lists.monthly, areas=[here, *parts], on=today)
    preview = None
    if request.method == "POST" and form.is_valid():
        item = next(one for one in lists.monthly if one.slug == form.cleaned_data["item"])
        records = lists.records.in_area(
            get_object_or_404(request.scope.rows(Area), pk=form.cleaned_data["area"])
        )
        if "confirmed" not in request.POST:
            preview = due_total(records.of_item(item.slug).due_for_month(form.first))
        elif _paid_out(request, form, item, records):
            return redirect(reverse("support_measures:payment_batches"))
    context = {"form": form, "preview": preview}
    return render(
        request, "support_measures/payments/pay_list.html", context, status=422 if form.errors else 200
    )


@_BOTH
@acting("record_support")
def pay_one(request: ScopedRequest, record: int) -> HttpResponse:
    _only_those_who_decide(request)
    kept = get_object_or_404(
        request.scope.rows(BenefitRecord).select_related("person", "household"), pk=record
    )
    item, today = _item_of(kept), timezone.localdate()
    monthly = item.recurrence == "month"
    form = PayForm(
        request.POST or None, monthly=monthly, on=today, month=f"{today:%Y-%m}",
        amount_yuan=kept.details.get("standard_yuan") if monthly else kept.amount_yuan,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            pay(
                record=kept, month=form.first, amount_yuan=form.cleaned_data["amount_yuan"], paid=form.paid,
                by=request.user, on=today,
            )  # fmt: skip
        except UnableToPay as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已登记“{item.name}”的发放。")
            return redirect("households:detail", pk=kept.household_id)
    context = {"form": form, "record": kept, "item": item, "paid": kept.payments.order_by("month", "paid_on")}
    return render(
        request, "support_measures/payments/pay_one.html", context, status=422 if form.errors else 200
    )


@require_GET
@acting("see_entitlements")
def batches(request: ScopedRequest) -> HttpResponse:
    """The lists that were paid out, newest first."""
    context = {
        "batches": batch_lines(request.scope, names_of(plan_for_area(request.appointment.area))),
        "refusal": refusal(request, "record_support"),
    }
    return render(request, "support_measures/payments/batches.html", context)


@_BOTH
@acting("record_support")
def take_back_batch(request: ScopedRequest, batch: UUID) -> HttpResponse:
    _only_those_who_decide(request)
    rows = request.scope.rows(Payment).of_batch(batch)
    if not rows.exists():
        raise Http404
    return _take_back(request, rows, reverse("support_measures:payment_batches"))


@_BOTH
@acting("record_support")
def take_back_one(request: ScopedRequest, payment: int) -> HttpResponse:
    _only_those_who_decide(request)
    kept = get_object_or_404(request.scope.rows(Payment), pk=payment)
    rows = request.scope.rows(Payment).filter(pk=kept.pk)
    return _take_back(request, rows, reverse("support_measures:pay", args=[kept.record_id]))


def _take_back(request: ScopedRequest, rows: Any, back: str) -> HttpResponse:
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = take_back(payments=rows, reason=form.cleaned_data["reason"], on=timezone.localdate())
        except UnableToPay as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"已撤回{done}笔发放记录。")
            return redirect(back)
    context = {"form": form, "total": rows.aggregate(n=Count("pk"), yuan=Sum("amount_yuan")), "back": back}
    return render(
        request, "support_measures/payments/take_back.html", context, status=422 if form.errors else 200
    )


def _page(request: ScopedRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A form's page; 422 where it was sent with something wrong."""
    return render(request, template, context, status=422 if context["form"].errors else 200)


def _paid_out(request: ScopedRequest, form: PayMonthForm, item: PolicyItem, records: Any) -> bool:
    try:
        done = pay_month(
            item=item,
            records=records,
            month=form.first,
            paid=form.paid,
            by=request.user,
            on=timezone.localdate(),
        )
    except UnableToPay as reason:
        form.add_error(None, str(reason))
        return False
    left = f"，另有{done['without_standard']}人未登记月标准，未发放" if done["without_standard"] else ""
    messages.success(request, f"{item.name}：已登记{done['paid']}笔，合计{done['yuan']}元{left}。")
    return True


def _area(request: ScopedRequest) -> Area:
    """The asker's own area, or a part of it that the address names."""
    code = request.GET.get("area", "")
    if not code:
        return request.appointment.area
    if not code.isdecimal() or len(code) != 12:
        raise Http404
    found: Area = get_object_or_404(request.scope.rows(Area), pk=int(code))
    return found


def _item_of(record: BenefitRecord) -> PolicyItem:
    items = items_of(plan_for_area(record.area_code), "benefit")
    found: PolicyItem = get_object_or_404(items, slug=record.item)
    return found


def _only_those_who_decide(request: ScopedRequest) -> None:
    if request.extent != "yes":
        raise PermissionDenied(ACTS["record_support"].refusal)
