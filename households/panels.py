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


_PANELS: dict[str, FilePanel] = {}


def register_panel(panel: FilePanel) -> None:
    if _PANELS.get(panel.name, panel) != panel:
        raise ValueError(f"The panel {panel.name} is registered twice.")
    _PANELS[panel.name] = panel


def panels() -> list[FilePanel]:
    return sorted(_PANELS.values(), key=lambda panel: panel.order)
