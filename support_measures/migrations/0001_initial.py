"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

import django.db.models.deletion
import foundation.sealed.fields
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
                    name="AreaSupport",
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
                        ("item", models.SlugField(verbose_name="项目")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "已申请"),
                                    ("approved", "已批准"),
                                    ("paid", "已发放(落实)"),
                                    ("void", "作废"),
                                ],
                                default="approved",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期(不含)")),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="金额(元)",
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
                                verbose_name="资金来源",
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
                    ],
                    options={
                        "verbose_name": "区域支持记录",
                        "indexes": [models.Index(fields=["area_code", "id"], name="area_support_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "submitted", "approved", "paid", "void"])
                                ),
                                name="area_support_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_yuan", None), ("amount_yuan__gte", 0), _connector="OR"
                                ),
                                name="area_support_amount_not_negative",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "support_measures_areasupportevent" ("amount_yuan", "area_code", "created_at", "created_by_id", "created_by_run_id", "details", "ends_on", "fund_source", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "updated_at") SELECT old_values."amount_yuan", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."details", old_values."ends_on", old_values."fund_source", old_values."id", old_values."item", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."starts_on", old_values."status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="9e6428678b37ded5be26b7b4fd290ad169bbbcf8",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_33922",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="support_measures_areasupport",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "support_measures_areasupportevent" ("amount_yuan", "area_code", "created_at", "created_by_id", "created_by_run_id", "details", "ends_on", "fund_source", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "updated_at") SELECT old_values."amount_yuan", old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."details", old_values."ends_on", old_values."fund_source", old_values."id", old_values."item", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."starts_on", old_values."status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1769851f813f0e46d1999a92d96131f89ac45884",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_8df52",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="support_measures_areasupport",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaSupportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(verbose_name="区域")),
                        ("item", models.SlugField(db_index=False, verbose_name="项目")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "已申请"),
                                    ("approved", "已批准"),
                                    ("paid", "已发放(落实)"),
                                    ("void", "作废"),
                                ],
                                default="approved",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期(不含)")),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="金额(元)",
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
                                verbose_name="资金来源",
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
                                to="support_measures.areasupport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BenefitRecord",
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
                        ("item", models.SlugField(verbose_name="待遇项目")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "已申请"),
                                    ("approved", "已批准"),
                                    ("paid", "已发放(落实)"),
                                    ("void", "作废"),
                                ],
                                default="approved",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期(不含)")),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="金额(元)",
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
                                verbose_name="资金来源",
                            ),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="发放日期")),
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
                                related_name="benefits",
                                to="households.person",
                                verbose_name="享受人",
                            ),
                        ),
                        (
                            "account",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="account", null=True, verbose_name="一卡通账号"
                            ),
                        ),
                        (
                            "account_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="account"),
                        ),
                        (
                            "batch",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="批次"),
                        ),
                    ],
                    options={
                        "verbose_name": "待遇记录",
                        "verbose_name_plural": "待遇记录",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="benefit_by_area"),
                            models.Index(fields=["item", "area_code"], name="benefit_by_item"),
                            models.Index(fields=["person", "item"], name="benefit_by_person"),
                            models.Index(
                                condition=models.Q(("batch__isnull", False)),
                                fields=["batch"],
                                name="benefit_by_batch",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "void"), _negated=True),
                                fields=("item", "household", "person", "starts_on"),
                                name="benefit_once_a_period",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "submitted", "approved", "paid", "void"])
                                ),
                                name="benefit_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                                ),
                                name="benefit_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_yuan", None), ("amount_yuan__gte", 0), _connector="OR"
                                ),
                                name="benefit_amount_not_negative",
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
                                name="benefit_fund_source_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("account", None), ("account_key", None)),
                                    models.Q(("account__isnull", False), ("account_key__isnull", False)),
                                    _connector="OR",
                                ),
                                name="benefit_account_with_key",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "support_measures_benefitrecordevent" ("account", "account_key", "amount_yuan", "area_code", "batch", "created_at", "created_by_id", "created_by_run_id", "details", "ends_on", "fund_source", "household_id", "id", "item", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "updated_at") SELECT old_values."account", old_values."account_key", old_values."amount_yuan", old_values."area_code", old_values."batch", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."details", old_values."ends_on", old_values."fund_source", old_values."household_id", old_values."id", old_values."item", old_values."paid_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."starts_on", old_values."status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1f13b417c160744ea0c458614f87d2caac077f00",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_189d4",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="support_measures_benefitrecord",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "support_measures_benefitrecordevent" ("account", "account_key", "amount_yuan", "area_code", "batch", "created_at", "created_by_id", "created_by_run_id", "details", "ends_on", "fund_source", "household_id", "id", "item", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "updated_at") SELECT old_values."account", old_values."account_key", old_values."amount_yuan", old_values."area_code", old_values."batch", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."details", old_values."ends_on", old_values."fund_source", old_values."household_id", old_values."id", old_values."item", old_values."paid_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."starts_on", old_values."status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="27968ed9ba899971d6eb27c87a89fc34bf7f8cc1",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_c7070",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="support_measures_benefitrecord",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitRecordEvent",
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
                        ("item", models.SlugField(db_index=False, verbose_name="待遇项目")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "已申请"),
                                    ("approved", "已批准"),
                                    ("paid", "已发放(落实)"),
                                    ("void", "作废"),
                                ],
                                default="approved",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起始日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="终止日期(不含)")),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="金额(元)",
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
                                verbose_name="资金来源",
                            ),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="发放日期")),
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
                                verbose_name="享受人",
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
                                to="support_measures.benefitrecord",
                            ),
                        ),
                        (
                            "account",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="account", null=True, verbose_name="一卡通账号"
                            ),
                        ),
                        (
                            "account_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="account"),
                        ),
                        (
                            "batch",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="批次"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdBenefitFacts",
                    fields=[
                        (
                            "household",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="benefit_facts",
                                serialize=False,
                                to="households.household",
                            ),
                        ),
                        ("area_code", models.BigIntegerField(editable=False)),
                        ("trained", models.BooleanField(default=False)),
                        ("relocated", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "户待遇事实",
                    },
                ),
                migrations.CreateModel(
                    name="PersonBenefitFacts",
                    fields=[
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="benefit_facts",
                                serialize=False,
                                to="households.person",
                            ),
                        ),
                        ("in_dibao_family", models.BooleanField(null=True)),
                        ("in_tekun", models.BooleanField(null=True)),
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
                        "verbose_name": "人员待遇事实",
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
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
                        ("month", models.DateField(blank=True, null=True, verbose_name="所属月份")),
                        (
                            "amount_yuan",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额(元)"),
                        ),
                        ("paid_on", models.DateField(verbose_name="发放日期")),
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
                                verbose_name="资金来源",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="凭证或批次")),
                        (
                            "batch",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="批次"),
                        ),
                        ("taken_back_on", models.DateField(blank=True, null=True, verbose_name="撤回日期")),
                        (
                            "taken_back_reason",
                            models.CharField(blank=True, max_length=100, verbose_name="撤回原因"),
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
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="support_measures.benefitrecord",
                                verbose_name="待遇记录",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "发放记录",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="payment_by_area"),
                            models.Index(
                                condition=models.Q(("batch__isnull", False)),
                                fields=["batch"],
                                name="payment_by_batch",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("month__isnull", False), ("taken_back_on", None)),
                                fields=("record", "month"),
                                name="payment_once_a_month",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("month", None), ("taken_back_on", None)),
                                fields=("record", "paid_on"),
                                name="payment_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_yuan__gt", 0)), name="payment_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month", None), ("month__day", 1), _connector="OR"),
                                name="payment_month_is_its_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_back_on", None), ("taken_back_reason", "")),
                                    models.Q(
                                        ("taken_back_on__isnull", False),
                                        models.Q(("taken_back_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="payment_taken_back_with_reason",
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
                                name="payment_fund_source_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "support_measures_paymentevent" ("amount_yuan", "area_code", "batch", "created_at", "created_by_id", "created_by_run_id", "document", "fund_source", "household_id", "id", "month", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "taken_back_on", "taken_back_reason", "updated_at") SELECT old_values."amount_yuan", old_values."area_code", old_values."batch", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."document", old_values."fund_source", old_values."household_id", old_values."id", old_values."month", old_values."paid_on", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."record_id", old_values."taken_back_on", old_values."taken_back_reason", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="50c92687a4eb8fbfcf299ce687002cafcafaeb40",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_2553e",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="support_measures_payment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "support_measures_paymentevent" ("amount_yuan", "area_code", "batch", "created_at", "created_by_id", "created_by_run_id", "document", "fund_source", "household_id", "id", "month", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "taken_back_on", "taken_back_reason", "updated_at") SELECT old_values."amount_yuan", old_values."area_code", old_values."batch", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."document", old_values."fund_source", old_values."household_id", old_values."id", old_values."month", old_values."paid_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."record_id", old_values."taken_back_on", old_values."taken_back_reason", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="70b7c86eeff56d58d874d41adf695b07124aa31a",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_70578",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="support_measures_payment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentEvent",
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
                        ("month", models.DateField(blank=True, null=True, verbose_name="所属月份")),
                        (
                            "amount_yuan",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额(元)"),
                        ),
                        ("paid_on", models.DateField(verbose_name="发放日期")),
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
                                verbose_name="资金来源",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=60, verbose_name="凭证或批次")),
                        (
                            "batch",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="批次"),
                        ),
                        ("taken_back_on", models.DateField(blank=True, null=True, verbose_name="撤回日期")),
                        (
                            "taken_back_reason",
                            models.CharField(blank=True, max_length=100, verbose_name="撤回原因"),
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
                                to="support_measures.payment",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="support_measures.benefitrecord",
                                verbose_name="待遇记录",
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
