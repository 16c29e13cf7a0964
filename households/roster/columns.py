"""A column of a roster (列) and the set of them that a kind of roster knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from households.roster import values
from households.roster.values import Reader, plain

Goes = Literal["household", "person", "value", "special", "told"]


@dataclass(frozen=True)
class Column:
    """A column. ``special`` ones are handled by name in the kind's check, ``told`` ones are only named.

    ``value`` ones are staged under their key with their type, for the kind's own statements.
    """

    key: str
    title: str
    aliases: tuple[str, ...]
    read: Reader = values.words
    goes: Goes = "special"
    sql_type: str = "text"
    # What a new row gets where the cell is blank; a known value is never wiped by a blank.
    when_blank: str | None = None
    # Kind of number (foundation.sealed.numbers.masked) that must not be shown whole.
    masked: str = ""
    # One value for the household: blanks and 同上 are filled down within the family.
    of_household: bool = False
    # What the template's example row shows; a column without one is not in the template.
    example: str = ""
    # Coded values in the words of the preview.
    shown_as: Mapping[str, str] | None = None
    # A plain field that most rosters lack: staged, compared and written only where the file has it.
    rare: bool = False


def household_column(
    key: str, title: str, aliases: str, read: Reader = values.words, sql_type: str = "text"
) -> Column:
    blank = "" if sql_type == "text" else None
    return Column(key, title, tuple(aliases.split()), read, "household", sql_type, blank, of_household=True)


def person_column(
    key: str, title: str, aliases: str, read: Reader = values.words, sql_type: str = "text"
) -> Column:
    blank = "" if sql_type == "text" else None
    return Column(key, title, tuple(aliases.split()), read, "person", sql_type, blank)


def rare_column(
    goes: Literal["household", "person"],
    key: str,
    title: str,
    aliases: str,
    read: Reader = values.words,
    sql_type: str = "text",
    *,
    shown_as: Mapping[str, str] | None = None,
) -> Column:
    blank = {"text": "", "varchar[]": "{}"}.get(sql_type)
    home = goes == "household"
    return Column(
        key,
        title,
        tuple(aliases.split()),
        read,
        goes,
        sql_type,
        blank,
        of_household=home,
        shown_as=shown_as,
        rare=True,
    )


def special_column(
    key: str, title: str, aliases: str, read: Reader = values.words, *, masked: str = "", home: bool = False
) -> Column:
    return Column(key, title, tuple(aliases.split()), read, masked=masked, of_household=home)


def told_column(key: str, title: str, aliases: str) -> Column:
    return Column(key, title, tuple(aliases.split()), goes="told")


def value_column(
    key: str,
    title: str,
    aliases: str,
    read: Reader = values.words,
    sql_type: str = "text",
    *,
    example: str = "",
    shown_as: Mapping[str, str] | None = None,
    masked: str = "",
) -> Column:
    return Column(
        key,
        title,
        tuple(aliases.split()),
        read,
        "value",
        sql_type,
        masked=masked,
        example=example,
        shown_as=shown_as,
    )


@dataclass(frozen=True)
class Need:
    """One of these columns must stand in the sheet, else the file is refused with the sentence."""

    one_of: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Layout:
    """The columns of a kind; ``header_needs``: a header names at least one of each group.

    ``identity``: a row with one of these filled is a record; ``numbers``: with digits in one
    of these it certainly is.
    """

    columns: tuple[Column, ...]
    header_needs: tuple[tuple[str, ...], ...]
    no_header: str
    needs: tuple[Need, ...] = ()
    at_least: int = 4
    identity: tuple[str, ...] = ("name", "id_number", "certificate")
    numbers: tuple[str, ...] = ("id_number", "certificate")
    # Where households may stand on a sheet of their own: that sheet's layout, which is ``of_homes``.
    homes: Layout | None = None
    of_homes: bool = False

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def repeatable(self) -> frozenset[str]:
        """Columns that are only named: several may be called the same."""
        return frozenset(column.key for column in self.columns if column.goes == "told")

    @cached_property
    def _by_alias(self) -> dict[str, str]:
        return {heading(alias): column.key for column in self.columns for alias in column.aliases}

    def is_header(self, keys: set[str]) -> bool:
        return len(keys) >= self.at_least and all(keys.intersection(group) for group in self.header_needs)

    def column_for(self, parts: list[str]) -> tuple[str, str]:
        """The column that the joined header names, and the words that told: whole first, then from below.

        ``parts`` are a column's header cells from top to bottom: ["帮扶责任人", "姓名"].
        """
        said = [heading(part) for part in parts if part]
        whole = "".join(dict.fromkeys(said))
        for words in (whole, *reversed(said)):
            key = self._by_alias.get(words) or self._by_alias.get(re.sub(r"\([^)]*\)$", "", words))
            if key:
                return key, words
        return "", whole


def heading(text: str) -> str:
    """A heading without line breaks, blanks and remarks after it, full-width signs made plain."""
    return re.sub(r"[*::]+$", "", plain(text))
