"""The container of old workbooks (.xls, .et): its streams, by chains of sectors that may be broken or loop.

Chains are followed here before the workbook reader does: it takes a chain that bites its own
tail for a stream without end and eats gigabytes over it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from households.roster.guarding import SAVE_AS, Refused

_FREE = 0xFFFFFFFA  # from here on a number is no sector: end of chain, free, table
_ROOT, _STREAM = 5, 2


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Container:
    """Raises :class:`Refused` where the tables of sectors make no sense."""

    def __init__(self, content: bytes) -> None:
        try:
            self._open(content)
        except (struct.error, IndexError, OverflowError) as broken:
            raise _broken() from broken

    def _open(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _broken()
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        self._count = max(len(content) // self._sector, 1)
        (directory,) = struct.unpack_from("<I", content, 48)
        (self._mini_below, mini_table) = struct.unpack_from("<II", content, 56)
        self._table = self._sectors_table()
        self._entries = self._directory(self._chain(directory))
        self._mini_table = _numbers(self._chain(mini_table))
        self._follow_all()
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        self._mini = self._chain(root.start) if root else b""

    def _follow_all(self) -> None:
        """Every stream has its end, and they share no sectors: else the reader would go round and round."""
        large = [entry for entry in self._entries if entry.kind == _STREAM and entry.size >= self._mini_below]
        small = [entry for entry in self._entries if entry.kind == _STREAM and entry.size < self._mini_below]
        for entries, table in ((large, self._table), (small, self._mini_table)):
            if sum(len(_followed(entry.start, table)) for entry in entries if entry.size) > len(table):
                raise _broken()

    def stream(self, *names: str) -> bytes:
        """The first of these streams that is there; empty if none is."""
        wanted = [name.lower() for name in names]
        found = {e.name.lower(): e for e in self._entries if e.kind == _STREAM and e.name.lower() in wanted}
        entry = next((found[name] for name in wanted if name in found), None)
        if entry is None:
            return b""
        whole = self._mini_chain(entry.start) if entry.size < self._mini_below else self._chain(entry.start)
        return whole[: entry.size]

    def _at(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        return self._content[begin : begin + self._sector]

    def _sectors_table(self) -> list[int]:
        """Which sector follows which; the sectors of this table itself stand in the header and a chain."""
        places = list(struct.unpack_from("<109I", self._content, 76))
        (following,) = struct.unpack_from("<I", self._content, 68)
        seen: set[int] = set()
        while following < _FREE:
            if following in seen or following >= self._count:
                raise _broken()
            seen.add(following)
            *more, following = _numbers(self._at(following))
            places += more
        return _numbers(b"".join(self._at(place) for place in dict.fromkeys(places) if place < self._count))

    def _chain(self, start: int) -> bytes:
        return b"".join(self._at(sector) for sector in _followed(start, self._table))

    def _mini_chain(self, start: int) -> bytes:
        size = self._mini_sector
        sectors = _followed(start, self._mini_table)
        return b"".join(self._mini[sector * size : (sector + 1) * size] for sector in sectors)

    def _directory(self, packed: bytes) -> list[_Entry]:
        entries = []
        for at in range(0, len(packed) - 127, 128):
            length, kind = struct.unpack_from("<HB", packed, at + 64)
            start, size = struct.unpack_from("<II", packed, at + 116)
            name = packed[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
            entries.append(_Entry(name, kind, start, size))
        return entries


def _followed(start: int, table: list[int]) -> list[int]:
    """The chain from ``start``; one that comes by the same sector again has no end."""
    chain: list[int] = []
    seen: set[int] = set()
    while start < _FREE:
        if start in seen or start >= len(table):
            raise _broken()
        seen.add(start)
        chain.append(start)
        start = table[start]
    return chain


def _numbers(packed: bytes) -> list[int]:
    count = len(packed) // 4
    return list(struct.unpack_from(f"<{count}I", packed))


def _broken() -> Refused:
    return Refused(f"文件已损坏，打不开；{SAVE_AS}")
