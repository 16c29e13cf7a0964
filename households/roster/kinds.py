"""The kinds of rosters, and what each adds to the one pipeline of runs.py.

The pipeline is the same for all: read → columns → rows → check → compare in SQL with the
registry → preview → merge in chunks → wrong rows back. A kind declares its columns and
:class:`Steps`. Upper floors register theirs from ``AppConfig.ready``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from django.core.checks import CheckMessage, Error, Tags, register

from foundation.areas.models import Area
from households.models import RosterFile
from households.roster.columns import Column, Layout, heading
from households.roster.sql_merge import Merging
from households.roster.staging import Line
from households.roster.tables import Table
from households.roster.villages import Places


@dataclass(frozen=True)
class Asked:
    """For which area, day and options (item, period …) the roster was sent in."""

    places: Places
    on: date
    dated_on: date
    options: Mapping[str, Any]
    # For what was answered about its rows.
    roster_id: int = 0


class StagedLine(NamedTuple):
    """A checked row on its way into the temporary tables; ``version`` as it was at the check."""

    row: int
    family: int
    version: int | None
    person: str
    household: str


class Steps(ABC):
    """What a kind does with its rows. All of it works on sets, in temporary tables."""

    # Its merge leaves out what the clerk decided not to take (deciding.py).
    decides = False

    @abstractmethod
    def check(self, tables: list[Table], asked: Asked) -> list[Line]:
        """Everything that can be said without looking into the registry, row by row of the file."""

    @abstractmethod
    def open_staging(self) -> None: ...

    @abstractmethod
    def close_staging(self) -> None: ...

    @abstractmethod
    def stage(self, lines: Iterable[StagedLine], *, versions: bool = False) -> None: ...

    @abstractmethod
    def compare(self, asked: Asked, *, merging: bool = False) -> None:
        """Fill in who is in the registry, what differs, what is wrong, and each row's verdict."""

    @abstractmethod
    def problems(self) -> list[tuple[Any, ...]]:
        """(row, row number, column's key, sentence) of what the registry said against."""

    @abstractmethod
    def tell_problems(self, told: list[tuple[int, str]]) -> None: ...

    @abstractmethod
    def keep_rows(self, roster: RosterFile) -> None: ...

    @abstractmethod
    def counts(self, roster: RosterFile) -> dict[str, int]:
        """Rows by verdict; with them the counts of households where the kind has such."""

    @abstractmethod
    def merge(self, merging: Merging, asked: Asked) -> list[int]:
        """Write what is good; the households that were made or changed."""

    @abstractmethod
    def mark_rows(self) -> None: ...

    @abstractmethod
    def merged_counts(self) -> dict[str, int]: ...

    def finish(self, roster: RosterFile, asked: Asked, user_id: int) -> str:
        """After the last chunk of a merge; a sentence where the clerk has to be told of it."""
        return ""

    def take_back(self, roster: RosterFile, asked: Asked) -> tuple[int, int]:
        """What the kind keeps beside the households (their tables stand in undoable.py): taken back, kept."""
        return 0, 0

    def absent(self, roster: RosterFile) -> int:
        """Households of the named villages that are not on the list; told, never deleted."""
        return 0

    def absent_members(self, roster: RosterFile) -> int:
        """Members whose household is on the list and who are not."""
        return 0


@dataclass(frozen=True)
class Option:
    """What is chosen at the upload of a kind; kept with the roster as JSON (months as YYYY-MM)."""

    key: str
    label: str
    type: Literal["year", "month", "date", "choice", "text"]
    required: bool = False
    # Of a choice: (value, label), or (group, choices), for the area of who imports.
    choices: Callable[[Area], list[Any]] | None = None
    help_text: str = ""


@dataclass(frozen=True)
class RosterKind:
    """A kind of roster (名册种类)."""

    code: str
    title: str
    # One sentence for the upload page: what such a file holds.
    about: str
    layout: Layout
    steps: Steps
    options: tuple[Option, ...] = ()
    # Whether a whole import can be taken back: its tables are registered in undoable.py.
    undoable: bool = True
    # Columns that hang on what was chosen at the upload.
    more_columns: Callable[[Mapping[str, Any]], tuple[Column, ...]] | None = None

    def layout_for(self, options: Mapping[str, Any]) -> Layout:
        """The columns, with those that hang on what was chosen at the upload."""
        more = self.more_columns(options) if self.more_columns else ()
        return replace(self.layout, columns=(*self.layout.columns, *more)) if more else self.layout


_KINDS: dict[str, RosterKind] = {}


def register_roster_kind(kind: RosterKind) -> None:
    if kind.code in _KINDS:
        raise ValueError(f"The roster kind {kind.code} is registered twice.")
    _KINDS[kind.code] = kind


def roster_kind(code: str) -> RosterKind:
    return _KINDS[code]


def roster_kinds() -> list[RosterKind]:
    return list(_KINDS.values())


@register(Tags.compatibility)
def double_or_missing(app_configs: object, **_more: object) -> list[CheckMessage]:
    """Headings that two columns claim, and needs that name no column, come out at start."""
    found: list[CheckMessage] = []
    for kind in _KINDS.values():
        layout, seen = kind.layout, dict[str, str]()
        keys = [column.key for column in layout.columns]
        asked = {key for group in layout.header_needs for key in group} | set(layout.identity)
        asked |= {key for need in layout.needs for key in need.one_of} | set(layout.numbers)
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            found.append(Error(f"The roster kind {kind.code} has two columns {key}.", id="rosters.E001"))
        for key in sorted(asked - set(keys)):
            found.append(Error(f"The roster kind {kind.code} lacks the column {key}.", id="rosters.E002"))
        for column in layout.columns:
            for alias in column.aliases:
                other = seen.setdefault(heading(alias), column.key)
                if other != column.key:
                    sentence = f"In {kind.code}, {alias} names both {other} and {column.key}."
                    found.append(Error(sentence, id="rosters.E003"))
    return found
