"""Photographs and papers come into a household's file and are taken out of it; nothing is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.sealed.files import forget_file, keep_file
from households.attachments.photographs import Readied, UnfitFile, ready
from households.models import Attachment, Household, ProcedureStep, StatusStep, Visit


class UnableToAttach(Exception):
    """The file cannot be added or taken away; the message is ready for the user."""


@dataclass(frozen=True)
class Described:
    """What is told of a file: its kind, words, day, and the visit, change of status or step it belongs to."""

    kind: str
    taken_on: date
    caption: str = ""
    visit: Visit | None = None
    status_step: StatusStep | None = None
    procedure_step: ProcedureStep | None = None


@transaction.atomic
def attach(*, household: Household, raw: bytes, told: Described, by: User, on: date) -> Attachment:
    """Keep one file with the household. A file that is there already is refused, not kept twice."""
    if household.left_on is not None:
        raise UnableToAttach("此户已退出登记，不能再添加照片和材料。")
    if told.taken_on > on:
        raise UnableToAttach("拍摄或形成日期不能晚于今天。")
    _refuse_another_households(household, told)
    try:
        readied = ready(raw)
    except UnfitFile as reason:
        raise UnableToAttach(f"{reason}。") from reason
    _refuse_past_the_limit(household)
    return _keep(household, readied, told, by=by)


def _refuse_another_households(household: Household, told: Described) -> None:
    for linked in (told.visit, told.status_step, told.procedure_step):
        if linked is not None and linked.household_id != household.pk:
            raise UnableToAttach("所选的走访或程序不属于这一户，请重新选择。")


def _refuse_past_the_limit(household: Household) -> None:
    """Counted under a lock of the household: two phones at once do not pass the limit together."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('attachments'), %s)", [household.pk % 2**31])
    limit = settings.ATTACHMENTS_PER_HOUSEHOLD
    if Attachment.objects.of_household(household).kept().count() >= limit:
        raise UnableToAttach(f"一户最多保存{limit}份照片和材料，请先撤下不再需要的。")


def _keep(household: Household, readied: Readied, told: Described, *, by: User) -> Attachment:
    """The files first; where the row is refused, they go again."""
    names = [keep_file(readied.content)]
    try:
        if readied.thumbnail:
            names.append(keep_file(readied.thumbnail))
        with transaction.atomic():
            return Attachment.objects.create(
                household=household,
                area_code=household.area_code,
                kind=told.kind,
                caption=told.caption,
                taken_on=told.taken_on,
                visit=told.visit,
                status_step=told.status_step,
                procedure_step=told.procedure_step,
                media_type=readied.media_type,
                size_bytes=len(readied.content),
                sha256=readied.sha256,
                stored_as=names[0],
                thumbnail_as=names[1] if readied.thumbnail else "",
                created_by=by,
            )
    except BaseException as refused:
        for name in names:
            forget_file(name)
        if isinstance(refused, IntegrityError) and "attachment_once" in str(refused):
            raise UnableToAttach("同一张照片或材料已在这一户的户档中。") from refused
        raise


@transaction.atomic
def withdraw(*, attachment: Attachment, reason: str, by: User, on: date) -> Attachment:
    """Take it out of the file's view (撤下): the row stays with day, reason and person, the bytes as well."""
    if not reason.strip():
        raise UnableToAttach("请写明撤下原因。")
    taken_away = Attachment.objects.filter(pk=attachment.pk, withdrawn_on=None).update(
        withdrawn_on=on, withdrawn_reason=reason, withdrawn_by=by, updated_at=timezone.now()
    )
    if not taken_away:
        raise UnableToAttach("此照片或材料已经撤下。")
    attachment.refresh_from_db()
    return attachment
