"""The ledger (脱贫台账): asking for it, and its run: collect the entries, then write and freeze the file.

Entries are collected county by county, each in one statement and so as of one moment.
The file is written from the entries alone: killed in between and taken up again, a
ledger is the same, and entries and file never differ.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessment.ledgers.lines import lines_of
from assessment.ledgers.sql import collect_entries
from assessment.ledgers.workbook import write_workbook
from assessment.models import Ledger
from foundation.accounts.models import User
from foundation.areas.codes import code_range
from foundation.areas.models import Area
from foundation.jobs.kinds import Progress, UnableToRun
from foundation.jobs.models import Run
from foundation.jobs.running import ask_for_run
from foundation.policy.models import PolicyItem
from foundation.sealed.files import forget_file, keep_file

KIND = "produce_ledger"


class UnableToProduce(Exception):
    """The ledger cannot be asked for; the message is ready for the user."""


def ask_for_ledger(*, area: Area, period: str, by: User, on: date) -> Run:
    """Ask for the ledger of a month ("2018-06") or year ("2018"). Raises UnableToAsk while one is live."""
    first, last = days_of(period)
    if first > on:
        raise UnableToProduce(f"期间{period}还没有到，请选今天或以前的期间。")
    as_of = min(last, on)
    return ask_for_run(kind=KIND, area=area, by=by, key=period, period=period, as_of=as_of.isoformat())


def days_of(period: str) -> tuple[date, date]:
    """First and last day of a month or year."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", period)
    if match is None or not 2014 <= int(match[1]) <= 2100:
        raise UnableToProduce("期间请填年月，如2018-06；或填年度，如2018；不早于2014年。")
    year, month = int(match[1]), int(match[2] or 12)
    first = date(year, month if match[2] else 1, 1)
    return first, date(year, month, calendar.monthrange(year, month)[1])


def produce(run: Run) -> Progress:
    """One county's entries, or (after the last) the file."""
    ledger = _ledger_of(run)
    parts = _parts(run.area_code)
    done = int(run.cursor.get("part", 0))
    rows = int(run.cursor.get("rows", 0))
    if done < len(parts):
        new = collect_entries(ledger.pk, bounds=code_range(parts[done]), as_of=ledger.as_of, offset=rows)
        return Progress(
            cursor={"part": done + 1, "rows": rows + new},
            done=done + 1,
            total=len(parts) + 1,
            sentence=f"已汇集{rows + new}户，正在写表",
        )
    counts = _freeze(ledger)
    return Progress(
        cursor=run.cursor,
        done=len(parts) + 1,
        total=len(parts) + 1,
        sentence=f"台账已生成：{counts['households']}户、残疾人{counts['persons']}人",
        finished=True,
        result={"object_id": ledger.pk, "sha256": ledger.sha256, **_figures(counts)},
    )


def _ledger_of(run: Run) -> Ledger:
    """One ledger a run: made by its first chunk, found by the others."""
    found: Ledger | None = Ledger.objects.filter(run=run).first()
    if found:
        return found
    made: Ledger = Ledger.objects.create(
        run=run,
        area_code=run.area_code,
        period=run.parameters["period"],
        as_of=date.fromisoformat(run.parameters["as_of"]),
        catalogue_version=catalogue_version(),
        created_by=run.asked_by,
        created_by_run=run,
    )
    return made


def _parts(area_code: int) -> list[int]:
    """The counties of a wider area; a county and what lies below it is one part."""
    bounds = code_range(area_code)
    counties = Area.objects.filter(code__gte=bounds.lo, code__lte=bounds.hi).of_level("county")
    return list(counties.values_list("code", flat=True)) or [area_code]


@transaction.atomic
def _freeze(ledger: Ledger) -> dict[str, Any]:
    area = Area.objects.get(pk=ledger.area_code)
    if not ledger.entries.exists():
        raise UnableToRun(f"截至{ledger.as_of}，{area.name}没有登记在册的贫困残疾人家庭，台账未生成。")
    content, totals = write_workbook(ledger, area.name, lines_of(ledger))
    counts = totals.in_words()
    ledger.counts = counts
    ledger.sha256, ledger.size_bytes = hashlib.sha256(content).hexdigest(), len(content)
    ledger.file_name = f"{area.name}贫困残疾人脱贫台账{ledger.period}.xlsx"
    ledger.frozen_at = timezone.now()
    ledger.stored_as = keep_file(content)
    try:
        ledger.save()
    except BaseException:
        forget_file(ledger.stored_as)
        raise
    return counts


def _figures(counts: dict[str, Any]) -> dict[str, int]:
    return {name: value for name, value in counts.items() if isinstance(value, int)}


def catalogue_version() -> str:
    """A digest of the policy in force when the ledger was made: items, rules, what counts as having one."""
    digest = hashlib.sha256()
    fields = ("plan__slug", "kind", "slug", "name", "nature", "rule", "satisfied_by", "recurrence")
    for row in PolicyItem.objects.in_force().order_by("plan__slug", "kind", "slug").values_list(*fields):
        digest.update(repr(row).encode())
    return digest.hexdigest()
