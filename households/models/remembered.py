"""What a sender's lists taught: columns, sheets to leave out, villages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from foundation.recorded import Recorded
from households.querysets import AreaRowQuerySet


class RememberedLayout(Recorded):
    """How the lists of one area are laid out (列对应记忆), by the signature of a sheet or of its header.

    ``choice``: {"columns": {"3": "id_number"}} for a header; {"leave_out": true} or
    {"header": [3, 4]} for a sheet.
    """

    area_code = models.BigIntegerField("导入区域")
    kind = models.CharField("种类", max_length=20)
    signature = models.CharField(max_length=64)
    choice = models.JSONField("选择")

    objects = AreaRowQuerySet["RememberedLayout"].as_manager()

    class Meta:
        verbose_name = "列对应记忆"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area_code", "kind", "signature"], name="layout_remembered_once"),
            models.CheckConstraint(
                name="layout_signature_whole", condition=Q(signature__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.signature[:8]}"


class PlaceWord(Recorded):
    """What the lists of an area call a village (村名对照): township and village as written, and its code."""

    area_code = models.BigIntegerField("导入区域")
    township = models.CharField("名单上的乡镇", max_length=60, blank=True)
    village = models.CharField("名单上的村", max_length=60)
    village_code = models.BigIntegerField("村（社区）")

    objects = AreaRowQuerySet["PlaceWord"].as_manager()

    class Meta:
        verbose_name = "村名对照"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area_code", "township", "village"], name="place_word_once"),
            models.CheckConstraint(name="place_word_not_empty", condition=~Q(village="")),
        ]

    def __str__(self) -> str:
        return f"{self.township}{self.village}"
