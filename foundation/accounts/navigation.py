"""The navigation: each entry names its act; a person sees the entries that are open to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from foundation.accounts.acting import may


@dataclass(frozen=True)
class Entry:
    label: str
    view: str
    act: str
    order: int = 100


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool


_ENTRIES: list[Entry] = []


def register_entry(label: str, view: str, act: str, *, order: int) -> None:
    """Called from ``AppConfig.ready`` of the app that has the page."""
    _ENTRIES.append(Entry(label, view, act, order))


def navigation(request: HttpRequest) -> dict[str, Any]:
    links = []
    for entry in sorted(_ENTRIES, key=lambda entry: entry.order):
        if may(request, entry.act):
            url = reverse(entry.view)
            links.append(Link(entry.label, url, request.path.startswith(url)))
    return {"navigation": links, "appointment": getattr(request, "appointment", None)}
