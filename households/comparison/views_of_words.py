"""Who is whom: a doubtful pair side by side, what people have said of pairs, and the correction of a word."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from foundation.areas.paging import page_of
from households.comparison.comparing import UnableToCompare
from households.comparison.forms import CorrectionForm, IdentityForm
from households.comparison.identity import correct_word, decide_identity
from households.comparison.presenters import row_lines
from households.comparison.presenters_of_words import (
    both_sides,
    earlier_words,
    score_words,
    word_lines,
    words_on,
)
from households.models import ComparisonRow, IdentityWord

_SIDES = ("comparison", "list_row", "other_row", "person", "household")


@require_http_methods(["GET", "POST"])
@acting("settle_difference")
def identity(request: ScopedRequest, pk: int) -> HttpResponse:
    """Both entries of a doubtful pair; opening it is opening the household's file."""
    row = get_object_or_404(request.scope.rows(ComparisonRow).select_related(*_SIDES).of_two(), pk=pk)
    form = IdentityForm(request.POST or None)
    if form.is_valid():
        same = form.cleaned_data["same"] == "yes"
        try:
            decide_identity(row=row, same=same, reason=form.cleaned_data["reason"], by=request.user)
        except UnableToCompare as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已认定为同一人。" if same else "已认定不是同一人，以后不再提示。")
            return redirect("comparison:result", pk=row.comparison_id)
    if row.household_id:
        subject = f"household:{row.household_id}"
        record_access(AccessRecord.Kind.OPENED, request=request, subject=subject, page="comparison")
    context = {
        "row": row,
        "line": row_lines([row])[0],
        "sides": both_sides(row),
        "why": score_words(row),
        "words": words_on(row, request.scope),
        "form": form,
        "trail": [("数据比对", reverse("comparison:tasks")),
                  (str(row.comparison), reverse("comparison:result", args=[row.comparison_id]))],
    }  # fmt: skip
    return render(request, "comparison/identity.html", context, status=422 if form.errors else 200)


@require_GET
@acting("settle_difference")
def words(request: ScopedRequest) -> HttpResponse:
    """What people have said, the words in force."""
    rows = request.scope.rows(IdentityWord).in_force().select_related("row", "decided_by")
    page = page_of(rows, request.GET)
    context = {
        "page": page,
        "lines": word_lines(page.rows, request.scope),
        "trail": [("数据比对", reverse("comparison:tasks"))],
    }
    return render(request, "comparison/words.html", context)


@require_http_methods(["GET", "POST"])
@acting("settle_difference")
def word(request: ScopedRequest, pk: int) -> HttpResponse:
    """One word with what was said before, and its correction."""
    rows = request.scope.rows(IdentityWord).in_force().select_related("row", "decided_by")
    found: IdentityWord = get_object_or_404(rows, pk=pk)
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        try:
            correct_word(word=found, reason=form.cleaned_data["reason"], by=request.user)
        except UnableToCompare as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _corrected(found))
            return redirect("comparison:words")
    context = {
        "word": found,
        "line": word_lines([found], request.scope)[0],
        "earlier": earlier_words(found, request.scope),
        "form": form,
        "trail": [("数据比对", reverse("comparison:tasks")), ("同一人认定", reverse("comparison:words"))],
    }
    return render(request, "comparison/word.html", context, status=422 if form.errors else 200)


def _corrected(word: IdentityWord) -> str:
    if word.same:
        return "已更正为不是同一人，比对结果和办理事项已随之改正。"
    return "已更正为同一人，从下次比对起按同一人对应。"
