"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

import django.db.models.deletion
import pgtrigger.compiler
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
                    name="RiskAlert",
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
                        ("rule", models.SlugField(verbose_name="规则")),
                        ("as_of", models.DateField(verbose_name="监测日期")),
                        ("sentence", models.CharField(max_length=300, verbose_name="预警说明")),
                        ("figures", models.JSONField(default=dict, verbose_name="数值")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待核实"), ("verified", "已核实"), ("closed", "已办结")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
                        (
                            "verification",
                            models.CharField(blank=True, max_length=300, verbose_name="核实情况"),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_risk", "核实无风险"),
                                    ("supported", "已落实帮扶"),
                                    ("fallen_back", "认定返贫"),
                                ],
                                max_length=12,
                                verbose_name="结论",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("conclusion", models.CharField(blank=True, max_length=300, verbose_name="办结说明")),
                    ],
                    options={
                        "verbose_name": "返贫预警",
                        "verbose_name_plural": "返贫预警",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="alert_by_area"),
                            models.Index(fields=["area_code", "state", "id"], name="alert_by_state"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["open", "verified"])),
                                fields=("household", "rule"),
                                name="one_open_alert_a_rule",
                            ),
                            models.UniqueConstraint(
                                fields=("household", "rule", "as_of"), name="one_alert_a_rule_and_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "verified", "closed"])),
                                name="alert_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "verified"]),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        models.Q(("verdict", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="alert_closed_with_verdict",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(("verified_by__isnull", False), ("verified_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="alert_verified_by_somebody",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assessment_riskalertevent" ("area_code", "as_of", "closed_by_id", "closed_on", "conclusion", "created_at", "created_by_id", "created_by_run_id", "figures", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "sentence", "state", "updated_at", "verdict", "verification", "verified_by_id", "verified_on") SELECT old_values."area_code", old_values."as_of", old_values."closed_by_id", old_values."closed_on", old_values."conclusion", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."figures", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."rule", old_values."sentence", old_values."state", old_values."updated_at", old_values."verdict", old_values."verification", old_values."verified_by_id", old_values."verified_on" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="838dadbb697e028fb3c8157d3e14f361791c6b0d",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b21c9",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="assessment_riskalert",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assessment_riskalertevent" ("area_code", "as_of", "closed_by_id", "closed_on", "conclusion", "created_at", "created_by_id", "created_by_run_id", "figures", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "sentence", "state", "updated_at", "verdict", "verification", "verified_by_id", "verified_on") SELECT old_values."area_code", old_values."as_of", old_values."closed_by_id", old_values."closed_on", old_values."conclusion", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."figures", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rule", old_values."sentence", old_values."state", old_values."updated_at", old_values."verdict", old_values."verification", old_values."verified_by_id", old_values."verified_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="3c077c78d1ca142ca5b414dd71855ab6f8a283e4",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_3f93c",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="assessment_riskalert",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskAlertEvent",
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
                        ("rule", models.SlugField(db_index=False, verbose_name="规则")),
                        ("as_of", models.DateField(verbose_name="监测日期")),
                        ("sentence", models.CharField(max_length=300, verbose_name="预警说明")),
                        ("figures", models.JSONField(default=dict, verbose_name="数值")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待核实"), ("verified", "已核实"), ("closed", "已办结")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
                        (
                            "verification",
                            models.CharField(blank=True, max_length=300, verbose_name="核实情况"),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_risk", "核实无风险"),
                                    ("supported", "已落实帮扶"),
                                    ("fallen_back", "认定返贫"),
                                ],
                                max_length=12,
                                verbose_name="结论",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                to="assessment.riskalert",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("conclusion", models.CharField(blank=True, max_length=300, verbose_name="办结说明")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Ledger",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(verbose_name="区域")),
                        ("period", models.CharField(max_length=7, verbose_name="期间")),
                        ("as_of", models.DateField(verbose_name="截止日期")),
                        ("file_name", models.CharField(max_length=120, verbose_name="文件名")),
                        ("stored_as", models.CharField(blank=True, max_length=80)),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                        ("size_bytes", models.PositiveBigIntegerField(default=0, verbose_name="大小(字节)")),
                        ("counts", models.JSONField(default=dict, verbose_name="行数和合计")),
                        ("catalogue_version", models.CharField(max_length=64, verbose_name="政策目录版本")),
                        ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="生成时间")),
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
                            "run",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ledger",
                                to="jobs.run",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "脱贫台账",
                        "verbose_name_plural": "脱贫台账",
                        "indexes": [models.Index(fields=["area_code", "id"], name="ledger_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("period__regex", "^\\d{4}(-(0[1-9]|1[0-2]))?$")),
                                name="ledger_period_is_month_or_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("frozen_at", None),
                                    models.Q(
                                        models.Q(("stored_as", ""), _negated=True),
                                        models.Q(("sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ledger_frozen_with_its_file",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="ledger_stays_frozen",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."frozen_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="f47c072509299018382d91685e97a8d7ffbe15a4",
                                    operation="UPDATE",
                                    pgid="pgtrigger_ledger_stays_frozen_dd217",
                                    table="assessment_ledger",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        ("row", models.PositiveIntegerField(verbose_name="行")),
                        ("content", models.JSONField(verbose_name="内容")),
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
                            "ledger",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="assessment.ledger",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "台账行",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="ledger_entry_by_area"),
                            models.Index(fields=["ledger", "row"], name="ledger_entry_by_row"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ledger", "household"), name="household_once_in_a_ledger"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="entry_stays_as_counted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "ledger_id", "row", "content" rows from % table\', TG_TABLE_NAME;',
                                    hash="e460755bf4d6d688faa82f03ce4c681aaaa21348",
                                    operation='UPDATE OF "ledger_id", "row", "content"',
                                    pgid="pgtrigger_entry_stays_as_counted_fc61c",
                                    table="assessment_ledgerentry",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ]
        )
    ]
