"""Two ledgers of one area against each other: the sets, a household's changes, the set taken along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_GET

from assessment.forms import LedgersComparedForm
from assessment.ledgers.comparing import (
    LABELS,
    SETS,
    Pair,
    UnableToExportComparison,
    comparable,
    lines_of,
    pair_of,
    sizes,
)
from assessment.ledgers.comparing import export as exported
from assessment.models import Ledger
from foundation.accounts.access import record_access
from foundation.accounts.acting import ScopedRequest, acting
from foundation.accounts.models import AccessRecord
from foundation.areas.models import Area
from foundation.areas.paging import PAGE
from households.finding.files import CONTENT_TYPES


@require_GET
@acting("export")
def compare(request: ScopedRequest, pk: int, other: int) -> HttpResponse:
    """A ledger against an earlier or later one of the same area."""
    form, pair = _asked(request, pk, other)
    which, field, part = form.asked()
    found = lines_of(
        pair, which, field=field, scope=request.scope, after=_after(request.GET.get("after", "")),
        most=PAGE + 1,
    )  # fmt: skip
    kept = {"set": which, "field": field, "area": part or ""}
    context = {
        **_figures(pair, kept),
        "form": form,
        "lines": found[:PAGE],
        "next_url": _onward(kept, found),
        "first_url": f"?{urlencode(kept)}" if request.GET.get("after") else "",
        "export_url": f"{reverse('assessment:export_comparison', args=[pk, other])}?{urlencode(kept)}",
    }
    return render(request, "assessment/ledgers/compare.html", context)


@require_GET
@acting("export")
def export(request: ScopedRequest, pk: int, other: int) -> HttpResponse:
    """The set on the page, every household of it; who took it along is recorded."""
    form, pair = _asked(request, pk, other)
    which, field, part = form.asked()
    try:
        made = exported(pair, which, field=field, scope=request.scope)
    except UnableToExportComparison as reason:
        messages.error(request, str(reason))
        return redirect(
            f"{reverse('assessment:compare_ledgers', args=[pk, other])}?{request.GET.urlencode()}"
        )
    record_access(
        AccessRecord.Kind.EXPORTED, request=request, subject=f"ledgers:{pair.old.pk}-{pair.new.pk}",
        set=which, field=field, area=part, rows=made.rows, sha256=made.sha256,
    )  # fmt: skip
    name = f"台账比对{pair.old.period}与{pair.new.period}.xlsx"
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(
        made.content, content_type=CONTENT_TYPES["xlsx"], headers={"Content-Disposition": disposition}
    )


def _asked(request: ScopedRequest, pk: int, other: int) -> tuple[LedgersComparedForm, Pair]:
    first: Ledger = get_object_or_404(request.scope.rows(Ledger).frozen(), pk=pk)
    second: Ledger = get_object_or_404(comparable(first, request.scope), pk=other)
    area = get_object_or_404(request.scope.rows(Area), pk=first.area_code)
    form = LedgersComparedForm(request.GET, scope=request.scope, of=area)
    return form, pair_of(first, second, scope=request.scope, part=form.asked()[2])


def _figures(pair: Pair, kept: dict[str, Any]) -> dict[str, Any]:
    sets, fields = sizes(pair)
    here = {"area": kept["area"]}
    moved = [
        max(0, ledger.counts.get("households", 0) - sum(sets[which] for which in ("different", "both", only)))
        for ledger, only in ((pair.old, "only_old"), (pair.new, "only_new"))
    ]
    new = pair.new
    return {
        "pair": pair,
        "sets": [
            (label, sets[key], f"?{urlencode({'set': key, **here})}", key == kept["set"])
            for key, label in SETS.items()
        ],
        "fields": [
            (LABELS[key], count, f"?{urlencode({'set': 'different', 'field': key, **here})}#rows")
            for key, count in fields.items()
        ],
        "chosen": SETS[kept["set"]],
        "chosen_field": LABELS.get(kept["field"], ""),
        "moved": 0 if kept["area"] else max(moved),
        "trail": [
            ("脱贫台账", reverse("assessment:ledgers")),
            (new.period, reverse("assessment:ledger", args=[new.pk])),
        ],
    }


def _onward(kept: dict[str, Any], found: list[Any]) -> str:
    if len(found) <= PAGE:
        return ""
    last = found[PAGE - 1]
    return f"?{urlencode({**kept, 'after': f'{last.area_code}-{last.household_id}'})}"


def _after(given: str) -> tuple[int, int]:
    if not given:
        return (0, 0)
    code, _, key = given.partition("-")
    if not (code.isdecimal() and key.isdecimal()) or len(given) > 31:
        raise Http404
    return int(code), int(key)
