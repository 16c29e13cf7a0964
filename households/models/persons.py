"""Persons of a household, and contrary values that wait for a human word."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from foundation.recorded import Recorded, tracked
from foundation.sealed.fields import LookupKeyField, SealedField
from households.models.codes import (
    GuardianRelation,
    LivingSource,
    Marriage,
    PoliticalStatus,
    Uncertified,
    UnemployedReason,
    WorkHelp,
    WorkPlace,
)
from households.models.linked import HouseholdLinked
from households.querysets import LinkedQuerySet, PersonQuerySet


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Relation(models.TextChoices):
    HEAD = "head", "户主"
    SPOUSE = "spouse", "配偶"
    SON = "son", "之子"
    DAUGHTER = "daughter", "之女"
    DAUGHTER_IN_LAW = "daughter_in_law", "之儿媳"
    SON_IN_LAW = "son_in_law", "之女婿"
    GRANDCHILD = "grandchild", "之孙子女"
    PARENT = "parent", "之父母"
    PARENT_IN_LAW = "parent_in_law", "之岳父母（公婆）"
    GRANDPARENT = "grandparent", "之祖父母"
    SIBLING = "sibling", "之兄弟姐妹"
    OTHER = "other", "其他"


class Education(models.TextChoices):
    ILLITERATE = "illiterate", "文盲或半文盲"
    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初中"
    SENIOR = "senior", "高中"
    VOCATIONAL = "vocational", "中专（中职）"
    COLLEGE = "college", "大专"
    UNDERGRADUATE = "undergraduate", "本科及以上"


class SchoolStage(models.TextChoices):
    NONE = "none", "非在校生"
    PRESCHOOL = "preschool", "学前教育"
    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初中"
    SENIOR = "senior", "高中"
    VOCATIONAL = "vocational", "中职"
    COLLEGE = "college", "高职高专"
    UNDERGRADUATE = "undergraduate", "本科"
    POSTGRADUATE = "postgraduate", "硕士及以上"


class LabourAbility(models.TextChoices):
    SKILLED = "skilled", "技能劳动力"
    ORDINARY = "ordinary", "普通劳动力"
    WEAK = "weak", "弱劳动力或半劳动力"
    LOST = "lost", "丧失劳动力"
    NONE = "none", "无劳动力"


class Health(models.TextChoices):
    HEALTHY = "healthy", "健康"
    CHRONIC = "chronic", "长期慢性病"
    SERIOUS = "serious", "患有大病"
    DISABLED = "disabled", "残疾"


class DisabilityKind(models.TextChoices):
    VISUAL = "visual", "视力"
    HEARING = "hearing", "听力"
    SPEECH = "speech", "言语"
    PHYSICAL = "physical", "肢体"
    INTELLECTUAL = "intellectual", "智力"
    MENTAL = "mental", "精神"


@tracked()
class Person(HouseholdLinked, Recorded):
    """A member. Sex and birth date are what the ID number says; without one the reason stands."""

    name = models.CharField("姓名", max_length=50)
    name_initials = models.CharField("姓名拼音首字母", max_length=50, blank=True, editable=False)
    id_number = SealedField("身份证号", kind="id", null=True, blank=True)
    id_number_key = LookupKeyField(of="id_number", null=True, blank=True)
    # The last four places, for the search by tail: a sealed number has no LIKE.
    id_tail_key = models.BinaryField(null=True, blank=True, editable=False)
    no_number_reason = models.CharField("无身份证号原因", max_length=60, blank=True)
    # The number of the national poverty registry, where it has given one.
    number = models.CharField("人编号", max_length=24, blank=True, default="", db_default="")
    sex = models.CharField("性别", max_length=6, choices=Sex, blank=True)
    birth_date = models.DateField("出生日期", null=True, blank=True)
    relation = models.CharField("与户主关系", max_length=16, choices=Relation, default=Relation.OTHER)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    political_status = models.CharField(
        "政治面貌", max_length=14, choices=PoliticalStatus, blank=True, default="", db_default=""
    )
    marriage = models.CharField(
        "婚姻状况", max_length=10, choices=Marriage, blank=True, default="", db_default=""
    )
    in_army = models.BooleanField("现役军人", null=True, blank=True)
    education = models.CharField("文化程度", max_length=14, choices=Education, blank=True)
    school_stage = models.CharField("在校生状况", max_length=14, choices=SchoolStage, blank=True)
    health = models.CharField("健康状况", max_length=10, choices=Health, blank=True)
    labour_ability = models.CharField("劳动能力", max_length=10, choices=LabourAbility, blank=True)
    employed = models.BooleanField("已就业", null=True, blank=True)
    work_months = models.PositiveSmallIntegerField("务工时间（月）", null=True, blank=True)
    work_place = models.CharField(
        "务工地点", max_length=10, choices=WorkPlace, blank=True, default="", db_default=""
    )
    public_post = models.BooleanField("在公益性岗位", null=True, blank=True)
    unemployed_reason = models.CharField(
        "未就业原因", max_length=14, choices=UnemployedReason, blank=True, default="", db_default=""
    )
    living_source = models.CharField(
        "未就业主要生活来源", max_length=10, choices=LivingSource, blank=True, default="", db_default=""
    )
    medical_insured = models.BooleanField("参加基本医保", null=True, blank=True)
    pension_insured = models.BooleanField("参加城乡居民养老保险", null=True, blank=True)
    serious_illness_insured = models.BooleanField("参加大病保险", null=True, blank=True)
    employee_pension = models.BooleanField("参加城镇职工养老保险", null=True, blank=True)
    commercial_medical = models.BooleanField("有商业补充医疗保险", null=True, blank=True)
    dibao = models.BooleanField("享受最低生活保障", null=True, blank=True)
    phone = SealedField("联系电话", kind="phone", null=True, blank=True)
    phone_key = LookupKeyField(of="phone", null=True, blank=True)
    need_rehab = models.BooleanField("有康复需求", null=True, blank=True)
    need_device = models.BooleanField("有辅具需求", null=True, blank=True)
    need_care = models.BooleanField("有托养照料需求", null=True, blank=True)
    family_supported = models.BooleanField("靠家庭供养", null=True, blank=True)
    returned_migrant = models.BooleanField("返乡农民工", null=True, blank=True)
    dropped_out_for_poverty = models.BooleanField("因贫失学", null=True, blank=True)
    work_help = ArrayField(
        models.CharField(max_length=12, choices=WorkHelp),
        default=list,
        blank=True,
        db_default=[],
        verbose_name="需要的就业扶贫帮扶",
    )
    # A child without certificate is served on a diagnosis.
    diagnosed_kinds = ArrayField(
        models.CharField(max_length=12, choices=DisabilityKind),
        default=list,
        blank=True,
        verbose_name="诊断残疾类别",
    )
    # Who may be disabled but has no certificate yet stays in sight, with the day of that state.
    uncertified = models.CharField(
        "无证情况", max_length=10, choices=Uncertified, blank=True, default="", db_default=""
    )
    uncertified_on = models.DateField("无证情况日期", null=True, blank=True)
    guardian_name = models.CharField("监护人姓名", max_length=50, blank=True, default="", db_default="")
    guardian_relation = models.CharField(
        "监护人与本人关系", max_length=12, choices=GuardianRelation, blank=True, default="", db_default=""
    )
    guardian_phone = SealedField("监护人电话", kind="phone", null=True, blank=True)
    guardian_phone_key = LookupKeyField(of="guardian_phone", null=True, blank=True)
    # Rises by itself with every change of the row, whoever makes it (a trigger).
    version = models.PositiveIntegerField("版本", default=1, db_default=1, editable=False)
    left_on = models.DateField("减少日期", null=True, blank=True)
    left_reason = models.CharField("减少原因", max_length=60, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "家庭成员"
        verbose_name_plural = "家庭成员"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["id_number_key"], condition=Q(left_on=None), name="person_id_number_once"
            ),
            models.UniqueConstraint(
                fields=["id", "household", "area_code"], name="person_with_household_and_area"
            ),
            models.UniqueConstraint(fields=["id", "id_number_key"], name="person_with_number"),
            models.UniqueConstraint(
                fields=["household"], condition=Q(relation="head", left_on=None), name="one_head_of_household"
            ),
            models.CheckConstraint(
                name="person_number_or_reason",
                condition=(Q(id_number__isnull=False) & Q(no_number_reason=""))
                | (Q(id_number=None) & ~Q(no_number_reason="")),
            ),
            models.CheckConstraint(
                name="person_number_with_key",
                condition=Q(id_number=None, id_number_key=None)
                | Q(id_number__isnull=False, id_number_key__isnull=False, birth_date__isnull=False)
                & ~Q(sex=""),
            ),
            models.CheckConstraint(name="person_sex_known", condition=Q(sex__in=["", *Sex.values])),
            models.CheckConstraint(name="person_relation_known", condition=Q(relation__in=Relation.values)),
            models.CheckConstraint(
                name="person_codes_known",
                condition=Q(education__in=["", *Education.values])
                & Q(school_stage__in=["", *SchoolStage.values])
                & Q(labour_ability__in=["", *LabourAbility.values])
                & Q(health__in=["", *Health.values]),
            ),
            models.CheckConstraint(
                name="person_further_codes_known",
                condition=Q(political_status__in=["", *PoliticalStatus.values])
                & Q(marriage__in=["", *Marriage.values])
                & Q(work_place__in=["", *WorkPlace.values])
                & Q(unemployed_reason__in=["", *UnemployedReason.values])
                & Q(living_source__in=["", *LivingSource.values])
                & Q(uncertified__in=["", *Uncertified.values])
                & Q(guardian_relation__in=["", *GuardianRelation.values]),
            ),
            models.CheckConstraint(
                name="person_work_help_known", condition=Q(work_help__contained_by=WorkHelp.values)
            ),
            models.CheckConstraint(
                name="person_uncertified_with_its_day",
                condition=Q(uncertified="", uncertified_on=None)
                | (~Q(uncertified="") & Q(uncertified_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="person_guardian_is_named",
                condition=~Q(guardian_name="") | Q(guardian_relation="", guardian_phone=None),
            ),
            models.CheckConstraint(
                name="person_phones_with_keys",
                condition=(Q(phone=None, phone_key=None) | Q(phone__isnull=False, phone_key__isnull=False))
                & (
                    Q(guardian_phone=None, guardian_phone_key=None)
                    | Q(guardian_phone__isnull=False, guardian_phone_key__isnull=False)
                ),
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number="") & Q(left_on=None), name="person_numbered_once"
            ),
            models.CheckConstraint(
                name="person_work_months_in_a_year", condition=Q(work_months=None) | Q(work_months__lte=12)
            ),
            models.CheckConstraint(
                name="person_left_with_reason",
                condition=Q(left_on=None, left_reason="") | (Q(left_on__isnull=False) & ~Q(left_reason="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], name="person_by_area"),
            # The places of a tail in the order of lists, from the index alone.
            models.Index(
                fields=["id_tail_key", "area_code", "household"],
                condition=Q(left_on=None),
                name="person_by_tail",
            ),
            # Initials of a whole province; within an area the range comes first.
            models.Index(
                fields=["name_initials"], opclasses=["varchar_pattern_ops"], name="person_by_initials"
            ),
            models.Index(fields=["phone_key"], condition=Q(phone_key__isnull=False), name="person_by_phone"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def certificate(self) -> object:
        """The valid certificate, from the prefetched ones."""
        return next((c for c in self.certificates.all() if c.state == "valid"), None)


class Finding(HouseholdLinked, Recorded):
    """A contrary value from a form or list. It overwrites nothing and waits until somebody settles it."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="findings")
    field = models.CharField("字段", max_length=40)
    kept = models.CharField("登记值", max_length=120, blank=True)
    given = models.CharField("对方值", max_length=120)
    source = models.CharField("来源", max_length=200)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处理人"
    )
    outcome = models.CharField("处理结果", max_length=120, blank=True)

    objects = LinkedQuerySet["Finding"].as_manager()

    class Meta:
        verbose_name = "待核实差异"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="finding_settled_by_somebody",
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "field", "given"], condition=Q(settled_at=None), name="finding_open_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "id"], name="finding_by_area")]

    def __str__(self) -> str:
        return f"{self.field}：登记{self.kept}，对方{self.given}"
