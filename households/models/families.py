"""What changed in a family (自然增减、分户、并户、迁移), and a household's transfer between two counties."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from foundation.recorded import Recorded, tracked
from foundation.sealed.fields import LookupKeyField, SealedField
from households.models.linked import HouseholdLinked
from households.querysets import LinkedQuerySet, TransferQuerySet


@tracked()
class FamilyChange(HouseholdLinked, Recorded):
    """One event with its date and reason. It changes people, never the household's poverty status."""

    class Kind(models.TextChoices):
        BIRTH = "birth", "出生"
        MARRIED_IN = "married_in", "婚入"
        ADOPTED = "adopted", "收养"
        RETURNED = "returned", "回户"
        CAME = "came", "其他自然增加"
        DEATH = "death", "死亡"
        MARRIED_OUT = "married_out", "婚出"
        DIVORCED = "divorced", "离婚离户"
        GONE = "gone", "其他自然减少"
        HEAD = "head", "更换户主"
        DIVIDED = "divided", "分户"
        JOINED = "joined", "并户"
        MOVED = "moved", "迁移"
        TRANSFERRED = "transferred", "跨县转移"
        LEFT = "left", "随户退出登记"
        BACK = "back", "撤销退出，恢复"

    kind = models.CharField("变动", max_length=12, choices=Kind)
    person = models.ForeignKey(
        "households.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name="人员",
    )
    happened_on = models.DateField("发生日期")
    reason = models.CharField("原因和依据", max_length=200)
    detail = models.CharField("前后情况", max_length=300, blank=True)
    # The other household of a division or a joining.
    counterpart = models.ForeignKey(
        "households.Household",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        verbose_name="另一户",
    )
    procedure = models.ForeignKey(
        "households.Procedure", models.PROTECT, null=True, blank=True, related_name="changes"
    )

    objects = LinkedQuerySet["FamilyChange"].as_manager()

    class Meta:
        verbose_name = "家庭变动"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="family_change_known",
                condition=Q(
                    kind__in=[
                        "birth", "married_in", "adopted", "returned", "came", "death", "married_out",
                        "divorced", "gone", "head", "divided", "joined", "moved", "transferred", "left",
                        "back",
                    ]
                ),
            ),
            models.CheckConstraint(name="family_change_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="family_change_of_somebody",
                condition=Q(person__isnull=False)
                | Q(kind__in=["divided", "joined", "moved", "transferred"]),
            ),
            models.CheckConstraint(
                name="family_change_with_other_household",
                condition=Q(kind__in=["divided", "joined"], counterpart__isnull=False)
                & ~Q(counterpart=F("household"))
                | ~Q(kind__in=["divided", "joined"]),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["person", "happened_on"], name="family_change_of_person")]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.get_kind_display()}"


@tracked()
class Transfer(Recorded):
    """A household passes to another county: offered by the one, or asked for by the other; both leads agree.

    The asking county sees what it wrote itself, the receiving county the few words of the offer;
    the household is named to the database only when the giving county has agreed.
    """

    class State(models.TextChoices):
        ASKED = "asked", "已申请，待转出县同意"
        RELEASED = "released", "转出县已同意，待转入县接收"
        DONE = "done", "已转移"
        REFUSED = "refused", "已退回"
        WITHDRAWN = "withdrawn", "已撤回"

    area_code = models.BigIntegerField("转出县", editable=False)
    receiving_code = models.BigIntegerField("转入县", editable=False)
    household = models.ForeignKey(
        "households.Household",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        db_constraint=False,
        verbose_name="户",
    )
    name = models.CharField("姓名", max_length=50)
    id_number = SealedField("身份证号", kind="id", null=True, blank=True)
    id_number_key = LookupKeyField(of="id_number", null=True, blank=True)
    members = models.PositiveSmallIntegerField("人口", null=True, blank=True)
    reason = models.CharField("事由", max_length=200)
    # Told by the giving county: its cadres stay behind with it, their names go along.
    helpers = models.CharField("原结对", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=State)
    asked_on = models.DateField("申请日期")
    released_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转出县同意人"
    )
    released_on = models.DateField("转出县同意日期", null=True, blank=True)
    received_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转入县接收人"
    )
    received_on = models.DateField("转入县接收日期", null=True, blank=True)
    village_code = models.BigIntegerField("迁入村", null=True, blank=True)
    refusal = models.CharField("退回或撤回原因", max_length=200, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "跨县转移"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="transfer_state_known",
                condition=Q(state__in=["asked", "released", "done", "refused", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="transfer_between_two_counties", condition=~Q(area_code=F("receiving_code"))
            ),
            models.CheckConstraint(name="transfer_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="transfer_released_by_somebody",
                condition=Q(state__in=["released", "done"], released_by__isnull=False,
                            released_on__isnull=False, household__isnull=False)
                | ~Q(state__in=["released", "done"]),
            ),
            models.CheckConstraint(
                name="transfer_received_by_another",
                condition=Q(state="done", received_by__isnull=False, received_on__isnull=False,
                            village_code__isnull=False)
                & ~Q(received_by=F("released_by"))
                | (~Q(state="done") & Q(received_by=None, received_on=None)),
            ),
            models.CheckConstraint(
                name="transfer_refused_with_reason",
                condition=Q(state__in=["refused", "withdrawn"]) & ~Q(refusal="")
                | (~Q(state__in=["refused", "withdrawn"]) & Q(refusal="")),
            ),
            models.UniqueConstraint(
                fields=["id_number_key", "receiving_code"],
                condition=Q(state__in=["asked", "released"], id_number_key__isnull=False),
                name="transfer_asked_once",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state="released"),
                name="transfer_released_once",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="transfer_by_giving"),
            models.Index(fields=["receiving_code", "id"], name="transfer_by_receiving"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_state_display()}）"
