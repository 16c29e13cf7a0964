"""What somebody keeps for her lists: filters under a name, and the columns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from foundation.accounts.acting import ScopedRequest, acting, may
from households.finding.forms import ColumnsForm, SavingForm
from households.finding.keeping import UnableToKeep, choose_columns, delete_filter, save_filter
from households.finding.views import columns_of
from households.models import SavedFilter

_TRAIL = "残疾人家庭"


@require_http_methods(["GET", "POST"])
@acting("see_households")
def filters(request: ScopedRequest) -> HttpResponse:
    """Her saved filters; a POST saves the conditions of the list she came from."""
    form = SavingForm(request.POST or None)
    if form.is_valid():
        try:
            saved = save_filter(
                name=form.cleaned_data["name"], query=form.cleaned_data["query"], by=request.user
            )
            messages.success(request, f"已保存常用筛选“{saved.name}”。")
            return redirect(f"{reverse('households:list')}?{saved.query}")
        except UnableToKeep as reason:
            form.add_error("name", str(reason))
    context = {
        "form": form,
        "saved": list(request.scope.rows(SavedFilter).order_by("name")),
        "trail": [(_TRAIL, reverse("households:list"))],
    }
    return render(request, "households/filters.html", context, status=422 if form.errors else 200)


@require_POST
@acting("see_households")
def forget_filter(request: ScopedRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(request.scope.rows(SavedFilter), pk=pk)
    delete_filter(saved)
    messages.success(request, f"已删除常用筛选“{saved.name}”。")
    return redirect("households:filters")


@require_http_methods(["GET", "POST"])
@acting("see_households")
def columns(request: ScopedRequest) -> HttpResponse:
    """Which columns her lists and files have; back to the list she came from."""
    numbers = may(request, "show_number") is not None
    form = ColumnsForm(request.POST or None, numbers=numbers, present=columns_of(request))
    if form.is_valid():
        choose_columns(form.cleaned_data["columns"], by=request.user)
        messages.success(request, "名单的列已按您的选择显示，导出的文件也用这些列。")
        return redirect(f"{reverse('households:list')}?{request.GET.urlencode()}")
    context = {"form": form, "trail": [(_TRAIL, reverse("households:list"))]}
    return render(request, "households/columns.html", context, status=422 if form.errors else 200)
