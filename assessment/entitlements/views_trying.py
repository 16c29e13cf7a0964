"""试一试: choose a person, household or county and see each condition of an item true, false or unknown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessment.entitlements.trying import FOUND, found_by, id_number_in, named, one_of, try_out
from assessment.entitlements.views import asked_in, item_asked
from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from foundation.policy.explaining import explain
from foundation.policy.models import PolicyItem

_WHOM = {
    "person": "姓名、身份证号或户编号",
    "household": "成员姓名、身份证号或户编号",
    "area": "县（市、区）名称",
}


class WhomForm(forms.Form):
    """Whom to judge, by which version of the rule."""

    q = forms.CharField(label="查找", max_length=40)
    version = forms.TypedChoiceField(label="规则版本", coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any, *, item: PolicyItem, versions: list[PolicyItem]) -> None:
        super().__init__(data, initial={"version": item.pk})
        self.fields["q"].label = _WHOM[item.per]
        choices = [(one.pk, f"自{one.holds_from}起" if one.holds_from else "最早的版本") for one in versions]
        self.fields["version"] = forms.TypedChoiceField(
            label="规则版本", coerce=int, required=False, empty_value=None, choices=choices
        )


@require_http_methods(["GET", "POST"])
@acting("see_entitlements")
def try_item(request: ScopedRequest, kind: str, slug: str) -> HttpResponse:
    """A POST looks for somebody (a number stays out of the address), the address names whom."""
    asked, today = asked_in(request), timezone.localdate()
    current = item_asked(asked.plan, kind, slug)
    versions = list(asked.plan.items.filter(kind=kind, slug=slug).newest_first())
    form = WhomForm(request.POST or None, item=current, versions=versions)
    wanted = form.cleaned_data["version"] if form.is_valid() else request.GET.get("version")
    item = next((one for one in versions if str(one.pk) == str(wanted)), current)
    given: dict[str, Any] = {"scope": request.scope, "area": asked.area}
    context: dict[str, Any] = {"asked": asked, "item": item, "form": form, "condition": explain(item.rule)}
    if request.method == "POST" and form.is_valid():
        found = list(found_by(form.cleaned_data["q"], item, **given)[: FOUND + 1])
        context |= {"found": [named(row, item) for row in found[:FOUND]], "more": len(found) > FOUND}
        if id_number_in(form.cleaned_data["q"]):
            record_access(
                AccessRecord.Kind.SEARCHED, request=request, subject=f"try:{kind}/{slug}", count=len(found)
            )
    key = request.GET.get("key", "")
    if request.method == "GET" and key:
        if not key.isdecimal() or len(key) > 18:
            raise Http404
        rows = one_of(int(key), item, **given)
        context["subject"] = named(get_object_or_404(rows), item)
        context["verdict"], context["tried"] = try_out(
            item, rows, scope=request.scope, on=item.holds_from or today
        )
    return render(request, "entitlements/try.html", context, status=422 if form.errors else 200)
