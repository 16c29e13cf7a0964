"""Keyset pages: in the order of the walls, (area_code, id), or of somebody's own rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, QueryDict

PAGE = 50


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next_url: str
    first_url: str


def page_of(rows: Any, query: QueryDict) -> Page:
    """``PAGE`` rows after the key that the address names; the rest of the address is kept."""
    after = query.get("after", "")
    found = list(_after(rows, after).order_by("area_code", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    kept = query.copy()
    kept.pop("after", None)
    first = f"?{kept.urlencode()}"
    if len(found) > PAGE:
        kept["after"] = f"{shown[-1].area_code}-{shown[-1].pk}"
    return Page(shown, f"?{kept.urlencode()}" if len(found) > PAGE else "", first if after else "")


def newest_first(rows: Any, query: QueryDict) -> Page:
    """The same for somebody's own rows: the newest come first."""
    after = query.get("after", "")
    if after and (not after.isdecimal() or len(after) > 18):
        raise Http404
    found = list((rows.filter(pk__lt=int(after)) if after else rows).order_by("-pk")[: PAGE + 1])
    kept = query.copy()
    kept.pop("after", None)
    first = f"?{kept.urlencode()}"
    if len(found) > PAGE:
        kept["after"] = str(found[PAGE - 1].pk)
    return Page(found[:PAGE], f"?{kept.urlencode()}" if len(found) > PAGE else "", first if after else "")


def _after(rows: Any, after: str) -> Any:
    if not after:
        return rows
    code, _, key = after.partition("-")
    if not (code.isdecimal() and key.isdecimal()) or len(after) > 31:
        raise Http404
    return rows.filter(Q(area_code__gt=int(code)) | Q(area_code=int(code), pk__gt=int(key)))
