"""From a strange file to plain rows: runs the child process and takes what it hands over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from households.roster.child import BROKEN_NUMBER

WALL_SECONDS = 180
_ROOT = Path(__file__).resolve().parents[2]

__all__ = ["BROKEN_NUMBER", "Sheet", "UnableToRead", "read_sheets"]


class UnableToRead(Exception):
    """The file gives no rows; the message is ready for the user."""


@dataclass
class Sheet:
    """One sheet's filled rows by their number; ``merges`` are (row, column, row, column) from 0."""

    name: str
    merges: list[tuple[int, int, int, int]]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    hidden: bool = False


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """Every sheet of the file. Its reader's death, hunger or endlessness is an :class:`UnableToRead`."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "households.roster.child", Path(name).name[-80:]],
            input=content,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as endless:
        raise UnableToRead(_given_up("读取时间过长")) from endless
    sheets, complete = _taken(child.stdout)
    if not complete:
        raise UnableToRead(_given_up("读取中断"))
    return sheets


def _given_up(why: str) -> str:
    return f"文件{why},可能已损坏或含有过多格式;请用 WPS 或 Excel 打开后另存为 .xlsx 再上传"


def _taken(output: bytes) -> tuple[list[Sheet], bool]:
    sheets: list[Sheet] = []
    for line in output.splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            return sheets, False
        if "refused" in said:
            raise UnableToRead(said["refused"])
        if "sheet" in said:
            merges = [(m[0], m[1], m[2], m[3]) for m in said["merges"]]
            sheets.append(Sheet(said["sheet"], merges, hidden=said.get("hidden", False)))
        elif "rows" in said:
            sheets[-1].rows += [(number, cells) for number, cells in said["rows"]]
        elif "end" in said:
            return sheets, True
    return sheets, False
