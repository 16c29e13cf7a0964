"""The disability certificate (残疾人证). Its number is no key: re-assessment changes the last two places."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.recorded import Recorded, tracked
from households.models.codes import CancelReason
from households.models.linked import HouseholdLinked
from households.models.persons import DisabilityKind, Person
from households.querysets import LinkedQuerySet

_DIVISIONS = (110_000_000_000, 999_999_999_999)


class Category(models.IntegerChoices):
    VISUAL = 1, "视力残疾"
    HEARING = 2, "听力残疾"
    SPEECH = 3, "言语残疾"
    PHYSICAL = 4, "肢体残疾"
    INTELLECTUAL = 5, "智力残疾"
    MENTAL = 6, "精神残疾"
    MULTIPLE = 7, "多重残疾"


class Level(models.IntegerChoices):
    FIRST = 1, "一级"
    SECOND = 2, "二级"
    THIRD = 3, "三级"
    FOURTH = 4, "四级"


@tracked()
class DisabilityCertificate(HouseholdLinked, Recorded):
    """Kept as the key of its ID part, category, level and re-issue; the number is put together when shown.

    ``(person_id, holder_key)`` is a foreign key to the person's own number: a
    certificate of somebody else cannot hang on this person.
    """

    class State(models.TextChoices):
        VALID = "valid", "正常"
        FROZEN = "frozen", "冻结"
        CANCELLED = "cancelled", "注销"
        MOVING = "moving", "迁移中"

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="certificates", db_constraint=False, verbose_name="持证人"
    )
    household = models.ForeignKey(
        "households.Household", models.PROTECT, db_constraint=False, related_name="certificates"
    )
    holder_key = models.BinaryField("证号身份证部分", editable=False)
    category = models.PositiveSmallIntegerField("残疾类别", choices=Category)
    level = models.PositiveSmallIntegerField("残疾等级", choices=Level)
    reissue = models.PositiveSmallIntegerField("补换证次数", default=0)
    components = ArrayField(
        models.CharField(max_length=12, choices=DisabilityKind),
        default=list,
        blank=True,
        verbose_name="多重残疾包含",
    )
    first_issued_on = models.DateField("首次发证日期", null=True, blank=True)
    issued_on = models.DateField("发证日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    state = models.CharField("证件状态", max_length=10, choices=State, default=State.VALID)
    cancel_reason = models.CharField(
        "注销原因", max_length=12, choices=CancelReason, blank=True, default="", db_default=""
    )
    # A certificate follows the hukou, services follow the residence: both may differ from the household's.
    hukou_code = models.BigIntegerField("户籍区划代码", null=True, blank=True)
    residence_code = models.BigIntegerField("居住区划代码", null=True, blank=True)

    objects = LinkedQuerySet["DisabilityCertificate"].as_manager()

    class Meta:
        verbose_name = "残疾人证"
        constraints: ClassVar = [
            models.CheckConstraint(name="certificate_category_known", condition=Q(category__range=(1, 7))),
            models.CheckConstraint(name="certificate_level_known", condition=Q(level__range=(1, 4))),
            models.CheckConstraint(
                name="certificate_components_only_multiple", condition=Q(category=7) | Q(components=[])
            ),
            models.CheckConstraint(
                name="certificate_state_known",
                condition=Q(state__in=["valid", "frozen", "cancelled", "moving"]),
            ),
            models.CheckConstraint(
                name="certificate_dates_in_order",
                condition=Q(issued_on=None) | Q(valid_until=None) | Q(valid_until__gt=F("issued_on")),
            ),
            models.CheckConstraint(
                name="certificate_first_issue_first",
                condition=Q(first_issued_on=None)
                | Q(issued_on=None)
                | Q(issued_on__gte=F("first_issued_on")),
            ),
            models.CheckConstraint(
                name="certificate_cancelled_for_a_reason",
                condition=Q(cancel_reason="") | Q(state="cancelled", cancel_reason__in=CancelReason.values),
            ),
            models.CheckConstraint(
                name="certificate_divisions_of_twelve_places",
                condition=(Q(hukou_code=None) | Q(hukou_code__range=_DIVISIONS))
                & (Q(residence_code=None) | Q(residence_code__range=_DIVISIONS)),
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="valid"), name="one_valid_certificate"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="certificate_by_area"),
            models.Index(fields=["holder_key"], name="certificate_by_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}{self.get_level_display()}"

    @property
    def masked_number(self) -> str:
        number = self.person.id_number
        return f"{number}{self.category}{self.level}" + (f"B{self.reissue}" if self.reissue else "")
