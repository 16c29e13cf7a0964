"""What users keep at finding (searches, filters, columns, pace, exports), and the indexes of its orders."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import foundation.sealed.fields
import households.models.finding
from django.conf import settings
from django.db import migrations, models

from foundation.areas.row_security import open_to_all, secured

# Rows of one user: the first wall alone holds them, by the user's key.
_OWN = ("keptsearch", "savedfilter", "listlayout", "searchpace")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0003_numbers_shown"),
        ("households", "0011_roster_decisions_and_undo"),
        ("jobs", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="KeptSearch",
            fields=[
                (
                    "key",
                    models.CharField(
                        default=households.models.finding.new_key,
                        editable=False,
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="标识",
                    ),
                ),
                ("criteria", foundation.sealed.fields.SealedField(kind="search", verbose_name="查找内容")),
                ("kept_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "查找",
            },
        ),
        migrations.CreateModel(
            name="ListExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area_code", models.BigIntegerField(verbose_name="任职区域")),
                ("role", models.CharField(max_length=30, verbose_name="角色")),
                (
                    "format",
                    models.CharField(
                        choices=[("xlsx", "工作簿(xlsx)"), ("csv", "文本(csv)")],
                        max_length=4,
                        verbose_name="格式",
                    ),
                ),
                ("query", models.CharField(blank=True, max_length=600, verbose_name="条件")),
                (
                    "criteria",
                    foundation.sealed.fields.SealedField(
                        blank=True, kind="search", null=True, verbose_name="查找内容"
                    ),
                ),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), size=None, verbose_name="列"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="发起时间")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="生成时间")),
                (
                    "household_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="所含户",
                    ),
                ),
                ("stored_as", models.CharField(blank=True, max_length=64, verbose_name="存放名")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="校验值")),
                ("size_bytes", models.BigIntegerField(default=0, verbose_name="大小")),
            ],
            options={
                "verbose_name": "导出的名单",
            },
        ),
        migrations.CreateModel(
            name="ListLayout",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), size=None, verbose_name="列"
                    ),
                ),
            ],
            options={
                "verbose_name": "名单列设置",
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
                ("query", models.CharField(max_length=600, verbose_name="条件")),
                ("saved_at", models.DateTimeField(auto_now_add=True, verbose_name="保存时间")),
            ],
            options={
                "verbose_name": "常用筛选",
            },
        ),
        migrations.CreateModel(
            name="SearchPace",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="起")),
                ("count", models.PositiveIntegerField(verbose_name="次数")),
            ],
            options={
                "verbose_name": "查找频次",
            },
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["head_initials", "id"], name="household_by_head"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("phone_key__isnull", False)), fields=["phone_key"], name="person_by_phone"
            ),
        ),
        migrations.AddField(
            model_name="keptsearch",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="listexport",
            name="run",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.run",
                verbose_name="任务",
            ),
        ),
        migrations.AddField(
            model_name="listexport",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="导出人",
            ),
        ),
        migrations.AddConstraint(
            model_name="listlayout",
            constraint=models.CheckConstraint(
                condition=models.Q(("columns__len__gte", 1)), name="list_layout_has_columns"
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddIndex(
            model_name="listexport",
            index=models.Index(fields=["area_code", "id"], name="list_export_by_area"),
        ),
        migrations.AddConstraint(
            model_name="listexport",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["xlsx", "csv"])), name="list_export_format_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="listexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("made_at", None), models.Q(("sha256", ""), _negated=True), _connector="OR"
                ),
                name="list_export_made_has_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="saved_filter_name_once"),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="saved_filter_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.CheckConstraint(
                condition=models.Q(("query", ""), _negated=True), name="saved_filter_has_query"
            ),
        ),
        *(
            open_to_all(
                f"households_{name}",
                rights="select, insert, update, delete",
                roles="sees_all, sees_areas, sees_paired",
            )
            for name in _OWN
        ),
        *secured("households_listexport", household_column="", link=None),
    ]
