"""From a strange file to plain rows: runs the child process and takes what it hands over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from households.roster.formats.handing import BROKEN_NUMBER, CELL, CUT_NUMBER, ROW, Around

WALL_SECONDS = 180
_ROOT = Path(__file__).resolve().parents[2]
# What a child may hand over at all; it has its own, narrower limits.
_MOST_BYTES = 600_000_000

__all__ = ["BROKEN_NUMBER", "CUT_NUMBER", "Sheet", "UnableToRead", "read_sheets"]


class UnableToRead(Exception):
    """The file gives no rows; the message is ready for the user."""


@dataclass
class Sheet:
    """One sheet's filled rows by their number; ``merges`` are (row, column, row, column) from 0.

    ``source`` is the file's name within a zip, ``problem`` says why such a file gave no rows.
    """

    name: str
    merges: list[tuple[int, int, int, int]]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    hidden: bool = False
    source: str = ""
    problem: str = ""
    around: Around = field(default_factory=Around)


def read_sheets(content: bytes) -> list[Sheet]:
    """Every sheet of the file. Its reader's death, hunger or endlessness is an :class:`UnableToRead`."""
    with _child(content) as (out, stopped):
        sheets, complete = _taken(out)
        if not complete:
            raise UnableToRead(_given_up("读取时间过长" if stopped.is_set() else "读取中断"))
    return sheets


@contextmanager
def _child(content: bytes) -> Iterator[tuple[IO[bytes], threading.Event]]:
    """The child's output, and whether it took too long. It never outlives the block."""
    child = subprocess.Popen(
        [sys.executable, "-m", "households.roster.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "utf-8"},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        child.kill()

    clock = threading.Timer(WALL_SECONDS, stop)
    feeder = threading.Thread(target=_feed, args=(child.stdin, content), daemon=True)
    clock.start()
    feeder.start()
    try:
        yield child.stdout, stopped
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        feeder.join()
        child.stdout.close()


def _feed(into: IO[bytes], content: bytes) -> None:
    """A child that dies early leaves a broken pipe: its silence is told by the reading side."""
    try:
        into.write(content)
        into.close()
    except OSError:
        pass


def _given_up(why: str) -> str:
    return f"文件{why}，可能已损坏或含有过多格式；请用 WPS 或 Excel 打开后另存为 .xlsx 再上传"


def _taken(out: IO[bytes]) -> tuple[list[Sheet], bool]:
    sheets: list[Sheet] = []
    taken = 0
    while line := out.readline(50_000_000):
        try:
            said = json.loads(line)
        except ValueError:
            return sheets, False
        if "refused" in said:
            raise UnableToRead(said["refused"])
        if "sheet" in said:
            sheets.append(_sheet(said))
        elif "rows" in said:
            taken += said["rows"]
            packed = out.read(said["rows"])
            if len(packed) != said["rows"] or taken > _MOST_BYTES:
                return sheets, False
            sheets[-1].rows += _rows(packed.decode())
        elif "end" in said:
            return sheets, True
    return sheets, False


def _sheet(said: dict[str, Any]) -> Sheet:
    around = Around(**{key: said[key] for key in Around.__dataclass_fields__ if key in said})
    merges = [(m[0], m[1], m[2], m[3]) for m in around.merges]
    told = {key: said[key] for key in ("hidden", "source", "problem") if key in said}
    return Sheet(said["sheet"], merges, around=around, **told)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for line in text.split(ROW):
        number, *cells = line.split(CELL)
        yield int(number), cells
