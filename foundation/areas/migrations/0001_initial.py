"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

import django.contrib.postgres.operations
import django.db.models.deletion
from foundation.tables import CreateTables
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "code",
                            models.BigIntegerField(
                                primary_key=True, serialize=False, verbose_name="区划代码"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("province", "省"),
                                    ("prefecture", "市(州)"),
                                    ("county", "县(市、区)"),
                                    ("township", "乡镇(街道)"),
                                    ("village", "村(社区)"),
                                ],
                                max_length=10,
                                verbose_name="级别",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="areas.area",
                                verbose_name="上级",
                            ),
                        ),
                        (
                            "reports_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reporting",
                                to="areas.area",
                                verbose_name="报送上级",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="areas.area",
                                verbose_name="接续区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政区划",
                        "verbose_name_plural": "行政区划",
                        "indexes": [models.Index(fields=["name"], name="area_by_name")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__gte", 110000000000), ("code__lte", 999999999999)),
                                name="area_code_has_twelve_digits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("successor", None), ("ended_on__isnull", False), _connector="OR"
                                ),
                                name="area_successor_only_when_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="曾用名")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="来源")),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="areas.area",
                                verbose_name="区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区划曾用名",
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "name"), name="area_alias_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaFlag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("flag", models.CharField(max_length=40, verbose_name="标志")),
                        ("holds", models.BooleanField(default=True, verbose_name="是否")),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="来源")),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="flags",
                                to="areas.area",
                                verbose_name="区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区划标志",
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "flag"), name="area_flag_once")
                        ],
                    },
                ),
            ]
        ),
    ]
