"""Photographs and scanned papers of a household's file (照片和材料)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from foundation.recorded import Recorded, tracked
from households.models.households import StatusStep
from households.models.linked import HouseholdLinked
from households.models.pairings import Visit
from households.models.procedures import ProcedureStep
from households.querysets import AttachmentQuerySet


class AttachmentKind(models.TextChoices):
    HOUSE = "house", "住房照片"
    FAMILY = "family", "家庭照片"
    VISIT = "visit", "走访照片"
    PROJECT = "project", "改造、产业等项目照片"
    PROCEDURE = "procedure", "评议、公示、公告材料"
    AGREEMENT = "agreement", "签字材料（承诺、确认、协议）"
    ID_PAPERS = "id_papers", "证件和户口簿"
    CERTIFICATE = "certificate", "残疾人证"
    MEDICAL = "medical", "诊断和医疗材料"
    ACCOUNT = "account", "存折、一卡通"
    OTHER = "other", "其他材料"


# Papers that show whole numbers: opened like a number, with a reason.
SHOWING_NUMBERS = frozenset(
    {
        AttachmentKind.ID_PAPERS,
        AttachmentKind.CERTIFICATE,
        AttachmentKind.MEDICAL,
        AttachmentKind.ACCOUNT,
        AttachmentKind.AGREEMENT,
        AttachmentKind.OTHER,
    }
)


class MediaType(models.TextChoices):
    JPEG = "image/jpeg", "照片"
    PDF = "application/pdf", "PDF"


@tracked()
class Attachment(HouseholdLinked, Recorded):
    """One photograph or paper. The bytes lie encrypted (``foundation.sealed.files``), never in a web folder.

    ``key`` is its address and cannot be guessed. Taken away, it keeps its row with day and reason.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("种类", max_length=12, choices=AttachmentKind)
    caption = models.CharField("说明", max_length=100, blank=True)
    taken_on = models.DateField("拍摄或形成日期")
    media_type = models.CharField("类型", max_length=20, choices=MediaType)
    size_bytes = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64, editable=False)
    stored_as = models.CharField(max_length=80, editable=False)
    thumbnail_as = models.CharField(max_length=80, blank=True, editable=False)
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="attachments", verbose_name="走访"
    )
    status_step = models.ForeignKey(
        StatusStep, models.PROTECT, null=True, blank=True, related_name="attachments", verbose_name="程序"
    )
    procedure_step = models.ForeignKey(
        ProcedureStep,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="程序步骤",
    )
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_reason = models.CharField("撤下原因", max_length=100, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤下人",
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "照片和材料"
        constraints: ClassVar = [
            models.CheckConstraint(name="attachment_kind_known", condition=Q(kind__in=AttachmentKind.values)),
            models.CheckConstraint(
                name="attachment_is_photo_or_pdf", condition=Q(media_type__in=MediaType.values)
            ),
            models.CheckConstraint(
                name="attachment_photo_has_thumbnail",
                condition=(Q(media_type="image/jpeg") & ~Q(thumbnail_as=""))
                | (Q(media_type="application/pdf") & Q(thumbnail_as="")),
            ),
            models.CheckConstraint(name="attachment_is_not_empty", condition=Q(size_bytes__gt=0)),
            models.CheckConstraint(
                name="attachment_withdrawn_with_reason",
                condition=Q(withdrawn_on=None, withdrawn_reason="", withdrawn_by=None)
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
            ),
            models.CheckConstraint(
                name="attachment_taken_before_withdrawn",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("taken_on")),
            ),
            models.UniqueConstraint(
                fields=["household", "sha256"], condition=Q(withdrawn_on=None), name="attachment_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="attachment_by_area")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.taken_on}"

    @property
    def is_photo(self) -> bool:
        return self.media_type == MediaType.JPEG

    @property
    def shows_numbers(self) -> bool:
        return self.kind in SHOWING_NUMBERS
