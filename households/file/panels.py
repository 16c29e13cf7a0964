"""Panels of a household's file that upper floors add, registered from ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foundation.areas.scope import Scope

if TYPE_CHECKING:
    from households.models import Household


@dataclass(frozen=True)
class FilePanel:
    """A section of the file page, shown to whom its act is open.

    ``content`` reads in the asker's scope with a fixed number of queries;
    ``template`` gets what it returns as ``panel``, together with ``household``.
    """

    name: str
    title: str
    act: str
    template: str
    content: Callable[[Scope, Household], dict[str, Any]]
    order: int = 100


@dataclass(frozen=True)
class CardLines:
    """Lines on the card that hangs in the household's home (明白卡): what was done, by group and year.

    Visitors read it: no names of items that tell of a disability or an illness.
    """

    name: str
    title: str
    lines: Callable[[Scope, Household], list[str]]
    order: int = 100


_CARD_LINES: dict[str, CardLines] = {}


def register_card_lines(lines: CardLines) -> None:
    if _CARD_LINES.get(lines.name, lines) != lines:
        raise ValueError(f"The card's lines {lines.name} are registered twice.")
    _CARD_LINES[lines.name] = lines


def card_lines() -> list[CardLines]:
    return sorted(_CARD_LINES.values(), key=lambda lines: lines.order)


_PANELS: dict[str, FilePanel] = {}


def register_panel(panel: FilePanel) -> None:
    if _PANELS.get(panel.name, panel) != panel:
        raise ValueError(f"The panel {panel.name} is registered twice.")
    _PANELS[panel.name] = panel


def panels() -> list[FilePanel]:
    return sorted(_PANELS.values(), key=lambda panel: panel.order)
