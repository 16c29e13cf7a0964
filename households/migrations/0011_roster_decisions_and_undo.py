"""What clerks decide about a roster, what a county sets for its imports, and an import taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from foundation.areas.row_security import secured


# The limits are the county's: its townships read them, the county itself writes them.
LIMITS = """
alter table households_importlimits enable row level security;
create policy known on households_importlimits for select to sees_areas
  using (area_code >= nullif(current_setting('scope.lo', true), '')::bigint / 1000000 * 1000000
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint);
create policy areas on households_importlimits to sees_areas
  using (area_code >= nullif(current_setting('scope.lo', true), '')::bigint
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint)
  with check (area_code >= nullif(current_setting('scope.lo', true), '')::bigint
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint);
create policy everything on households_importlimits to sees_all using (true) with check (true);
grant select, insert, update on households_importlimits to sees_areas, sees_all;
alter table households_importlimits add constraint import_limits_of_a_county
  check (area_code % 1000000 = 0);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0010_attachments_walls"),
        ("jobs", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportLimits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("area_code", models.BigIntegerField(unique=True, verbose_name="县")),
                (
                    "max_wrong_percent",
                    models.PositiveSmallIntegerField(default=50, verbose_name="有误行最多占(%)"),
                ),
                ("undo_days", models.PositiveSmallIntegerField(default=30, verbose_name="可撤销天数")),
                ("keep_days", models.PositiveSmallIntegerField(default=180, verbose_name="文件保存天数")),
            ],
            options={
                "verbose_name": "导入限度",
            },
        ),
        migrations.CreateModel(
            name="RosterDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("area_code", models.BigIntegerField(verbose_name="导入区域")),
                ("about", models.CharField(blank=True, max_length=40, verbose_name="事项")),
                ("sheet", models.CharField(blank=True, max_length=60, verbose_name="工作表")),
                ("row_number", models.PositiveIntegerField(blank=True, null=True, verbose_name="行号")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("theirs", "取名单"),
                            ("ours", "保留登记"),
                            ("finding", "记入待核实"),
                            ("skip", "跳过此行"),
                            ("same", "是同一人"),
                            ("other", "是另一人"),
                        ],
                        max_length=8,
                        verbose_name="处理",
                    ),
                ),
            ],
            options={
                "verbose_name": "花名册处理意见",
            },
        ),
        migrations.AddField(
            model_name="rosterfile",
            name="forgotten_on",
            field=models.DateField(blank=True, null=True, verbose_name="文件删除日期"),
        ),
        migrations.AddField(
            model_name="rosterfile",
            name="return_run",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.run",
            ),
        ),
        migrations.AddField(
            model_name="rosterfile",
            name="returned_as",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="rosterfile",
            name="returned_rows",
            field=models.PositiveIntegerField(default=0, verbose_name="待改行数"),
        ),
        migrations.AddField(
            model_name="rosterfile",
            name="undo_run",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.run",
            ),
        ),
        migrations.AddField(
            model_name="rosterrow",
            name="merged_at",
            field=models.DateTimeField(null=True, verbose_name="入库时间"),
        ),
        migrations.AddField(
            model_name="rosterrow",
            name="taken_back",
            field=models.CharField(
                blank=True,
                choices=[("undone", "已撤销"), ("kept", "之后有改动,保留")],
                db_default="",
                max_length=6,
                verbose_name="撤销结果",
            ),
        ),
        migrations.AlterField(
            model_name="rosterfile",
            name="state",
            field=models.CharField(
                choices=[
                    ("uploaded", "已上传"),
                    ("checked", "已核对,待确认"),
                    ("merged", "已入库"),
                    ("refused", "已退回"),
                    ("discarded", "已放弃"),
                    ("undone", "已撤销"),
                ],
                default="uploaded",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="rosterrow",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("new", "新增"),
                    ("changed", "变更"),
                    ("unchanged", "无变化"),
                    ("wrong", "有误"),
                    ("held", "同户待改"),
                    ("ambiguous", "待确认"),
                    ("unknown", "未登记"),
                    ("elsewhere", "在他县登记"),
                    ("skipped", "按要求跳过"),
                    ("blank", "空行或非人员行"),
                ],
                max_length=10,
                verbose_name="结果",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["uploaded", "checked"])),
                fields=("area_code", "kind", "sha256"),
                name="roster_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["uploaded", "checked", "merged", "refused", "discarded", "undone"])
                ),
                name="roster_state_known",
            ),
        ),
        migrations.AddField(
            model_name="importlimits",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="登记人",
            ),
        ),
        migrations.AddField(
            model_name="importlimits",
            name="created_by_run",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.run",
                verbose_name="导入任务",
            ),
        ),
        migrations.AddField(
            model_name="rosterdecision",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="登记人",
            ),
        ),
        migrations.AddField(
            model_name="rosterdecision",
            name="created_by_run",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.run",
                verbose_name="导入任务",
            ),
        ),
        migrations.AddField(
            model_name="rosterdecision",
            name="roster",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="households.rosterfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="importlimits",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("max_wrong_percent__range", (1, 100)),
                    ("undo_days__lte", 366),
                    ("keep_days__range", (1, 3660)),
                ),
                name="import_limits_in_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterdecision",
            constraint=models.UniqueConstraint(
                fields=("roster", "about", "sheet", "row_number"),
                name="roster_decided_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["theirs", "ours", "finding", "skip", "same", "other"])),
                name="roster_decision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ["skip", "same", "other"]), _negated=True),
                    models.Q(("about", ""), ("row_number__isnull", False)),
                    _connector="OR",
                ),
                name="roster_decision_about_one_row",
            ),
        ),
        *secured("households_rosterdecision", household_column="", link=None),
        migrations.RunSQL(
            "grant delete on households_rosterdecision to sees_areas, sees_all",
            "revoke delete on households_rosterdecision from sees_areas, sees_all",
        ),
        migrations.RunSQL(LIMITS, migrations.RunSQL.noop),
    ]
