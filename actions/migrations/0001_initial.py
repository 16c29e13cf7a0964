"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

import actions.models.shares
import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
from decimal import Decimal
from django.conf import settings
from foundation.tables import CreateTables
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("households", "0001_initial"),
        ("jobs", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        ("action", models.SlugField(verbose_name="行动")),
                        ("item", models.SlugField(blank=True, verbose_name="项目")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("willing", "有意愿"),
                                    ("enrolled", "已报名"),
                                    ("taking_part", "参加中"),
                                    ("done", "已完成"),
                                    ("left", "已退出"),
                                ],
                                default="enrolled",
                                max_length=12,
                                verbose_name="阶段",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期(不含)")),
                        ("left_reason", models.CharField(blank=True, max_length=60, verbose_name="退出原因")),
                        (
                            "fund_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="资金(元)",
                            ),
                        ),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="详情")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="households.person",
                                verbose_name="参加人",
                            ),
                        ),
                        (
                            "income_gained_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="年增收(元)",
                            ),
                        ),
                        (
                            "job",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("employed", "单位就业"),
                                    ("post", "公益岗位"),
                                    ("home", "居家就业"),
                                    ("own", "自主创业"),
                                    ("farm", "种养业"),
                                    ("none", "未就业"),
                                ],
                                db_default="",
                                max_length=10,
                                verbose_name="就业去向",
                            ),
                        ),
                        (
                            "skill",
                            models.CharField(
                                blank=True, db_default="", max_length=60, verbose_name="掌握技能"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加行动",
                        "verbose_name_plural": "参加行动",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="enrolment_by_area"),
                            models.Index(fields=["action", "area_code"], name="enrolment_by_action"),
                            models.Index(fields=["person", "action"], name="enrolment_by_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("action", "item", "household", "person", "starts_on"),
                                name="enrolment_once_a_start",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["willing", "enrolled", "taking_part", "done", "left"])
                                ),
                                name="enrolment_stage_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "left"), _negated=True),
                                    models.Q(("left_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enrolment_left_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                                ),
                                name="enrolment_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fund_yuan", None), ("fund_yuan__gte", 0), _connector="OR"
                                ),
                                name="enrolment_fund_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("job__in", ["", "employed", "post", "home", "own", "farm", "none"])
                                ),
                                name="enrolment_job_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("income_gained_yuan", None),
                                    ("income_gained_yuan__gte", 0),
                                    _connector="OR",
                                ),
                                name="enrolment_income_gained_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ("done", "left")),
                                    models.Q(("income_gained_yuan", None), ("job", ""), ("skill", "")),
                                    _connector="OR",
                                ),
                                name="enrolment_outcome_at_the_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("action", "model-cases"), _negated=True),
                                    models.Q(
                                        ("details__has_any_keys", ["published_date", "link_or_copy"]),
                                        _negated=True,
                                    ),
                                    ("details__contains", {"consent": True}),
                                    _connector="OR",
                                ),
                                name="enrolment_published_with_consent",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_enrolmentevent" ("action", "area_code", "created_at", "created_by_id", "created_by_run_id", "details", "ends_on", "fund_yuan", "household_id", "id", "income_gained_yuan", "item", "job", "left_reason", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill", "stage", "starts_on", "updated_at") SELECT old_values."action", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."details", old_values."ends_on", old_values."fund_yuan", old_values."household_id", old_values."id", old_values."income_gained_yuan", old_values."item", old_values."job", old_values."left_reason", old_values."person_id", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."skill", old_values."stage", old_values."starts_on", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="69c4109c92b8059308a91ed13af84437b8bd3e9d",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_da5a9",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="actions_enrolment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_enrolmentevent" ("action", "area_code", "created_at", "created_by_id", "created_by_run_id", "details", "ends_on", "fund_yuan", "household_id", "id", "income_gained_yuan", "item", "job", "left_reason", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill", "stage", "starts_on", "updated_at") SELECT old_values."action", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."details", old_values."ends_on", old_values."fund_yuan", old_values."household_id", old_values."id", old_values."income_gained_yuan", old_values."item", old_values."job", old_values."left_reason", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."skill", old_values."stage", old_values."starts_on", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="8d5e50c0ac5a60caa3dca9af88b1f8e4ad8a51ad",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_db5c1",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="actions_enrolment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        ("action", models.SlugField(db_index=False, verbose_name="行动")),
                        ("item", models.SlugField(blank=True, db_index=False, verbose_name="项目")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("willing", "有意愿"),
                                    ("enrolled", "已报名"),
                                    ("taking_part", "参加中"),
                                    ("done", "已完成"),
                                    ("left", "已退出"),
                                ],
                                default="enrolled",
                                max_length=12,
                                verbose_name="阶段",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期(不含)")),
                        ("left_reason", models.CharField(blank=True, max_length=60, verbose_name="退出原因")),
                        (
                            "fund_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="资金(元)",
                            ),
                        ),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="详情")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.person",
                                verbose_name="参加人",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="actions.enrolment",
                            ),
                        ),
                        (
                            "income_gained_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="年增收(元)",
                            ),
                        ),
                        (
                            "job",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("employed", "单位就业"),
                                    ("post", "公益岗位"),
                                    ("home", "居家就业"),
                                    ("own", "自主创业"),
                                    ("farm", "种养业"),
                                    ("none", "未就业"),
                                ],
                                db_default="",
                                max_length=10,
                                verbose_name="就业去向",
                            ),
                        ),
                        (
                            "skill",
                            models.CharField(
                                blank=True, db_default="", max_length=60, verbose_name="掌握技能"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(verbose_name="举办区域")),
                        ("action", models.SlugField(verbose_name="行动")),
                        ("item", models.SlugField(blank=True, verbose_name="项目")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("course", "培训班"),
                                    ("service", "入户服务"),
                                    ("station", "电站"),
                                    ("base", "基地、孵化园"),
                                    ("shop", "网店、服务站"),
                                    ("market", "展销推介"),
                                    ("volunteers", "志愿服务"),
                                    ("publicity", "宣传表彰"),
                                ],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("organiser", models.CharField(blank=True, max_length=80, verbose_name="举办单位")),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("last_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("0"),
                                max_digits=6,
                                verbose_name="时长(小时)",
                            ),
                        ),
                        ("places", models.PositiveIntegerField(blank=True, null=True, verbose_name="名额")),
                        (
                            "fund_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="经费(元)",
                            ),
                        ),
                        (
                            "fund_source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("central", "中央财政"),
                                    ("province", "省级财政"),
                                    ("prefecture", "市级财政"),
                                    ("county", "县级财政"),
                                    ("federation", "残联专项"),
                                    ("insurance", "医保基金"),
                                    ("social", "社会捐助"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="经费来源",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="文件或凭证")),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="详情")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行动活动",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="activity_by_area"),
                            models.Index(fields=["action", "area_code"], name="activity_by_action"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area_code", "action", "item", "kind", "name", "starts_on"),
                                name="activity_once",
                            ),
                            models.UniqueConstraint(fields=("id", "hours"), name="activity_with_its_hours"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "course",
                                            "service",
                                            "station",
                                            "base",
                                            "shop",
                                            "market",
                                            "volunteers",
                                            "publicity",
                                        ],
                                    )
                                ),
                                name="activity_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="activity_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_on", None),
                                    ("last_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="activity_ends_not_before_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gte", 0)), name="activity_hours_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fund_yuan", None), ("fund_yuan__gte", 0), _connector="OR"
                                ),
                                name="activity_funds_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "fund_source__in",
                                        [
                                            "",
                                            "central",
                                            "province",
                                            "prefecture",
                                            "county",
                                            "federation",
                                            "insurance",
                                            "social",
                                            "other",
                                        ],
                                    )
                                ),
                                name="activity_fund_source_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_activityevent" ("action", "area_code", "created_at", "created_by_id", "created_by_run_id", "details", "document", "fund_source", "fund_yuan", "hours", "id", "item", "kind", "last_on", "name", "organiser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "starts_on", "updated_at") SELECT old_values."action", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."details", old_values."document", old_values."fund_source", old_values."fund_yuan", old_values."hours", old_values."id", old_values."item", old_values."kind", old_values."last_on", old_values."name", old_values."organiser", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."place", old_values."places", old_values."starts_on", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0310a83ddde3979fc1cd32f32a2004a2dcf9e31a",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a49f8",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="actions_activity",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_activityevent" ("action", "area_code", "created_at", "created_by_id", "created_by_run_id", "details", "document", "fund_source", "fund_yuan", "hours", "id", "item", "kind", "last_on", "name", "organiser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "starts_on", "updated_at") SELECT old_values."action", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."details", old_values."document", old_values."fund_source", old_values."fund_yuan", old_values."hours", old_values."id", old_values."item", old_values."kind", old_values."last_on", old_values."name", old_values."organiser", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."places", old_values."starts_on", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="edad394868a188742319f4326ae18afec41ffdcf",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_90cd6",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="actions_activity",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(verbose_name="举办区域")),
                        ("action", models.SlugField(db_index=False, verbose_name="行动")),
                        ("item", models.SlugField(blank=True, db_index=False, verbose_name="项目")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("course", "培训班"),
                                    ("service", "入户服务"),
                                    ("station", "电站"),
                                    ("base", "基地、孵化园"),
                                    ("shop", "网店、服务站"),
                                    ("market", "展销推介"),
                                    ("volunteers", "志愿服务"),
                                    ("publicity", "宣传表彰"),
                                ],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("organiser", models.CharField(blank=True, max_length=80, verbose_name="举办单位")),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("last_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("0"),
                                max_digits=6,
                                verbose_name="时长(小时)",
                            ),
                        ),
                        ("places", models.PositiveIntegerField(blank=True, null=True, verbose_name="名额")),
                        (
                            "fund_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="经费(元)",
                            ),
                        ),
                        (
                            "fund_source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("central", "中央财政"),
                                    ("province", "省级财政"),
                                    ("prefecture", "市级财政"),
                                    ("county", "县级财政"),
                                    ("federation", "残联专项"),
                                    ("insurance", "医保基金"),
                                    ("social", "社会捐助"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="经费来源",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="文件或凭证")),
                        ("details", models.JSONField(blank=True, default=dict, verbose_name="详情")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="actions.activity",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("0"),
                                max_digits=6,
                                verbose_name="参加时长(小时)",
                            ),
                        ),
                        (
                            "activity_hours",
                            models.DecimalField(decimal_places=1, editable=False, max_digits=6),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("passed", "合格"), ("not_passed", "未合格")],
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="已划去")),
                        (
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="actions.activity",
                                verbose_name="活动",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="households.person",
                                verbose_name="参加人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加活动",
                        "indexes": [models.Index(fields=["area_code", "id"], name="attendance_by_area")],
                        "constraints": [
                            models.UniqueConstraint(fields=("activity", "person"), name="attendance_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours__gte", 0), ("hours__lte", models.F("activity_hours"))
                                ),
                                name="attendance_within_the_hours",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("result__in", ["", "passed", "not_passed"])),
                                name="attendance_result_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_attendanceevent" ("activity_hours", "activity_id", "area_code", "created_at", "created_by_id", "created_by_run_id", "hours", "household_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "updated_at", "withdrawn") SELECT old_values."activity_hours", old_values."activity_id", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."hours", old_values."household_id", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."result", old_values."updated_at", old_values."withdrawn" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1db0655e7a15fbf045d258313317094e20dc77cc",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_bee8a",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="actions_attendance",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_attendanceevent" ("activity_hours", "activity_id", "area_code", "created_at", "created_by_id", "created_by_run_id", "hours", "household_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "updated_at", "withdrawn") SELECT old_values."activity_hours", old_values."activity_id", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."hours", old_values."household_id", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result", old_values."updated_at", old_values."withdrawn" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="dae6d7f1687560b102c7a13d3f4798e96215c5bc",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_03396",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="actions_attendance",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("0"),
                                max_digits=6,
                                verbose_name="参加时长(小时)",
                            ),
                        ),
                        (
                            "activity_hours",
                            models.DecimalField(decimal_places=1, editable=False, max_digits=6),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("passed", "合格"), ("not_passed", "未合格")],
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="已划去")),
                        (
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="actions.activity",
                                verbose_name="活动",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.person",
                                verbose_name="参加人",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="actions.attendance",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Share",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        ("shares", models.DecimalField(decimal_places=4, max_digits=12, verbose_name="份额")),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期(不含)")),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="actions.activity",
                                verbose_name="电站或基地",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "折股份额",
                        "indexes": [models.Index(fields=["area_code", "id"], name="share_by_area")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("activity"), "="),
                                    (models.F("household"), "="),
                                    (
                                        actions.models.shares._Period(
                                            models.F("starts_on"), models.F("ends_on")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="share_one_holding_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("shares__gt", 0)), name="share_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                                ),
                                name="share_ends_after_start",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_shareevent" ("activity_id", "area_code", "created_at", "created_by_id", "created_by_run_id", "ends_on", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shares", "starts_on", "updated_at") SELECT old_values."activity_id", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."ends_on", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."shares", old_values."starts_on", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="6b17e6017f2e964dc49e7de8d143a4337691000a",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_121b4",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="actions_share",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_shareevent" ("activity_id", "area_code", "created_at", "created_by_id", "created_by_run_id", "ends_on", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shares", "starts_on", "updated_at") SELECT old_values."activity_id", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."ends_on", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."shares", old_values."starts_on", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d64be10caa475e3c4a666ec0b30513656f96efdf",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_9c70d",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="actions_share",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShareEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        ("shares", models.DecimalField(decimal_places=4, max_digits=12, verbose_name="份额")),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期(不含)")),
                        (
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="actions.activity",
                                verbose_name="电站或基地",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="actions.share",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SharePayment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="分配年度")),
                        (
                            "yuan",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="收益(元)"),
                        ),
                        ("paid_on", models.DateField(verbose_name="发放日期")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="凭证")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "share",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="actions.share",
                                verbose_name="份额",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "份额收益",
                        "indexes": [models.Index(fields=["area_code", "id"], name="share_payment_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("share", "year"), name="share_payment_once_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("yuan__gte", 0)), name="share_payment_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                                name="share_payment_year_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_sharepaymentevent" ("area_code", "created_at", "created_by_id", "created_by_run_id", "document", "household_id", "id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id", "updated_at", "year", "yuan") SELECT old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."document", old_values."household_id", old_values."id", old_values."paid_on", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."share_id", old_values."updated_at", old_values."year", old_values."yuan" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="219cd6e1150aba55a43f42f786f62ff2c07258d8",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_1ce47",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="actions_sharepayment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "actions_sharepaymentevent" ("area_code", "created_at", "created_by_id", "created_by_run_id", "document", "household_id", "id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id", "updated_at", "year", "yuan") SELECT old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."document", old_values."household_id", old_values."id", old_values."paid_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."share_id", old_values."updated_at", old_values."year", old_values."yuan" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1356b3ff6687dcc016dd88300e1ed34f636e6ad7",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_a75ba",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="actions_sharepayment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SharePaymentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="分配年度")),
                        (
                            "yuan",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="收益(元)"),
                        ),
                        ("paid_on", models.DateField(verbose_name="发放日期")),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="凭证")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "created_by_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="jobs.run",
                                verbose_name="导入任务",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="actions.sharepayment",
                            ),
                        ),
                        (
                            "share",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="actions.share",
                                verbose_name="份额",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        )
    ]
