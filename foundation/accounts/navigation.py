"""The navigation: each entry names its act; a person sees the entries that are open to them."""

from __future__ import annotations

from collections.abc import Callable
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
    count: Callable[[HttpRequest], str] | None = None


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool
    count: str = ""


_ENTRIES: list[Entry] = []


def register_entry(
    label: str, view: str, act: str, *, order: int, count: Callable[[HttpRequest], str] | None = None
) -> None:
    """Called from ``AppConfig.ready`` of the app that has the page.

    ``count``: how much waits there, in words; one quick query, asked on every page.
    """
    _ENTRIES.append(Entry(label, view, act, order, count))


def navigation(request: HttpRequest) -> dict[str, Any]:
    entries = [entry for entry in sorted(_ENTRIES, key=lambda entry: entry.order) if may(request, entry.act)]
    urls = [reverse(entry.view) for entry in entries]
    # One page lies under another's address: the nearest entry is the present one.
    here = max((url for url in urls if request.path.startswith(url)), key=len, default="")
    links = [
        Link(entry.label, url, url == here, entry.count(request) if entry.count else "")
        for entry, url in zip(entries, urls, strict=True)
    ]
    return {"navigation": links, "appointment": getattr(request, "appointment", None)}
