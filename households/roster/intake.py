"""The verbs of a roster: take it in, check it, confirm it, merge it, discard it.

Check and merge are background runs; each call of :func:`check_roster` and
:func:`merge_roster` does one chunk in one transaction, in the asker's scope.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.jobs.running import UnableToAsk, ask_for_run
from foundation.sealed.files import forget_file, keep_file
from households.models import RosterFile, RosterRow

CHECK, MERGE, RETURN = "check_roster", "merge_roster", "return_wrong_rows"
_OPEN = (RosterFile.State.UPLOADED, RosterFile.State.CHECKED)


class UnableToTakeRoster(Exception):
    """The roster cannot be taken in, confirmed or discarded; the message is ready for the user."""


def refuse_too_large(size: int) -> None:
    """To be asked before the file is read into memory."""
    if size > settings.ROSTER_MAX_BYTES:
        limit = settings.ROSTER_MAX_BYTES // (1024 * 1024)
        raise UnableToTakeRoster(f"文件超过{limit}MB；请删除图片和多余格式，或按乡镇分开后上传")


@transaction.atomic
def take_in_roster(
    *,
    content: bytes,
    name: str,
    area: Area,
    by: User,
    on: date,
    kind: str = "registry",
    options: Mapping[str, Any] | None = None,
) -> RosterFile:
    """Keep the file encrypted and ask for its check."""
    refuse_too_large(len(content))
    digest = hashlib.sha256(content).hexdigest()
    stored = keep_file(content)
    try:
        with transaction.atomic():
            roster = RosterFile.objects.create(
                area_code=area.code,
                kind=kind,
                options=dict(options or {}),
                file_name=_tidy_name(name),
                sha256=digest,
                size_bytes=len(content),
                stored_as=stored,
                created_by=by,
            )
    except IntegrityError as twice:  # roster_open_once: also where two send it in at the same moment
        forget_file(stored)
        raise UnableToTakeRoster("同一文件已经上传，正在核对或等待确认；请先处理完那一份") from twice
    roster.check_run = _asked(CHECK, roster, area, by, on)
    roster.save(update_fields=["check_run", "updated_at"])
    return roster


def _tidy_name(name: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f<>\"']", "", Path(name.replace("\\", "/")).name)[-150:] or "花名册"


def _asked(kind: str, roster: RosterFile, area: Area, by: User, on: date) -> Run:
    return asked_for(kind, roster, area, by, on=on.isoformat())


def asked_for(kind: str, roster: RosterFile, area: Area, by: User, **more: str) -> Run:
    try:
        return ask_for_run(kind=kind, area=area, by=by, key=f"roster-{roster.pk}", roster=roster.pk, **more)
    except UnableToAsk as busy:
        raise UnableToTakeRoster(str(busy)) from busy


@transaction.atomic
def check_again(*, roster: RosterFile, area: Area, by: User, on: date) -> None:
    """Read and check the kept file once more, with what was learned about it meanwhile."""
    roster = RosterFile.objects.select_for_update().get(pk=roster.pk)
    if roster.state not in (*_OPEN, RosterFile.State.REFUSED) or not roster.stored_as:
        raise UnableToTakeRoster(f"此花名册的状态是“{roster.get_state_display()}”，不能重新核对")
    if any(run and run.is_live for run in (roster.check_run, roster.merge_run)):
        raise UnableToTakeRoster("此花名册正在核对或入库；请等它完成")
    if roster.rows.filter(merged=True).exists():
        raise UnableToTakeRoster("此花名册已有部分户入库，不能重新核对；请继续入库")
    RosterRow.objects.filter(roster_id=roster.pk).delete()
    roster.state, roster.problem, roster.counts = RosterFile.State.UPLOADED, "", {}
    try:
        with transaction.atomic():
            roster.save(update_fields=["state", "problem", "counts", "updated_at"])
    except IntegrityError as twice:
        raise UnableToTakeRoster("同一文件另有一份正在核对或等待确认；请先处理完那一份") from twice
    roster.check_run = _asked(CHECK, roster, area, by, on)
    roster.save(update_fields=["check_run", "updated_at"])


@transaction.atomic
def confirm_roster(*, roster: RosterFile, area: Area, by: User, on: date) -> Run:
    """Let the checked roster be merged."""
    roster = RosterFile.objects.select_for_update().get(pk=roster.pk)
    if roster.state != RosterFile.State.CHECKED:
        raise UnableToTakeRoster(f"此花名册的状态是“{roster.get_state_display()}”，不能确认入库")
    if roster.merge_run and roster.merge_run.is_live:
        raise UnableToTakeRoster("此花名册正在入库，请等它完成")
    if not roster.counts.get("accepted"):
        raise UnableToTakeRoster("没有可以入库的行；请改正后重新上传")
    roster.merge_run = _asked(MERGE, roster, area, by, on)
    roster.save(update_fields=["merge_run", "updated_at"])
    return roster.merge_run


@transaction.atomic
def discard_roster(*, roster: RosterFile, by: User) -> None:
    """Drop a roster that was not merged: its rows and its file go, that it was sent in stays."""
    roster = RosterFile.objects.select_for_update().get(pk=roster.pk)
    if roster.state not in (*_OPEN, RosterFile.State.REFUSED):
        raise UnableToTakeRoster(f"此花名册的状态是“{roster.get_state_display()}”，不能放弃")
    if any(run and run.is_live for run in (roster.check_run, roster.merge_run)):
        raise UnableToTakeRoster("此花名册正在核对或入库；请先停止任务再放弃")
    if roster.rows.filter(merged=True).exists():
        raise UnableToTakeRoster("此花名册已有部分户入库，不能放弃；请继续入库，或由县残联负责人撤销")
    RosterRow.objects.filter(roster_id=roster.pk).delete()
    stored, roster.stored_as, roster.state = roster.stored_as, "", RosterFile.State.DISCARDED
    roster.save(update_fields=["state", "stored_as", "updated_at"])
    transaction.on_commit(lambda: forget_file(stored) if stored else None)


def roster_of(run: Run) -> RosterFile:
    return RosterFile.objects.select_related(None).get(pk=run.parameters["roster"])


def day_of(run: Run) -> date:
    return date.fromisoformat(run.parameters["on"])


def summary(counts: dict[str, Any]) -> str:
    """The counts in one sentence."""
    words = (
        ("new", "新增"),
        ("changed", "变更"),
        ("unchanged", "无变化"),
        ("wrong", "有误"),
        ("held", "同户待改"),
        ("ambiguous", "待确认"),
        ("unknown", "未登记"),
        ("elsewhere", "在他县登记"),
        ("blank", "空行或非人员行"),
    )
    return f"共{counts.get('rows', 0)}行：" + "、".join(
        f"{word}{counts[key]}" for key, word in words if counts.get(key)
    )
