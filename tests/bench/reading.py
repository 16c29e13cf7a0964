"""``read``: 100,000 rows of 25 columns as plain cells: ours, in its guarded child, beside bare readers."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench import ground

# fastexcel, where somebody has installed it: the bare reader without the guarded process.
GOALS: dict[str, float] = {"openpyxl": 6, "tablib": 5} | (
    {"fastexcel": 0.75} if importlib.util.find_spec("fastexcel") else {}
)
_COLUMNS = 25


def cases(quick: bool) -> list[dict[str, Any]]:
    rows, rounds = (10_000, 1) if quick else (100_000, 3)
    path = _book(rows)
    names = ("ours", *GOALS)
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            told[name].append(_in_its_process(name, path))
    middle = {name: statistics.median(run["seconds"] for run in runs) for name, runs in told.items()}
    return [
        {
            "bench": "read",
            "case": f"{rows}x{_COLUMNS}",
            "rows": rows,
            "seconds": round(middle["ours"], 2),
            "peak_mb": round(max(run["peak_mb"] for run in told["ours"])),
            "runs": rounds,
            "same_outcome": len({run["digest"] for runs in told.values() for run in runs}) == 1,
            "ratios": {name: round(middle[name] / middle["ours"], 2) for name in GOALS},
            "goals": GOALS,
        }
    ]


def _book(rows: int) -> Path:
    """As Excel and WPS write it: shared strings, text but for one column of amounts."""
    import xlsxwriter

    path = ground.FOLDER / f"read-{rows}.xlsx"
    if not path.exists():
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet("花名册")
        sheet.write_row(0, 0, [f"第{column}列" for column in range(_COLUMNS)])
        for row in range(1, rows + 1):
            for column in range(_COLUMNS - 1):
                text = (
                    f"99020319600315{row % 10_000:04d}"
                    if column % 8 == 3
                    else f"词{(row * 7 + column) % 997}"
                )
                sheet.write_string(row, column, text)
            sheet.write_number(row, _COLUMNS - 1, row % 5_000 + 0.5)
        book.close()
    return path


def _in_its_process(name: str, path: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.reading", name, str(path)],
        cwd=ground.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stderr[-3000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def ours(content: bytes) -> list[list[str]]:
    from households.roster.reading import read_sheets

    return [cells for _, cells in read_sheets(content)[0].rows]


def openpyxl(content: bytes) -> list[Any]:
    from openpyxl import load_workbook

    return list(load_workbook(io.BytesIO(content), read_only=True).active.iter_rows(values_only=True))


def tablib(content: bytes) -> list[Any]:
    from tablib import Dataset

    data = Dataset().load(content, format="xlsx")
    return [data.headers, *data]


def fastexcel(content: bytes) -> list[Any]:
    """Its columns as Arrow, and the rows as Python's, which is what every reader here hands over."""
    import fastexcel as library  # type: ignore[import-not-found, unused-ignore]

    sheet = library.read_excel(content).load_sheet(0, header_row=None, dtypes="string")
    return list(zip(*(column.to_pylist() for column in sheet.to_arrow().columns), strict=True))


def one(name: str, path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    work: Any = {"ours": ours, "openpyxl": openpyxl, "tablib": tablib, "fastexcel": fastexcel}[name]
    began = time.perf_counter()
    found = work(content)
    seconds = time.perf_counter() - began
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    digest = hashlib.sha256()
    for row in found:
        digest.update("\x1f".join(_text(cell) for cell in row).encode())
    return {"seconds": seconds, "peak_mb": peak / 1024, "digest": digest.hexdigest()}


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


if __name__ == "__main__":
    print(json.dumps(one(sys.argv[1], Path(sys.argv[2]))))
