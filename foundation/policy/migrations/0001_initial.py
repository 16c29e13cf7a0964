"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

import django.contrib.postgres.fields
import django.db.models.deletion
from foundation.tables import CreateTables
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("areas", "0001_initial"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="PolicyPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="标识")),
                        ("title", models.CharField(max_length=120, verbose_name="文件名称")),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="印发日期")),
                        ("goal", models.TextField(blank=True, verbose_name="总体目标")),
                        ("main_tasks", models.TextField(blank=True, verbose_name="主要任务")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="areas.area",
                                verbose_name="适用区域(空为全国)",
                            ),
                        ),
                        (
                            "implementation",
                            models.JSONField(blank=True, default=dict, verbose_name="组织领导"),
                        ),
                        ("issued_by", models.CharField(blank=True, max_length=120, verbose_name="印发单位")),
                        (
                            "other_benefits",
                            models.JSONField(blank=True, default=list, verbose_name="其他部门待遇"),
                        ),
                    ],
                    options={
                        "verbose_name": "政策方案",
                        "verbose_name_plural": "政策方案",
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("value", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="数值")),
                        ("unit", models.CharField(default="元", max_length=20, verbose_name="单位")),
                        ("source", models.CharField(max_length=300, verbose_name="依据")),
                        ("verified", models.BooleanField(default=False, verbose_name="已核对原件")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="areas.area",
                                verbose_name="区域(空为全国)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "标准数值",
                        "verbose_name_plural": "标准数值",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "area", "year"), name="figure_once", nulls_distinct=False
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True), name="figure_has_source"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("action", "重点行动"),
                                    ("measure", "保障措施"),
                                    ("benefit", "待遇项目"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("slug", models.SlugField(verbose_name="标识")),
                        (
                            "number",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="序号"),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("article", models.CharField(blank=True, max_length=60, verbose_name="条款")),
                        ("policy_text", models.TextField(blank=True, verbose_name="政策原文")),
                        ("annex_text", models.TextField(blank=True, verbose_name="附件原文")),
                        (
                            "units",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="责任单位",
                            ),
                        ),
                        ("units_inferred", models.BooleanField(default=False, verbose_name="责任单位为推定")),
                        ("targets", models.JSONField(blank=True, default=list, verbose_name="目标")),
                        (
                            "benefit_slugs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="待遇项目",
                            ),
                        ),
                        ("per", models.CharField(blank=True, max_length=10, verbose_name="对象级别")),
                        (
                            "nature",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("entitlement", "应享(缺了算应享未享)"),
                                    ("need", "应服务(有需求未服务算应服务未服务)"),
                                    ("priority", "优先(排队名单,不算漏)"),
                                    ("area", "按区域办理"),
                                ],
                                max_length=12,
                                verbose_name="性质",
                            ),
                        ),
                        ("who", models.CharField(blank=True, max_length=300, verbose_name="对象说明")),
                        (
                            "outside",
                            models.CharField(blank=True, max_length=300, verbose_name="文件未载明的部分"),
                        ),
                        ("rule", models.JSONField(blank=True, default=dict, verbose_name="条件")),
                        ("first", models.JSONField(blank=True, default=dict, verbose_name="优先次序")),
                        ("satisfied_by", models.JSONField(blank=True, default=list, verbose_name="何为已享")),
                        ("recurrence", models.CharField(blank=True, max_length=10, verbose_name="周期")),
                        (
                            "conflicts_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="不得同享",
                            ),
                        ),
                        (
                            "higher_of",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="择高享受",
                            ),
                        ),
                        (
                            "record_fields",
                            models.JSONField(blank=True, default=list, verbose_name="记录字段"),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="policy.policyplan",
                                verbose_name="方案",
                            ),
                        ),
                        ("target_by", models.DateField(blank=True, null=True, verbose_name="目标期限")),
                        (
                            "target_share",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="目标落实率(%)"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "政策项目",
                        "verbose_name_plural": "政策项目",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "kind", "slug"), name="item_once_in_a_plan"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number__isnull", False)),
                                fields=("plan", "kind", "number"),
                                name="item_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("nature__in", ["", "entitlement", "need", "priority", "area"])
                                ),
                                name="item_nature_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target_share", None), ("target_share__range", (1, 100)), _connector="OR"
                                ),
                                name="item_target_is_a_share",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
