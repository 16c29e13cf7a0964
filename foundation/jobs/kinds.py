"""The kinds of runs. The floor that knows the work registers it from ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foundation.jobs.models import Run


class UnableToRun(Exception):
    """The run cannot go on; the message tells the asker why, in Chinese."""


@dataclass
class Progress:
    """What one chunk of work reports: its checkpoint, how far it is, a sentence, and whether it is the last.

    ``cursor`` must hold all that the next chunk needs: after a crash only it is left.
    """

    cursor: dict[str, Any] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    sentence: str = ""
    finished: bool = False
    result: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RunKind:
    """A kind of run: ``work`` does one chunk in one transaction, in the asker's scope.

    It gets the run with its cursor and returns :class:`Progress`. Called again with
    the same cursor it must come to the same result: a killed chunk left nothing.
    """

    name: str
    label: str
    act: str
    work: Callable[[Run], Progress]
    result_view: str = ""
    result_label: str = "查看结果"
    # Told in the same transaction when the run ends without finishing (failed or stopped).
    on_end: Callable[[Run], None] | None = None


_KINDS: dict[str, RunKind] = {}


def register_kind(kind: RunKind) -> None:
    if kind.name in _KINDS:
        raise ValueError(f"The run kind {kind.name} is registered twice.")
    _KINDS[kind.name] = kind


def kind_of(name: str) -> RunKind:
    return _KINDS[name]


def all_kinds() -> list[RunKind]:
    return list(_KINDS.values())
