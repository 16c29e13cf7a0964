"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import foundation.sealed.fields
import households.models.finding
import households.models.pairings
import pgtrigger.compiler
import uuid
from decimal import Decimal
from django.conf import settings
from foundation.tables import CreateTables
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("jobs", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Household",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("number", models.CharField(max_length=24, unique=True, verbose_name="户编号")),
                        ("area_code", models.BigIntegerField(verbose_name="村(社区)")),
                        ("group_name", models.CharField(blank=True, max_length=30, verbose_name="村民组")),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="住址")),
                        ("head_name", models.CharField(max_length=50, verbose_name="户主姓名")),
                        (
                            "head_initials",
                            models.CharField(
                                blank=True, editable=False, max_length=50, verbose_name="户主姓名拼音首字母"
                            ),
                        ),
                        (
                            "phone",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="phone"),
                        ),
                        (
                            "attribute",
                            models.CharField(
                                choices=[
                                    ("general", "一般贫困户"),
                                    ("dibao", "低保贫困户"),
                                    ("tekun", "特困供养贫困户"),
                                ],
                                default="general",
                                max_length=10,
                                verbose_name="户属性",
                            ),
                        ),
                        (
                            "poverty_status",
                            models.CharField(
                                choices=[
                                    ("none", "非建档立卡户"),
                                    ("identified", "未脱贫"),
                                    ("lifted", "已脱贫"),
                                    ("fallen_back", "返贫"),
                                    ("removed", "已退出(识别不准或销户)"),
                                ],
                                default="identified",
                                max_length=12,
                                verbose_name="脱贫属性",
                            ),
                        ),
                        ("identified_on", models.DateField(blank=True, null=True, verbose_name="识别时间")),
                        (
                            "lifted_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="脱贫年度"),
                        ),
                        (
                            "main_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("illness", "因病"),
                                    ("disability", "因残"),
                                    ("schooling", "因学"),
                                    ("disaster", "因灾"),
                                    ("land", "缺土地"),
                                    ("water", "缺水"),
                                    ("skill", "缺技术"),
                                    ("labour", "缺劳力"),
                                    ("funds", "缺资金"),
                                    ("transport", "交通条件落后"),
                                    ("motivation", "自身发展动力不足"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="主要致贫原因",
                            ),
                        ),
                        (
                            "house_grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A级(安全)"),
                                    ("B", "B级(基本安全)"),
                                    ("C", "C级(局部危险)"),
                                    ("D", "D级(整幢危险)"),
                                ],
                                max_length=1,
                                verbose_name="住房安全等级",
                            ),
                        ),
                        (
                            "house_area_sqm",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="住房面积(平方米)",
                            ),
                        ),
                        ("only_house", models.BooleanField(blank=True, null=True, verbose_name="唯一住房")),
                        ("safe_water", models.BooleanField(blank=True, null=True, verbose_name="饮水安全")),
                        (
                            "farmland_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="耕地面积(亩)",
                            ),
                        ),
                        (
                            "need_accessibility",
                            models.BooleanField(blank=True, null=True, verbose_name="有无障碍改造需求"),
                        ),
                        (
                            "startup_household",
                            models.BooleanField(blank=True, null=True, verbose_name="创业户"),
                        ),
                        (
                            "has_contract_land_or_house",
                            models.BooleanField(blank=True, null=True, verbose_name="有承包地或住房可入股"),
                        ),
                        (
                            "collective_member",
                            models.BooleanField(blank=True, null=True, verbose_name="集体经济组织成员"),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="退出登记日期")),
                        (
                            "left_reason",
                            models.CharField(blank=True, max_length=60, verbose_name="退出登记原因"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="版本"),
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
                            "bank_account",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="account", null=True, verbose_name="银行账号"
                            ),
                        ),
                        (
                            "bank_account_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="bank_account"),
                        ),
                        (
                            "bank_name",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=60, verbose_name="开户银行"
                            ),
                        ),
                        (
                            "cooperative_member",
                            models.BooleanField(blank=True, null=True, verbose_name="加入农民专业合作社"),
                        ),
                        (
                            "family_planning",
                            models.BooleanField(blank=True, null=True, verbose_name="计划生育户"),
                        ),
                        (
                            "forest_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="林地面积(亩)",
                            ),
                        ),
                        (
                            "fuel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("firewood", "柴草"),
                                    ("dung", "干畜粪"),
                                    ("coal", "煤炭"),
                                    ("clean", "清洁能源(电、燃气、沼气等)"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="主要燃料类型",
                            ),
                        ),
                        (
                            "house_built_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="建房年份"),
                        ),
                        (
                            "house_structure",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("concrete", "钢筋混凝土"),
                                    ("brick_concrete", "砖混"),
                                    ("brick_timber", "砖瓦砖木"),
                                    ("adobe", "竹草土坯"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=16,
                                verbose_name="房屋主要结构",
                            ),
                        ),
                        (
                            "identification_standard",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("national", "国家标准"),
                                    ("provincial", "省定标准"),
                                    ("city", "市定标准"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="识别标准",
                            ),
                        ),
                        (
                            "irrigated_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="有效灌溉面积(亩)",
                            ),
                        ),
                        (
                            "living_power",
                            models.BooleanField(blank=True, null=True, verbose_name="通生活用电"),
                        ),
                        ("martyr_family", models.BooleanField(blank=True, null=True, verbose_name="军烈属")),
                        ("only_child", models.BooleanField(blank=True, null=True, verbose_name="独生子女户")),
                        (
                            "orchard_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="林果面积(亩)",
                            ),
                        ),
                        (
                            "other_causes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("illness", "因病"),
                                        ("disability", "因残"),
                                        ("schooling", "因学"),
                                        ("disaster", "因灾"),
                                        ("land", "缺土地"),
                                        ("water", "缺水"),
                                        ("skill", "缺技术"),
                                        ("labour", "缺劳力"),
                                        ("funds", "缺资金"),
                                        ("transport", "交通条件落后"),
                                        ("motivation", "自身发展动力不足"),
                                        ("other", "其他"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="其他致贫原因(至多两项)",
                            ),
                        ),
                        (
                            "pasture_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="牧草地面积(亩)",
                            ),
                        ),
                        (
                            "production_power",
                            models.BooleanField(blank=True, null=True, verbose_name="通生产用电"),
                        ),
                        (
                            "relocated",
                            models.BooleanField(blank=True, null=True, verbose_name="易地扶贫搬迁户"),
                        ),
                        (
                            "relocated_on",
                            models.DateField(blank=True, null=True, verbose_name="搬迁入住日期"),
                        ),
                        (
                            "relocation_new_address",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=120,
                                verbose_name="安置点住址",
                            ),
                        ),
                        (
                            "relocation_old_address",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=120,
                                verbose_name="搬迁前住址",
                            ),
                        ),
                        (
                            "returned_forest_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="退耕还林面积(亩)",
                            ),
                        ),
                        (
                            "road",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("earth", "泥土路"),
                                    ("gravel", "砂石路"),
                                    ("cement", "水泥路"),
                                    ("asphalt", "沥青路"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="入户路类型",
                            ),
                        ),
                        (
                            "road_distance_km",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="与村主干路距离(公里)",
                            ),
                        ),
                        (
                            "sanitary_toilet",
                            models.BooleanField(blank=True, null=True, verbose_name="有卫生厕所"),
                        ),
                        ("two_daughters", models.BooleanField(blank=True, null=True, verbose_name="双女户")),
                        ("unsafe_house", models.BooleanField(blank=True, null=True, verbose_name="危房户")),
                        (
                            "water_difficult",
                            models.BooleanField(blank=True, null=True, verbose_name="饮水困难"),
                        ),
                        (
                            "water_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="水面面积(亩)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "残疾人贫困户",
                        "verbose_name_plural": "残疾人贫困户",
                        "indexes": [
                            models.Index(fields=["phone_key"], name="household_by_phone"),
                            models.Index(fields=["head_initials", "id"], name="household_by_head"),
                            models.Index(
                                fields=["area_code", "id"], include=("left_on",), name="household_by_area"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("id", "area_code"), name="household_with_its_area"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("area_code__gte", 110000000000), ("area_code__lte", 999999999999)
                                ),
                                name="household_area_is_a_village",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "poverty_status__in",
                                        ["none", "identified", "lifted", "fallen_back", "removed"],
                                    )
                                ),
                                name="household_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("attribute__in", ["general", "dibao", "tekun"])),
                                name="household_attribute_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "main_cause__in",
                                        [
                                            "",
                                            "illness",
                                            "disability",
                                            "schooling",
                                            "disaster",
                                            "land",
                                            "water",
                                            "skill",
                                            "labour",
                                            "funds",
                                            "transport",
                                            "motivation",
                                            "other",
                                        ],
                                    )
                                ),
                                name="household_cause_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("house_grade__in", ["", "A", "B", "C", "D"])),
                                name="household_grade_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("poverty_status", "lifted"), _negated=True),
                                    ("lifted_year__isnull", False),
                                    _connector="OR",
                                ),
                                name="household_lifted_has_its_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_on", None), ("left_reason", "")),
                                    models.Q(
                                        ("left_on__isnull", False),
                                        models.Q(("left_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="household_left_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("house_area_sqm", None), ("house_area_sqm__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("farmland_mu", None), ("farmland_mu__gte", 0), _connector="OR"),
                                ),
                                name="household_measures_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("irrigated_mu", None), ("irrigated_mu__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("forest_mu", None), ("forest_mu__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("returned_forest_mu", None),
                                        ("returned_forest_mu__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(("orchard_mu", None), ("orchard_mu__gte", 0), _connector="OR"),
                                    models.Q(("pasture_mu", None), ("pasture_mu__gte", 0), _connector="OR"),
                                    models.Q(("water_mu", None), ("water_mu__gte", 0), _connector="OR"),
                                ),
                                name="household_land_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("road_distance_km", None), ("road_distance_km__gte", 0), _connector="OR"
                                ),
                                name="household_road_distance_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("identification_standard__in", ["", "national", "provincial", "city"]),
                                    (
                                        "house_structure__in",
                                        ["", "concrete", "brick_concrete", "brick_timber", "adobe", "other"],
                                    ),
                                    ("fuel__in", ["", "firewood", "dung", "coal", "clean", "other"]),
                                    ("road__in", ["", "earth", "gravel", "cement", "asphalt"]),
                                ),
                                name="household_codes_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "other_causes__contained_by",
                                        [
                                            "illness",
                                            "disability",
                                            "schooling",
                                            "disaster",
                                            "land",
                                            "water",
                                            "skill",
                                            "labour",
                                            "funds",
                                            "transport",
                                            "motivation",
                                            "other",
                                        ],
                                    ),
                                    ("other_causes__len__lte", 2),
                                ),
                                name="household_two_other_causes_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other_causes__contains", [models.F("main_cause")]), _negated=True
                                ),
                                name="household_other_causes_are_others",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("only_child", None),
                                    ("two_daughters", None),
                                    models.Q(("only_child", True), ("two_daughters", True), _negated=True),
                                    _connector="OR",
                                ),
                                name="household_one_child_or_two_daughters",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("house_built_year", None),
                                    ("house_built_year__range", (1800, 2100)),
                                    _connector="OR",
                                ),
                                name="household_built_in_a_plausible_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("bank_account", None), ("bank_account_key", None)),
                                    models.Q(
                                        ("bank_account__isnull", False), ("bank_account_key__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="household_account_with_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("relocated", True), ("relocated__isnull", False)),
                                    models.Q(
                                        ("relocated_on", None),
                                        ("relocation_new_address", ""),
                                        ("relocation_old_address", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="household_relocation_belongs_to_the_relocated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdevent" ("address", "area_code", "attribute", "bank_account", "bank_account_key", "bank_name", "collective_member", "cooperative_member", "created_at", "created_by_id", "created_by_run_id", "family_planning", "farmland_mu", "forest_mu", "fuel", "group_name", "has_contract_land_or_house", "head_initials", "head_name", "house_area_sqm", "house_built_year", "house_grade", "house_structure", "id", "identification_standard", "identified_on", "irrigated_mu", "left_on", "left_reason", "lifted_year", "living_power", "main_cause", "martyr_family", "need_accessibility", "note", "number", "only_child", "only_house", "orchard_mu", "other_causes", "pasture_mu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_key", "poverty_status", "production_power", "relocated", "relocated_on", "relocation_new_address", "relocation_old_address", "returned_forest_mu", "road", "road_distance_km", "safe_water", "sanitary_toilet", "startup_household", "two_daughters", "unsafe_house", "updated_at", "version", "water_difficult", "water_mu") SELECT old_values."address", old_values."area_code", old_values."attribute", old_values."bank_account", old_values."bank_account_key", old_values."bank_name", old_values."collective_member", old_values."cooperative_member", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."family_planning", old_values."farmland_mu", old_values."forest_mu", old_values."fuel", old_values."group_name", old_values."has_contract_land_or_house", old_values."head_initials", old_values."head_name", old_values."house_area_sqm", old_values."house_built_year", old_values."house_grade", old_values."house_structure", old_values."id", old_values."identification_standard", old_values."identified_on", old_values."irrigated_mu", old_values."left_on", old_values."left_reason", old_values."lifted_year", old_values."living_power", old_values."main_cause", old_values."martyr_family", old_values."need_accessibility", old_values."note", old_values."number", old_values."only_child", old_values."only_house", old_values."orchard_mu", old_values."other_causes", old_values."pasture_mu", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."phone", old_values."phone_key", old_values."poverty_status", old_values."production_power", old_values."relocated", old_values."relocated_on", old_values."relocation_new_address", old_values."relocation_old_address", old_values."returned_forest_mu", old_values."road", old_values."road_distance_km", old_values."safe_water", old_values."sanitary_toilet", old_values."startup_household", old_values."two_daughters", old_values."unsafe_house", old_values."updated_at", old_values."version", old_values."water_difficult", old_values."water_mu" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1a8dad51b9211061f69d969bde7065fa15468103",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d279e",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_household",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdevent" ("address", "area_code", "attribute", "bank_account", "bank_account_key", "bank_name", "collective_member", "cooperative_member", "created_at", "created_by_id", "created_by_run_id", "family_planning", "farmland_mu", "forest_mu", "fuel", "group_name", "has_contract_land_or_house", "head_initials", "head_name", "house_area_sqm", "house_built_year", "house_grade", "house_structure", "id", "identification_standard", "identified_on", "irrigated_mu", "left_on", "left_reason", "lifted_year", "living_power", "main_cause", "martyr_family", "need_accessibility", "note", "number", "only_child", "only_house", "orchard_mu", "other_causes", "pasture_mu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_key", "poverty_status", "production_power", "relocated", "relocated_on", "relocation_new_address", "relocation_old_address", "returned_forest_mu", "road", "road_distance_km", "safe_water", "sanitary_toilet", "startup_household", "two_daughters", "unsafe_house", "updated_at", "version", "water_difficult", "water_mu") SELECT old_values."address", old_values."area_code", old_values."attribute", old_values."bank_account", old_values."bank_account_key", old_values."bank_name", old_values."collective_member", old_values."cooperative_member", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."family_planning", old_values."farmland_mu", old_values."forest_mu", old_values."fuel", old_values."group_name", old_values."has_contract_land_or_house", old_values."head_initials", old_values."head_name", old_values."house_area_sqm", old_values."house_built_year", old_values."house_grade", old_values."house_structure", old_values."id", old_values."identification_standard", old_values."identified_on", old_values."irrigated_mu", old_values."left_on", old_values."left_reason", old_values."lifted_year", old_values."living_power", old_values."main_cause", old_values."martyr_family", old_values."need_accessibility", old_values."note", old_values."number", old_values."only_child", old_values."only_house", old_values."orchard_mu", old_values."other_causes", old_values."pasture_mu", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."phone_key", old_values."poverty_status", old_values."production_power", old_values."relocated", old_values."relocated_on", old_values."relocation_new_address", old_values."relocation_old_address", old_values."returned_forest_mu", old_values."road", old_values."road_distance_km", old_values."safe_water", old_values."sanitary_toilet", old_values."startup_household", old_values."two_daughters", old_values."unsafe_house", old_values."updated_at", old_values."version", old_values."water_difficult", old_values."water_mu" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="bce86d06ac781c36917a367e51ea05c226cbbfda",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_4f9c4",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_household",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        (
                            "name_initials",
                            models.CharField(
                                blank=True, editable=False, max_length=50, verbose_name="姓名拼音首字母"
                            ),
                        ),
                        (
                            "id_number",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="id", null=True, verbose_name="身份证号"
                            ),
                        ),
                        (
                            "id_number_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="id_number"),
                        ),
                        ("id_tail_key", models.BinaryField(blank=True, null=True)),
                        (
                            "no_number_reason",
                            models.CharField(blank=True, max_length=60, verbose_name="无身份证号原因"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[("male", "男"), ("female", "女")],
                                max_length=6,
                                verbose_name="性别",
                            ),
                        ),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("head", "户主"),
                                    ("spouse", "配偶"),
                                    ("son", "之子"),
                                    ("daughter", "之女"),
                                    ("daughter_in_law", "之儿媳"),
                                    ("son_in_law", "之女婿"),
                                    ("grandchild", "之孙子女"),
                                    ("parent", "之父母"),
                                    ("parent_in_law", "之岳父母(公婆)"),
                                    ("grandparent", "之祖父母"),
                                    ("sibling", "之兄弟姐妹"),
                                    ("other", "其他"),
                                ],
                                default="other",
                                max_length=16,
                                verbose_name="与户主关系",
                            ),
                        ),
                        ("ethnicity", models.CharField(blank=True, max_length=20, verbose_name="民族")),
                        (
                            "education",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("illiterate", "文盲或半文盲"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中专(中职)"),
                                    ("college", "大专"),
                                    ("undergraduate", "本科及以上"),
                                ],
                                max_length=14,
                                verbose_name="文化程度",
                            ),
                        ),
                        (
                            "school_stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "非在校生"),
                                    ("preschool", "学前教育"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中职"),
                                    ("college", "高职高专"),
                                    ("undergraduate", "本科"),
                                    ("postgraduate", "硕士及以上"),
                                ],
                                max_length=14,
                                verbose_name="在校生状况",
                            ),
                        ),
                        (
                            "health",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("healthy", "健康"),
                                    ("chronic", "长期慢性病"),
                                    ("serious", "患有大病"),
                                    ("disabled", "残疾"),
                                ],
                                max_length=10,
                                verbose_name="健康状况",
                            ),
                        ),
                        (
                            "labour_ability",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("skilled", "技能劳动力"),
                                    ("ordinary", "普通劳动力"),
                                    ("weak", "弱劳动力或半劳动力"),
                                    ("lost", "丧失劳动力"),
                                    ("none", "无劳动力"),
                                ],
                                max_length=10,
                                verbose_name="劳动能力",
                            ),
                        ),
                        ("employed", models.BooleanField(blank=True, null=True, verbose_name="已就业")),
                        (
                            "work_months",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="务工时间(月)"
                            ),
                        ),
                        (
                            "medical_insured",
                            models.BooleanField(blank=True, null=True, verbose_name="参加基本医保"),
                        ),
                        (
                            "pension_insured",
                            models.BooleanField(blank=True, null=True, verbose_name="参加城乡居民养老保险"),
                        ),
                        (
                            "phone",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="phone"),
                        ),
                        ("need_rehab", models.BooleanField(blank=True, null=True, verbose_name="有康复需求")),
                        (
                            "need_device",
                            models.BooleanField(blank=True, null=True, verbose_name="有辅具需求"),
                        ),
                        (
                            "need_care",
                            models.BooleanField(blank=True, null=True, verbose_name="有托养照料需求"),
                        ),
                        (
                            "family_supported",
                            models.BooleanField(blank=True, null=True, verbose_name="靠家庭供养"),
                        ),
                        (
                            "returned_migrant",
                            models.BooleanField(blank=True, null=True, verbose_name="返乡农民工"),
                        ),
                        (
                            "dropped_out_for_poverty",
                            models.BooleanField(blank=True, null=True, verbose_name="因贫失学"),
                        ),
                        (
                            "diagnosed_kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("visual", "视力"),
                                        ("hearing", "听力"),
                                        ("speech", "言语"),
                                        ("physical", "肢体"),
                                        ("intellectual", "智力"),
                                        ("mental", "精神"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="诊断残疾类别",
                            ),
                        ),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="减少日期")),
                        ("left_reason", models.CharField(blank=True, max_length=60, verbose_name="减少原因")),
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
                            "commercial_medical",
                            models.BooleanField(blank=True, null=True, verbose_name="有商业补充医疗保险"),
                        ),
                        (
                            "dibao",
                            models.BooleanField(blank=True, null=True, verbose_name="享受最低生活保障"),
                        ),
                        (
                            "employee_pension",
                            models.BooleanField(blank=True, null=True, verbose_name="参加城镇职工养老保险"),
                        ),
                        (
                            "guardian_name",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=50,
                                verbose_name="监护人姓名",
                            ),
                        ),
                        (
                            "guardian_phone",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="phone", null=True, verbose_name="监护人电话"
                            ),
                        ),
                        (
                            "guardian_phone_key",
                            foundation.sealed.fields.LookupKeyField(
                                blank=True, null=True, of="guardian_phone"
                            ),
                        ),
                        (
                            "guardian_relation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("spouse", "配偶"),
                                    ("parent", "父母"),
                                    ("child", "子女"),
                                    ("sibling", "兄弟姐妹"),
                                    ("grandparent", "祖父母、外祖父母"),
                                    ("relative", "其他亲属"),
                                    ("committee", "村(居)委会"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=12,
                                verbose_name="监护人与本人关系",
                            ),
                        ),
                        ("in_army", models.BooleanField(blank=True, null=True, verbose_name="现役军人")),
                        (
                            "living_source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("pension", "退休金"),
                                    ("property", "财产性收入"),
                                    ("relief", "救助和福利"),
                                    ("family", "家庭供养"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="未就业主要生活来源",
                            ),
                        ),
                        (
                            "marriage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("single", "未婚"),
                                    ("married", "已婚"),
                                    ("widowed", "丧偶"),
                                    ("divorced", "离婚"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="婚姻状况",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=24, verbose_name="人编号"
                            ),
                        ),
                        (
                            "political_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("masses", "群众"),
                                    ("league", "共青团员"),
                                    ("party", "中共党员"),
                                    ("probationary", "中共预备党员"),
                                    ("democratic", "民主党派成员"),
                                    ("none", "无党派人士"),
                                ],
                                db_default="",
                                default="",
                                max_length=14,
                                verbose_name="政治面貌",
                            ),
                        ),
                        (
                            "public_post",
                            models.BooleanField(blank=True, null=True, verbose_name="在公益性岗位"),
                        ),
                        (
                            "serious_illness_insured",
                            models.BooleanField(blank=True, null=True, verbose_name="参加大病保险"),
                        ),
                        (
                            "uncertified",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("suspected", "疑似残疾,未办证"),
                                    ("applied", "已申请,待评定"),
                                    ("refused", "评定后未发证"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="无证情况",
                            ),
                        ),
                        (
                            "uncertified_on",
                            models.DateField(blank=True, null=True, verbose_name="无证情况日期"),
                        ),
                        (
                            "unemployed_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("student", "在校学习"),
                                    ("retired", "退休"),
                                    ("unwilling", "无就业意愿"),
                                    ("unskilled", "无就业技能"),
                                    ("lost_ability", "丧失劳动能力"),
                                    ("land_taken", "土地被征用"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=14,
                                verbose_name="未就业原因",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                db_default=1, default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "work_place",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("township", "乡(镇)内务工"),
                                    ("county", "乡外县内务工"),
                                    ("province", "县外省内务工"),
                                    ("outside", "省外务工"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="务工地点",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "家庭成员",
                        "verbose_name_plural": "家庭成员",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="person_by_area"),
                            models.Index(fields=["id_tail_key", "area_code"], name="person_by_tail"),
                            models.Index(
                                condition=models.Q(("phone_key__isnull", False)),
                                fields=["phone_key"],
                                name="person_by_phone",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("id_number_key",),
                                name="person_id_number_once",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "household", "area_code"), name="person_with_household_and_area"
                            ),
                            models.UniqueConstraint(
                                fields=("id", "id_number_key"), name="person_with_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None), ("relation", "head")),
                                fields=("household",),
                                name="one_head_of_household",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("id_number__isnull", False), ("no_number_reason", "")),
                                    models.Q(
                                        ("id_number", None), models.Q(("no_number_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="person_number_or_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("id_number", None), ("id_number_key", None)),
                                    models.Q(
                                        ("birth_date__isnull", False),
                                        ("id_number__isnull", False),
                                        ("id_number_key__isnull", False),
                                        models.Q(("sex", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="person_number_with_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sex__in", ["", "male", "female"])),
                                name="person_sex_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "relation__in",
                                        [
                                            "head",
                                            "spouse",
                                            "son",
                                            "daughter",
                                            "daughter_in_law",
                                            "son_in_law",
                                            "grandchild",
                                            "parent",
                                            "parent_in_law",
                                            "grandparent",
                                            "sibling",
                                            "other",
                                        ],
                                    )
                                ),
                                name="person_relation_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "education__in",
                                        [
                                            "",
                                            "illiterate",
                                            "primary",
                                            "junior",
                                            "senior",
                                            "vocational",
                                            "college",
                                            "undergraduate",
                                        ],
                                    ),
                                    (
                                        "school_stage__in",
                                        [
                                            "",
                                            "none",
                                            "preschool",
                                            "primary",
                                            "junior",
                                            "senior",
                                            "vocational",
                                            "college",
                                            "undergraduate",
                                            "postgraduate",
                                        ],
                                    ),
                                    (
                                        "labour_ability__in",
                                        ["", "skilled", "ordinary", "weak", "lost", "none"],
                                    ),
                                    ("health__in", ["", "healthy", "chronic", "serious", "disabled"]),
                                ),
                                name="person_codes_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("work_months", None), ("work_months__lte", 12), _connector="OR"
                                ),
                                name="person_work_months_in_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_on", None), ("left_reason", "")),
                                    models.Q(
                                        ("left_on__isnull", False),
                                        models.Q(("left_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="person_left_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "political_status__in",
                                        [
                                            "",
                                            "masses",
                                            "league",
                                            "party",
                                            "probationary",
                                            "democratic",
                                            "none",
                                        ],
                                    ),
                                    ("marriage__in", ["", "single", "married", "widowed", "divorced"]),
                                    ("work_place__in", ["", "township", "county", "province", "outside"]),
                                    (
                                        "unemployed_reason__in",
                                        [
                                            "",
                                            "student",
                                            "retired",
                                            "unwilling",
                                            "unskilled",
                                            "lost_ability",
                                            "land_taken",
                                            "other",
                                        ],
                                    ),
                                    (
                                        "living_source__in",
                                        ["", "pension", "property", "relief", "family", "other"],
                                    ),
                                    ("uncertified__in", ["", "suspected", "applied", "refused"]),
                                    (
                                        "guardian_relation__in",
                                        [
                                            "",
                                            "spouse",
                                            "parent",
                                            "child",
                                            "sibling",
                                            "grandparent",
                                            "relative",
                                            "committee",
                                            "other",
                                        ],
                                    ),
                                ),
                                name="person_further_codes_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("uncertified", ""), ("uncertified_on", None)),
                                    models.Q(
                                        models.Q(("uncertified", ""), _negated=True),
                                        ("uncertified_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="person_uncertified_with_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("guardian_name", ""), _negated=True),
                                    models.Q(("guardian_phone", None), ("guardian_relation", "")),
                                    _connector="OR",
                                ),
                                name="person_guardian_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("phone", None), ("phone_key", None)),
                                        models.Q(("phone__isnull", False), ("phone_key__isnull", False)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        models.Q(("guardian_phone", None), ("guardian_phone_key", None)),
                                        models.Q(
                                            ("guardian_phone__isnull", False),
                                            ("guardian_phone_key__isnull", False),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="person_phones_with_keys",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), _negated=True), ("left_on", None)
                                ),
                                fields=("number",),
                                name="person_numbered_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_personevent" ("area_code", "birth_date", "commercial_medical", "created_at", "created_by_id", "created_by_run_id", "diagnosed_kinds", "dibao", "dropped_out_for_poverty", "education", "employed", "employee_pension", "ethnicity", "family_supported", "guardian_name", "guardian_phone", "guardian_phone_key", "guardian_relation", "health", "household_id", "id", "id_number", "id_number_key", "id_tail_key", "in_army", "labour_ability", "left_on", "left_reason", "living_source", "marriage", "medical_insured", "name", "name_initials", "need_care", "need_device", "need_rehab", "no_number_reason", "number", "pension_insured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_key", "political_status", "public_post", "relation", "returned_migrant", "school_stage", "serious_illness_insured", "sex", "uncertified", "uncertified_on", "unemployed_reason", "updated_at", "version", "work_months", "work_place") SELECT old_values."area_code", old_values."birth_date", old_values."commercial_medical", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."diagnosed_kinds", old_values."dibao", old_values."dropped_out_for_poverty", old_values."education", old_values."employed", old_values."employee_pension", old_values."ethnicity", old_values."family_supported", old_values."guardian_name", old_values."guardian_phone", old_values."guardian_phone_key", old_values."guardian_relation", old_values."health", old_values."household_id", old_values."id", old_values."id_number", old_values."id_number_key", old_values."id_tail_key", old_values."in_army", old_values."labour_ability", old_values."left_on", old_values."left_reason", old_values."living_source", old_values."marriage", old_values."medical_insured", old_values."name", old_values."name_initials", old_values."need_care", old_values."need_device", old_values."need_rehab", old_values."no_number_reason", old_values."number", old_values."pension_insured", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."phone", old_values."phone_key", old_values."political_status", old_values."public_post", old_values."relation", old_values."returned_migrant", old_values."school_stage", old_values."serious_illness_insured", old_values."sex", old_values."uncertified", old_values."uncertified_on", old_values."unemployed_reason", old_values."updated_at", old_values."version", old_values."work_months", old_values."work_place" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a244ca5d2f0c568674096e8219a6b391b0312ab0",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5a79e",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_person",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_personevent" ("area_code", "birth_date", "commercial_medical", "created_at", "created_by_id", "created_by_run_id", "diagnosed_kinds", "dibao", "dropped_out_for_poverty", "education", "employed", "employee_pension", "ethnicity", "family_supported", "guardian_name", "guardian_phone", "guardian_phone_key", "guardian_relation", "health", "household_id", "id", "id_number", "id_number_key", "id_tail_key", "in_army", "labour_ability", "left_on", "left_reason", "living_source", "marriage", "medical_insured", "name", "name_initials", "need_care", "need_device", "need_rehab", "no_number_reason", "number", "pension_insured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_key", "political_status", "public_post", "relation", "returned_migrant", "school_stage", "serious_illness_insured", "sex", "uncertified", "uncertified_on", "unemployed_reason", "updated_at", "version", "work_months", "work_place") SELECT old_values."area_code", old_values."birth_date", old_values."commercial_medical", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."diagnosed_kinds", old_values."dibao", old_values."dropped_out_for_poverty", old_values."education", old_values."employed", old_values."employee_pension", old_values."ethnicity", old_values."family_supported", old_values."guardian_name", old_values."guardian_phone", old_values."guardian_phone_key", old_values."guardian_relation", old_values."health", old_values."household_id", old_values."id", old_values."id_number", old_values."id_number_key", old_values."id_tail_key", old_values."in_army", old_values."labour_ability", old_values."left_on", old_values."left_reason", old_values."living_source", old_values."marriage", old_values."medical_insured", old_values."name", old_values."name_initials", old_values."need_care", old_values."need_device", old_values."need_rehab", old_values."no_number_reason", old_values."number", old_values."pension_insured", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."phone_key", old_values."political_status", old_values."public_post", old_values."relation", old_values."returned_migrant", old_values."school_stage", old_values."serious_illness_insured", old_values."sex", old_values."uncertified", old_values."uncertified_on", old_values."unemployed_reason", old_values."updated_at", old_values."version", old_values."work_months", old_values."work_place" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="930db38a0b9102c58dccdb6a4bafd6c601a4651e",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_4b29e",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_person",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cadre",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(verbose_name="所在县")),
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        ("unit", models.CharField(blank=True, max_length=80, verbose_name="单位")),
                        ("post", models.CharField(blank=True, max_length=50, verbose_name="职务")),
                        (
                            "phone",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="phone"),
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
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cadre",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "帮扶干部",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area_code", "name", "unit"), name="cadre_once_in_a_unit"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_cadreevent" ("area_code", "created_at", "created_by_id", "created_by_run_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_key", "post", "unit", "updated_at", "user_id") SELECT old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."phone", old_values."phone_key", old_values."post", old_values."unit", old_values."updated_at", old_values."user_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1634858cdac3fa19e046c133f3b7e81f82b96578",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9d10f",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_cadre",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_cadreevent" ("area_code", "created_at", "created_by_id", "created_by_run_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_key", "post", "unit", "updated_at", "user_id") SELECT old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."phone_key", old_values."post", old_values."unit", old_values."updated_at", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="43c4ee0ba5a5d1fafce5a664cd246940b9c8d922",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_1c387",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_cadre",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CadreEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(verbose_name="所在县")),
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        ("unit", models.CharField(blank=True, max_length=80, verbose_name="单位")),
                        ("post", models.CharField(blank=True, max_length=50, verbose_name="职务")),
                        (
                            "phone",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="phone"),
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
                                to="households.cadre",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DisabilityCertificate",
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
                        ("holder_key", models.BinaryField(verbose_name="证号身份证部分")),
                        (
                            "category",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "视力残疾"),
                                    (2, "听力残疾"),
                                    (3, "言语残疾"),
                                    (4, "肢体残疾"),
                                    (5, "智力残疾"),
                                    (6, "精神残疾"),
                                    (7, "多重残疾"),
                                ],
                                verbose_name="残疾类别",
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "一级"), (2, "二级"), (3, "三级"), (4, "四级")],
                                verbose_name="残疾等级",
                            ),
                        ),
                        ("reissue", models.PositiveSmallIntegerField(default=0, verbose_name="补换证次数")),
                        (
                            "components",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("visual", "视力"),
                                        ("hearing", "听力"),
                                        ("speech", "言语"),
                                        ("physical", "肢体"),
                                        ("intellectual", "智力"),
                                        ("mental", "精神"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="多重残疾包含",
                            ),
                        ),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="发证日期")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("valid", "正常"),
                                    ("frozen", "冻结"),
                                    ("cancelled", "注销"),
                                    ("moving", "迁移中"),
                                ],
                                default="valid",
                                max_length=10,
                                verbose_name="证件状态",
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
                                related_name="certificates",
                                to="households.household",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="households.person",
                                verbose_name="持证人",
                            ),
                        ),
                        (
                            "cancel_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "死亡"),
                                    ("recovered", "康复"),
                                    ("own_wish", "本人申请"),
                                    ("moved", "迁出"),
                                    ("reassessed", "重新评定换发"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=12,
                                verbose_name="注销原因",
                            ),
                        ),
                        (
                            "first_issued_on",
                            models.DateField(blank=True, null=True, verbose_name="首次发证日期"),
                        ),
                        (
                            "hukou_code",
                            models.BigIntegerField(blank=True, null=True, verbose_name="户籍区划代码"),
                        ),
                        (
                            "residence_code",
                            models.BigIntegerField(blank=True, null=True, verbose_name="居住区划代码"),
                        ),
                    ],
                    options={
                        "verbose_name": "残疾人证",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="certificate_by_area"),
                            models.Index(fields=["holder_key"], name="certificate_by_holder"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("category__range", (1, 7))),
                                name="certificate_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__range", (1, 4))), name="certificate_level_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category", 7), ("components", []), _connector="OR"),
                                name="certificate_components_only_multiple",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["valid", "frozen", "cancelled", "moving"])),
                                name="certificate_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issued_on", None),
                                    ("valid_until", None),
                                    ("valid_until__gt", models.F("issued_on")),
                                    _connector="OR",
                                ),
                                name="certificate_dates_in_order",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "valid")),
                                fields=("person",),
                                name="one_valid_certificate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_issued_on", None),
                                    ("issued_on", None),
                                    ("issued_on__gte", models.F("first_issued_on")),
                                    _connector="OR",
                                ),
                                name="certificate_first_issue_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cancel_reason", ""),
                                    models.Q(
                                        (
                                            "cancel_reason__in",
                                            ["died", "recovered", "own_wish", "moved", "reassessed", "other"],
                                        ),
                                        ("state", "cancelled"),
                                    ),
                                    _connector="OR",
                                ),
                                name="certificate_cancelled_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("hukou_code", None),
                                        ("hukou_code__range", (110000000000, 999999999999)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("residence_code", None),
                                        ("residence_code__range", (110000000000, 999999999999)),
                                        _connector="OR",
                                    ),
                                ),
                                name="certificate_divisions_of_twelve_places",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_disabilitycertificateevent" ("area_code", "cancel_reason", "category", "components", "created_at", "created_by_id", "created_by_run_id", "first_issued_on", "holder_key", "household_id", "hukou_code", "id", "issued_on", "level", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissue", "residence_code", "state", "updated_at", "valid_until") SELECT old_values."area_code", old_values."cancel_reason", old_values."category", old_values."components", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."first_issued_on", old_values."holder_key", old_values."household_id", old_values."hukou_code", old_values."id", old_values."issued_on", old_values."level", old_values."person_id", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."reissue", old_values."residence_code", old_values."state", old_values."updated_at", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d05db45078c6427fe6eaea8a8972cf58edc0387f",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_22bef",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_disabilitycertificate",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_disabilitycertificateevent" ("area_code", "cancel_reason", "category", "components", "created_at", "created_by_id", "created_by_run_id", "first_issued_on", "holder_key", "household_id", "hukou_code", "id", "issued_on", "level", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissue", "residence_code", "state", "updated_at", "valid_until") SELECT old_values."area_code", old_values."cancel_reason", old_values."category", old_values."components", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."first_issued_on", old_values."holder_key", old_values."household_id", old_values."hukou_code", old_values."id", old_values."issued_on", old_values."level", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reissue", old_values."residence_code", old_values."state", old_values."updated_at", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d3bbe45e4a8760869dfb8c0ee08ff25145aa4faf",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_11b45",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_disabilitycertificate",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactStatement",
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
                        ("fact", models.CharField(max_length=40, verbose_name="事项")),
                        ("item", models.CharField(blank=True, max_length=60, verbose_name="针对的项目")),
                        ("value", models.BooleanField(verbose_name="认定结果")),
                        ("holds_from", models.DateField(verbose_name="起")),
                        ("holds_to", models.DateField(blank=True, null=True, verbose_name="止(不含)")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
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
                                related_name="statements",
                                to="households.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "认定",
                        "indexes": [
                            models.Index(fields=["fact", "person", "holds_from"], name="statement_of_person"),
                            models.Index(
                                fields=["fact", "household", "holds_from"], name="statement_of_household"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("holds_to", None),
                                    ("holds_to__gt", models.F("holds_from")),
                                    _connector="OR",
                                ),
                                name="statement_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True), name="statement_has_basis"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_factstatementevent" ("area_code", "basis", "created_at", "created_by_id", "created_by_run_id", "fact", "holds_from", "holds_to", "household_id", "id", "item", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "value") SELECT old_values."area_code", old_values."basis", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."fact", old_values."holds_from", old_values."holds_to", old_values."household_id", old_values."id", old_values."item", old_values."person_id", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."updated_at", old_values."value" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="076662a04a4289dae49ac3de26bb85c3eb65bc76",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c0d72",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_factstatement",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_factstatementevent" ("area_code", "basis", "created_at", "created_by_id", "created_by_run_id", "fact", "holds_from", "holds_to", "household_id", "id", "item", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "value") SELECT old_values."area_code", old_values."basis", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."fact", old_values."holds_from", old_values."holds_to", old_values."household_id", old_values."id", old_values."item", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="835cb9f205f515da37d8935a1726a79312949622",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_ecdfc",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_factstatement",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdFacts",
                    fields=[
                        (
                            "household",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="facts",
                                serialize=False,
                                to="households.household",
                            ),
                        ),
                        ("area_code", models.BigIntegerField(editable=False)),
                        ("poverty_status", models.CharField(default="none", max_length=12)),
                        ("registered", models.BooleanField(default=False)),
                        ("n_disabled", models.PositiveSmallIntegerField(default=0)),
                        ("hh_has_disabled", models.BooleanField(default=False)),
                        ("house_grade", models.CharField(max_length=1, null=True)),
                        ("only_house", models.BooleanField(null=True)),
                        ("need_accessibility", models.BooleanField(null=True)),
                        ("startup_household", models.BooleanField(null=True)),
                        ("has_contract_land_or_house", models.BooleanField(null=True)),
                        ("collective_member", models.BooleanField(null=True)),
                        ("hh_lost_labour", models.BooleanField(null=True)),
                        ("old_supports_disabled", models.BooleanField(null=True)),
                        ("has_student_college", models.BooleanField(null=True)),
                        ("area_key_county", models.BooleanField(null=True)),
                        ("area_contiguous", models.BooleanField(null=True)),
                        ("area_poor_county", models.BooleanField(null=True)),
                        ("area_old_base", models.BooleanField(null=True)),
                        ("area_minority", models.BooleanField(null=True)),
                        ("area_tibet_xinjiang", models.BooleanField(null=True)),
                        ("area_midwest", models.BooleanField(null=True)),
                        ("area_tourism_village", models.BooleanField(null=True)),
                        ("area_solar_fit", models.BooleanField(null=True)),
                    ],
                    options={
                        "verbose_name": "户事实",
                        "indexes": [
                            models.Index(fields=["area_code", "household"], name="householdfacts_by_area")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("number", models.CharField(max_length=24, verbose_name="户编号")),
                        ("area_code", models.BigIntegerField(verbose_name="村(社区)")),
                        ("group_name", models.CharField(blank=True, max_length=30, verbose_name="村民组")),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="住址")),
                        ("head_name", models.CharField(max_length=50, verbose_name="户主姓名")),
                        (
                            "head_initials",
                            models.CharField(
                                blank=True, editable=False, max_length=50, verbose_name="户主姓名拼音首字母"
                            ),
                        ),
                        (
                            "phone",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="phone"),
                        ),
                        (
                            "attribute",
                            models.CharField(
                                choices=[
                                    ("general", "一般贫困户"),
                                    ("dibao", "低保贫困户"),
                                    ("tekun", "特困供养贫困户"),
                                ],
                                default="general",
                                max_length=10,
                                verbose_name="户属性",
                            ),
                        ),
                        (
                            "poverty_status",
                            models.CharField(
                                choices=[
                                    ("none", "非建档立卡户"),
                                    ("identified", "未脱贫"),
                                    ("lifted", "已脱贫"),
                                    ("fallen_back", "返贫"),
                                    ("removed", "已退出(识别不准或销户)"),
                                ],
                                default="identified",
                                max_length=12,
                                verbose_name="脱贫属性",
                            ),
                        ),
                        ("identified_on", models.DateField(blank=True, null=True, verbose_name="识别时间")),
                        (
                            "lifted_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="脱贫年度"),
                        ),
                        (
                            "main_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("illness", "因病"),
                                    ("disability", "因残"),
                                    ("schooling", "因学"),
                                    ("disaster", "因灾"),
                                    ("land", "缺土地"),
                                    ("water", "缺水"),
                                    ("skill", "缺技术"),
                                    ("labour", "缺劳力"),
                                    ("funds", "缺资金"),
                                    ("transport", "交通条件落后"),
                                    ("motivation", "自身发展动力不足"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="主要致贫原因",
                            ),
                        ),
                        (
                            "house_grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A级(安全)"),
                                    ("B", "B级(基本安全)"),
                                    ("C", "C级(局部危险)"),
                                    ("D", "D级(整幢危险)"),
                                ],
                                max_length=1,
                                verbose_name="住房安全等级",
                            ),
                        ),
                        (
                            "house_area_sqm",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="住房面积(平方米)",
                            ),
                        ),
                        ("only_house", models.BooleanField(blank=True, null=True, verbose_name="唯一住房")),
                        ("safe_water", models.BooleanField(blank=True, null=True, verbose_name="饮水安全")),
                        (
                            "farmland_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="耕地面积(亩)",
                            ),
                        ),
                        (
                            "need_accessibility",
                            models.BooleanField(blank=True, null=True, verbose_name="有无障碍改造需求"),
                        ),
                        (
                            "startup_household",
                            models.BooleanField(blank=True, null=True, verbose_name="创业户"),
                        ),
                        (
                            "has_contract_land_or_house",
                            models.BooleanField(blank=True, null=True, verbose_name="有承包地或住房可入股"),
                        ),
                        (
                            "collective_member",
                            models.BooleanField(blank=True, null=True, verbose_name="集体经济组织成员"),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="退出登记日期")),
                        (
                            "left_reason",
                            models.CharField(blank=True, max_length=60, verbose_name="退出登记原因"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="版本"),
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
                                to="households.household",
                            ),
                        ),
                        (
                            "bank_account",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="account", null=True, verbose_name="银行账号"
                            ),
                        ),
                        (
                            "bank_account_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="bank_account"),
                        ),
                        (
                            "bank_name",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=60, verbose_name="开户银行"
                            ),
                        ),
                        (
                            "cooperative_member",
                            models.BooleanField(blank=True, null=True, verbose_name="加入农民专业合作社"),
                        ),
                        (
                            "family_planning",
                            models.BooleanField(blank=True, null=True, verbose_name="计划生育户"),
                        ),
                        (
                            "forest_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="林地面积(亩)",
                            ),
                        ),
                        (
                            "fuel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("firewood", "柴草"),
                                    ("dung", "干畜粪"),
                                    ("coal", "煤炭"),
                                    ("clean", "清洁能源(电、燃气、沼气等)"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="主要燃料类型",
                            ),
                        ),
                        (
                            "house_built_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="建房年份"),
                        ),
                        (
                            "house_structure",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("concrete", "钢筋混凝土"),
                                    ("brick_concrete", "砖混"),
                                    ("brick_timber", "砖瓦砖木"),
                                    ("adobe", "竹草土坯"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=16,
                                verbose_name="房屋主要结构",
                            ),
                        ),
                        (
                            "identification_standard",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("national", "国家标准"),
                                    ("provincial", "省定标准"),
                                    ("city", "市定标准"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="识别标准",
                            ),
                        ),
                        (
                            "irrigated_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="有效灌溉面积(亩)",
                            ),
                        ),
                        (
                            "living_power",
                            models.BooleanField(blank=True, null=True, verbose_name="通生活用电"),
                        ),
                        ("martyr_family", models.BooleanField(blank=True, null=True, verbose_name="军烈属")),
                        ("only_child", models.BooleanField(blank=True, null=True, verbose_name="独生子女户")),
                        (
                            "orchard_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="林果面积(亩)",
                            ),
                        ),
                        (
                            "other_causes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("illness", "因病"),
                                        ("disability", "因残"),
                                        ("schooling", "因学"),
                                        ("disaster", "因灾"),
                                        ("land", "缺土地"),
                                        ("water", "缺水"),
                                        ("skill", "缺技术"),
                                        ("labour", "缺劳力"),
                                        ("funds", "缺资金"),
                                        ("transport", "交通条件落后"),
                                        ("motivation", "自身发展动力不足"),
                                        ("other", "其他"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="其他致贫原因(至多两项)",
                            ),
                        ),
                        (
                            "pasture_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="牧草地面积(亩)",
                            ),
                        ),
                        (
                            "production_power",
                            models.BooleanField(blank=True, null=True, verbose_name="通生产用电"),
                        ),
                        (
                            "relocated",
                            models.BooleanField(blank=True, null=True, verbose_name="易地扶贫搬迁户"),
                        ),
                        (
                            "relocated_on",
                            models.DateField(blank=True, null=True, verbose_name="搬迁入住日期"),
                        ),
                        (
                            "relocation_new_address",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=120,
                                verbose_name="安置点住址",
                            ),
                        ),
                        (
                            "relocation_old_address",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=120,
                                verbose_name="搬迁前住址",
                            ),
                        ),
                        (
                            "returned_forest_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="退耕还林面积(亩)",
                            ),
                        ),
                        (
                            "road",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("earth", "泥土路"),
                                    ("gravel", "砂石路"),
                                    ("cement", "水泥路"),
                                    ("asphalt", "沥青路"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="入户路类型",
                            ),
                        ),
                        (
                            "road_distance_km",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="与村主干路距离(公里)",
                            ),
                        ),
                        (
                            "sanitary_toilet",
                            models.BooleanField(blank=True, null=True, verbose_name="有卫生厕所"),
                        ),
                        ("two_daughters", models.BooleanField(blank=True, null=True, verbose_name="双女户")),
                        ("unsafe_house", models.BooleanField(blank=True, null=True, verbose_name="危房户")),
                        (
                            "water_difficult",
                            models.BooleanField(blank=True, null=True, verbose_name="饮水困难"),
                        ),
                        (
                            "water_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                verbose_name="水面面积(亩)",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdYear",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("members", models.PositiveSmallIntegerField(verbose_name="家庭人口")),
                        (
                            "wage_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="工资性收入(元)",
                            ),
                        ),
                        (
                            "business_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="生产经营性收入(元)",
                            ),
                        ),
                        (
                            "property_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="财产性收入(元)",
                            ),
                        ),
                        (
                            "transfer_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="转移性收入(元)",
                            ),
                        ),
                        (
                            "business_cost_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="生产经营性支出(元)",
                            ),
                        ),
                        (
                            "income_per_head_yuan",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("wage_yuan"), "+", models.F("business_yuan")
                                                ),
                                                "+",
                                                models.F("property_yuan"),
                                            ),
                                            "+",
                                            models.F("transfer_yuan"),
                                        ),
                                        "-",
                                        models.F("business_cost_yuan"),
                                    ),
                                    "/",
                                    models.F("members"),
                                ),
                                output_field=models.DecimalField(decimal_places=2, max_digits=12),
                                verbose_name="人均纯收入(元)",
                            ),
                        ),
                        (
                            "medical_out_of_pocket_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="自付医疗支出(元)",
                            ),
                        ),
                        ("food_ok", models.BooleanField(blank=True, null=True, verbose_name="不愁吃")),
                        ("clothing_ok", models.BooleanField(blank=True, null=True, verbose_name="不愁穿")),
                        ("water_ok", models.BooleanField(blank=True, null=True, verbose_name="饮水安全")),
                        (
                            "education_ok",
                            models.BooleanField(blank=True, null=True, verbose_name="义务教育有保障"),
                        ),
                        (
                            "medical_ok",
                            models.BooleanField(blank=True, null=True, verbose_name="基本医疗有保障"),
                        ),
                        (
                            "housing_ok",
                            models.BooleanField(blank=True, null=True, verbose_name="住房安全有保障"),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="核实依据")),
                        ("surveyed_on", models.DateField(blank=True, null=True, verbose_name="调查日期")),
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
                            "dibao_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:低保金(元)",
                            ),
                        ),
                        (
                            "ecology_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:生态补偿金(元)",
                            ),
                        ),
                        (
                            "education_cost_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="教育支出(元)",
                            ),
                        ),
                        (
                            "family_planning_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:计划生育金(元)",
                            ),
                        ),
                        (
                            "living_cost_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="生活消费支出(元)",
                            ),
                        ),
                        (
                            "medical_cost_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="医疗总支出(元)",
                            ),
                        ),
                        (
                            "other_cost_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其他支出(元)",
                            ),
                        ),
                        (
                            "other_transfer_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:其他转移性收入(元)",
                            ),
                        ),
                        (
                            "pension_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:养老保险金(元)",
                            ),
                        ),
                        (
                            "tekun_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:特困(五保)供养金(元)",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                db_default=1, default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "年度收支",
                        "indexes": [models.Index(fields=["area_code", "year"], name="survey_by_area")],
                        "constraints": [
                            models.UniqueConstraint(fields=("household", "year"), name="one_survey_a_year"),
                            models.CheckConstraint(
                                condition=models.Q(("members__gte", 1)), name="survey_has_members"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__range", (2010, 2100))),
                                name="survey_year_plausible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("business_cost_yuan__gte", 0),
                                    ("business_yuan__gte", 0),
                                    ("property_yuan__gte", 0),
                                    ("transfer_yuan__gte", 0),
                                    ("wage_yuan__gte", 0),
                                    models.Q(
                                        ("medical_out_of_pocket_yuan", None),
                                        ("medical_out_of_pocket_yuan__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="survey_money_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("family_planning_yuan", None),
                                        ("family_planning_yuan__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(("dibao_yuan", None), ("dibao_yuan__gte", 0), _connector="OR"),
                                    models.Q(("tekun_yuan", None), ("tekun_yuan__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("pension_yuan", None), ("pension_yuan__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("ecology_yuan", None), ("ecology_yuan__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("other_transfer_yuan", None),
                                        ("other_transfer_yuan__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("education_cost_yuan", None),
                                        ("education_cost_yuan__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("medical_cost_yuan", None),
                                        ("medical_cost_yuan__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("living_cost_yuan", None),
                                        ("living_cost_yuan__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("other_cost_yuan", None),
                                        ("other_cost_yuan__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="survey_parts_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("dibao_yuan", None),
                                        ("ecology_yuan", None),
                                        ("family_planning_yuan", None),
                                        ("other_transfer_yuan", None),
                                        ("pension_yuan", None),
                                        ("tekun_yuan", None),
                                    ),
                                    (
                                        "transfer_yuan",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            django.db.models.functions.comparison.Coalesce(
                                                                models.F("family_planning_yuan"),
                                                                models.Value(Decimal("0")),
                                                            ),
                                                            "+",
                                                            django.db.models.functions.comparison.Coalesce(
                                                                models.F("dibao_yuan"),
                                                                models.Value(Decimal("0")),
                                                            ),
                                                        ),
                                                        "+",
                                                        django.db.models.functions.comparison.Coalesce(
                                                            models.F("tekun_yuan"), models.Value(Decimal("0"))
                                                        ),
                                                    ),
                                                    "+",
                                                    django.db.models.functions.comparison.Coalesce(
                                                        models.F("pension_yuan"), models.Value(Decimal("0"))
                                                    ),
                                                ),
                                                "+",
                                                django.db.models.functions.comparison.Coalesce(
                                                    models.F("ecology_yuan"), models.Value(Decimal("0"))
                                                ),
                                            ),
                                            "+",
                                            django.db.models.functions.comparison.Coalesce(
                                                models.F("other_transfer_yuan"), models.Value(Decimal("0"))
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="survey_transfers_sum_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("medical_cost_yuan", None),
                                    ("medical_out_of_pocket_yuan", None),
                                    ("medical_out_of_pocket_yuan__lte", models.F("medical_cost_yuan")),
                                    _connector="OR",
                                ),
                                name="survey_own_share_within_medical_cost",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdyearevent" ("area_code", "business_cost_yuan", "business_yuan", "clothing_ok", "created_at", "created_by_id", "created_by_run_id", "dibao_yuan", "ecology_yuan", "education_cost_yuan", "education_ok", "evidence", "family_planning_yuan", "food_ok", "household_id", "housing_ok", "id", "living_cost_yuan", "medical_cost_yuan", "medical_ok", "medical_out_of_pocket_yuan", "members", "other_cost_yuan", "other_transfer_yuan", "pension_yuan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_yuan", "surveyed_on", "tekun_yuan", "transfer_yuan", "updated_at", "version", "wage_yuan", "water_ok", "year") SELECT old_values."area_code", old_values."business_cost_yuan", old_values."business_yuan", old_values."clothing_ok", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."dibao_yuan", old_values."ecology_yuan", old_values."education_cost_yuan", old_values."education_ok", old_values."evidence", old_values."family_planning_yuan", old_values."food_ok", old_values."household_id", old_values."housing_ok", old_values."id", old_values."living_cost_yuan", old_values."medical_cost_yuan", old_values."medical_ok", old_values."medical_out_of_pocket_yuan", old_values."members", old_values."other_cost_yuan", old_values."other_transfer_yuan", old_values."pension_yuan", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."property_yuan", old_values."surveyed_on", old_values."tekun_yuan", old_values."transfer_yuan", old_values."updated_at", old_values."version", old_values."wage_yuan", old_values."water_ok", old_values."year" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="3b6793f13f1b8a9546efead6f48147348a2a9093",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7ab0e",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_householdyear",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdyearevent" ("area_code", "business_cost_yuan", "business_yuan", "clothing_ok", "created_at", "created_by_id", "created_by_run_id", "dibao_yuan", "ecology_yuan", "education_cost_yuan", "education_ok", "evidence", "family_planning_yuan", "food_ok", "household_id", "housing_ok", "id", "living_cost_yuan", "medical_cost_yuan", "medical_ok", "medical_out_of_pocket_yuan", "members", "other_cost_yuan", "other_transfer_yuan", "pension_yuan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_yuan", "surveyed_on", "tekun_yuan", "transfer_yuan", "updated_at", "version", "wage_yuan", "water_ok", "year") SELECT old_values."area_code", old_values."business_cost_yuan", old_values."business_yuan", old_values."clothing_ok", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."dibao_yuan", old_values."ecology_yuan", old_values."education_cost_yuan", old_values."education_ok", old_values."evidence", old_values."family_planning_yuan", old_values."food_ok", old_values."household_id", old_values."housing_ok", old_values."id", old_values."living_cost_yuan", old_values."medical_cost_yuan", old_values."medical_ok", old_values."medical_out_of_pocket_yuan", old_values."members", old_values."other_cost_yuan", old_values."other_transfer_yuan", old_values."pension_yuan", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."property_yuan", old_values."surveyed_on", old_values."tekun_yuan", old_values."transfer_yuan", old_values."updated_at", old_values."version", old_values."wage_yuan", old_values."water_ok", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="21522eeb1eeeeecde8f9a87f089a0fbed5874e53",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_d8cdd",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_householdyear",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdYearEvent",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("members", models.PositiveSmallIntegerField(verbose_name="家庭人口")),
                        (
                            "wage_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="工资性收入(元)",
                            ),
                        ),
                        (
                            "business_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="生产经营性收入(元)",
                            ),
                        ),
                        (
                            "property_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="财产性收入(元)",
                            ),
                        ),
                        (
                            "transfer_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="转移性收入(元)",
                            ),
                        ),
                        (
                            "business_cost_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                verbose_name="生产经营性支出(元)",
                            ),
                        ),
                        (
                            "income_per_head_yuan",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("wage_yuan"), "+", models.F("business_yuan")
                                                ),
                                                "+",
                                                models.F("property_yuan"),
                                            ),
                                            "+",
                                            models.F("transfer_yuan"),
                                        ),
                                        "-",
                                        models.F("business_cost_yuan"),
                                    ),
                                    "/",
                                    models.F("members"),
                                ),
                                output_field=models.DecimalField(decimal_places=2, max_digits=12),
                                verbose_name="人均纯收入(元)",
                            ),
                        ),
                        (
                            "medical_out_of_pocket_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="自付医疗支出(元)",
                            ),
                        ),
                        ("food_ok", models.BooleanField(blank=True, null=True, verbose_name="不愁吃")),
                        ("clothing_ok", models.BooleanField(blank=True, null=True, verbose_name="不愁穿")),
                        ("water_ok", models.BooleanField(blank=True, null=True, verbose_name="饮水安全")),
                        (
                            "education_ok",
                            models.BooleanField(blank=True, null=True, verbose_name="义务教育有保障"),
                        ),
                        (
                            "medical_ok",
                            models.BooleanField(blank=True, null=True, verbose_name="基本医疗有保障"),
                        ),
                        (
                            "housing_ok",
                            models.BooleanField(blank=True, null=True, verbose_name="住房安全有保障"),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="核实依据")),
                        ("surveyed_on", models.DateField(blank=True, null=True, verbose_name="调查日期")),
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
                                to="households.householdyear",
                            ),
                        ),
                        (
                            "dibao_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:低保金(元)",
                            ),
                        ),
                        (
                            "ecology_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:生态补偿金(元)",
                            ),
                        ),
                        (
                            "education_cost_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="教育支出(元)",
                            ),
                        ),
                        (
                            "family_planning_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:计划生育金(元)",
                            ),
                        ),
                        (
                            "living_cost_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="生活消费支出(元)",
                            ),
                        ),
                        (
                            "medical_cost_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="医疗总支出(元)",
                            ),
                        ),
                        (
                            "other_cost_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其他支出(元)",
                            ),
                        ),
                        (
                            "other_transfer_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:其他转移性收入(元)",
                            ),
                        ),
                        (
                            "pension_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:养老保险金(元)",
                            ),
                        ),
                        (
                            "tekun_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="其中:特困(五保)供养金(元)",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                db_default=1, default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LoadedList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("area_code", models.BigIntegerField(verbose_name="区域")),
                        ("list_name", models.CharField(max_length=40, verbose_name="名单")),
                        ("period", models.CharField(max_length=7, verbose_name="期间")),
                        ("loaded_at", models.DateTimeField(auto_now_add=True, verbose_name="载入时间")),
                        (
                            "loaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "已载入名单",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area_code", "list_name", "period"), name="list_loaded_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pairing",
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
                        ("is_lead", models.BooleanField(default=True, verbose_name="第一责任人")),
                        ("starts_on", models.DateField(verbose_name="结对日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="解除日期(不含)")),
                        ("end_reason", models.CharField(blank=True, max_length=60, verbose_name="解除原因")),
                        ("measures", models.CharField(blank=True, max_length=300, verbose_name="帮扶措施")),
                        (
                            "fund_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="帮扶资金(元)",
                            ),
                        ),
                        (
                            "fund_source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fiscal", "财政资金"),
                                    ("unit", "单位自筹"),
                                    ("social", "社会捐助"),
                                    ("personal", "个人"),
                                ],
                                max_length=10,
                                verbose_name="资金来源",
                            ),
                        ),
                        (
                            "cadre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairings",
                                to="households.cadre",
                                verbose_name="帮扶责任人",
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
                        "verbose_name": "结对帮扶",
                        "indexes": [models.Index(fields=["area_code", "id"], name="pairing_by_area")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("is_lead", True)),
                                expressions=[
                                    (models.F("household"), "="),
                                    (
                                        households.models.pairings._Period(
                                            models.F("starts_on"), models.F("ends_on")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_lead_cadre_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="pairing_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fund_yuan", None), ("fund_yuan__gte", 0), _connector="OR"
                                ),
                                name="pairing_fund_not_negative",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_pairingevent" ("area_code", "cadre_id", "created_at", "created_by_id", "created_by_run_id", "end_reason", "ends_on", "fund_source", "fund_yuan", "household_id", "id", "is_lead", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "updated_at") SELECT old_values."area_code", old_values."cadre_id", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."end_reason", old_values."ends_on", old_values."fund_source", old_values."fund_yuan", old_values."household_id", old_values."id", old_values."is_lead", old_values."measures", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."starts_on", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="631cb13c3e624c7db0a1dd29fc6207db590f405f",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_03d58",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_pairing",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_pairingevent" ("area_code", "cadre_id", "created_at", "created_by_id", "created_by_run_id", "end_reason", "ends_on", "fund_source", "fund_yuan", "household_id", "id", "is_lead", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "updated_at") SELECT old_values."area_code", old_values."cadre_id", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."end_reason", old_values."ends_on", old_values."fund_source", old_values."fund_yuan", old_values."household_id", old_values."id", old_values."is_lead", old_values."measures", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."starts_on", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d0563d2460be30889dde1fdb1549f2e88b994a3b",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_c76ec",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_pairing",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairingEvent",
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
                        ("is_lead", models.BooleanField(default=True, verbose_name="第一责任人")),
                        ("starts_on", models.DateField(verbose_name="结对日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="解除日期(不含)")),
                        ("end_reason", models.CharField(blank=True, max_length=60, verbose_name="解除原因")),
                        ("measures", models.CharField(blank=True, max_length=300, verbose_name="帮扶措施")),
                        (
                            "fund_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="帮扶资金(元)",
                            ),
                        ),
                        (
                            "fund_source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fiscal", "财政资金"),
                                    ("unit", "单位自筹"),
                                    ("social", "社会捐助"),
                                    ("personal", "个人"),
                                ],
                                max_length=10,
                                verbose_name="资金来源",
                            ),
                        ),
                        (
                            "cadre",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.cadre",
                                verbose_name="帮扶责任人",
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
                                to="households.pairing",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PersonFacts",
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
                                related_name="facts",
                                serialize=False,
                                to="households.person",
                            ),
                        ),
                        ("birth_date", models.DateField(null=True)),
                        ("sex", models.CharField(max_length=6, null=True)),
                        ("has_certificate", models.BooleanField(default=False)),
                        ("disabled", models.BooleanField(default=False)),
                        ("certificate_until", models.DateField(null=True)),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12), null=True, size=None
                            ),
                        ),
                        ("disability_level", models.PositiveSmallIntegerField(null=True)),
                        ("illiterate", models.BooleanField(null=True)),
                        ("school_stage", models.CharField(max_length=14, null=True)),
                        ("dropped_out_for_poverty", models.BooleanField(null=True)),
                        ("child_of_disabled", models.BooleanField(null=True)),
                        ("labour_ability", models.CharField(max_length=10, null=True)),
                        ("employed", models.BooleanField(null=True)),
                        ("returned_migrant", models.BooleanField(null=True)),
                        ("need_rehab", models.BooleanField(null=True)),
                        ("need_device", models.BooleanField(null=True)),
                        ("need_care", models.BooleanField(null=True)),
                        ("family_supported", models.BooleanField(null=True)),
                        ("medical_insured", models.BooleanField(null=True)),
                        ("pension_insured", models.BooleanField(null=True)),
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
                        "verbose_name": "人员事实",
                        "indexes": [models.Index(fields=["area_code", "person"], name="personfacts_by_area")],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                        ("field", models.CharField(max_length=40, verbose_name="字段")),
                        ("kept", models.CharField(blank=True, max_length=120, verbose_name="登记值")),
                        ("given", models.CharField(max_length=120, verbose_name="对方值")),
                        ("source", models.CharField(max_length=200, verbose_name="来源")),
                        ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
                        ("outcome", models.CharField(blank=True, max_length=120, verbose_name="处理结果")),
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
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
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
                                related_name="findings",
                                to="households.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "待核实差异",
                        "indexes": [models.Index(fields=["area_code", "id"], name="finding_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at", None), ("settled_by", None)),
                                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="finding_settled_by_somebody",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("settled_at", None)),
                                fields=("person", "field", "given"),
                                name="finding_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactStatementEvent",
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
                        ("fact", models.CharField(max_length=40, verbose_name="事项")),
                        ("item", models.CharField(blank=True, max_length=60, verbose_name="针对的项目")),
                        ("value", models.BooleanField(verbose_name="认定结果")),
                        ("holds_from", models.DateField(verbose_name="起")),
                        ("holds_to", models.DateField(blank=True, null=True, verbose_name="止(不含)")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
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
                                to="households.factstatement",
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
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DisabilityCertificateEvent",
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
                        ("holder_key", models.BinaryField(verbose_name="证号身份证部分")),
                        (
                            "category",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "视力残疾"),
                                    (2, "听力残疾"),
                                    (3, "言语残疾"),
                                    (4, "肢体残疾"),
                                    (5, "智力残疾"),
                                    (6, "精神残疾"),
                                    (7, "多重残疾"),
                                ],
                                verbose_name="残疾类别",
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "一级"), (2, "二级"), (3, "三级"), (4, "四级")],
                                verbose_name="残疾等级",
                            ),
                        ),
                        ("reissue", models.PositiveSmallIntegerField(default=0, verbose_name="补换证次数")),
                        (
                            "components",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("visual", "视力"),
                                        ("hearing", "听力"),
                                        ("speech", "言语"),
                                        ("physical", "肢体"),
                                        ("intellectual", "智力"),
                                        ("mental", "精神"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="多重残疾包含",
                            ),
                        ),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="发证日期")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("valid", "正常"),
                                    ("frozen", "冻结"),
                                    ("cancelled", "注销"),
                                    ("moving", "迁移中"),
                                ],
                                default="valid",
                                max_length=10,
                                verbose_name="证件状态",
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
                                to="households.disabilitycertificate",
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
                                verbose_name="持证人",
                            ),
                        ),
                        (
                            "cancel_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "死亡"),
                                    ("recovered", "康复"),
                                    ("own_wish", "本人申请"),
                                    ("moved", "迁出"),
                                    ("reassessed", "重新评定换发"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=12,
                                verbose_name="注销原因",
                            ),
                        ),
                        (
                            "first_issued_on",
                            models.DateField(blank=True, null=True, verbose_name="首次发证日期"),
                        ),
                        (
                            "hukou_code",
                            models.BigIntegerField(blank=True, null=True, verbose_name="户籍区划代码"),
                        ),
                        (
                            "residence_code",
                            models.BigIntegerField(blank=True, null=True, verbose_name="居住区划代码"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PersonEvent",
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
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        (
                            "name_initials",
                            models.CharField(
                                blank=True, editable=False, max_length=50, verbose_name="姓名拼音首字母"
                            ),
                        ),
                        (
                            "id_number",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="id", null=True, verbose_name="身份证号"
                            ),
                        ),
                        (
                            "id_number_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="id_number"),
                        ),
                        ("id_tail_key", models.BinaryField(blank=True, null=True)),
                        (
                            "no_number_reason",
                            models.CharField(blank=True, max_length=60, verbose_name="无身份证号原因"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[("male", "男"), ("female", "女")],
                                max_length=6,
                                verbose_name="性别",
                            ),
                        ),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("head", "户主"),
                                    ("spouse", "配偶"),
                                    ("son", "之子"),
                                    ("daughter", "之女"),
                                    ("daughter_in_law", "之儿媳"),
                                    ("son_in_law", "之女婿"),
                                    ("grandchild", "之孙子女"),
                                    ("parent", "之父母"),
                                    ("parent_in_law", "之岳父母(公婆)"),
                                    ("grandparent", "之祖父母"),
                                    ("sibling", "之兄弟姐妹"),
                                    ("other", "其他"),
                                ],
                                default="other",
                                max_length=16,
                                verbose_name="与户主关系",
                            ),
                        ),
                        ("ethnicity", models.CharField(blank=True, max_length=20, verbose_name="民族")),
                        (
                            "education",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("illiterate", "文盲或半文盲"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中专(中职)"),
                                    ("college", "大专"),
                                    ("undergraduate", "本科及以上"),
                                ],
                                max_length=14,
                                verbose_name="文化程度",
                            ),
                        ),
                        (
                            "school_stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "非在校生"),
                                    ("preschool", "学前教育"),
                                    ("primary", "小学"),
                                    ("junior", "初中"),
                                    ("senior", "高中"),
                                    ("vocational", "中职"),
                                    ("college", "高职高专"),
                                    ("undergraduate", "本科"),
                                    ("postgraduate", "硕士及以上"),
                                ],
                                max_length=14,
                                verbose_name="在校生状况",
                            ),
                        ),
                        (
                            "health",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("healthy", "健康"),
                                    ("chronic", "长期慢性病"),
                                    ("serious", "患有大病"),
                                    ("disabled", "残疾"),
                                ],
                                max_length=10,
                                verbose_name="健康状况",
                            ),
                        ),
                        (
                            "labour_ability",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("skilled", "技能劳动力"),
                                    ("ordinary", "普通劳动力"),
                                    ("weak", "弱劳动力或半劳动力"),
                                    ("lost", "丧失劳动力"),
                                    ("none", "无劳动力"),
                                ],
                                max_length=10,
                                verbose_name="劳动能力",
                            ),
                        ),
                        ("employed", models.BooleanField(blank=True, null=True, verbose_name="已就业")),
                        (
                            "work_months",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="务工时间(月)"
                            ),
                        ),
                        (
                            "medical_insured",
                            models.BooleanField(blank=True, null=True, verbose_name="参加基本医保"),
                        ),
                        (
                            "pension_insured",
                            models.BooleanField(blank=True, null=True, verbose_name="参加城乡居民养老保险"),
                        ),
                        (
                            "phone",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="phone"),
                        ),
                        ("need_rehab", models.BooleanField(blank=True, null=True, verbose_name="有康复需求")),
                        (
                            "need_device",
                            models.BooleanField(blank=True, null=True, verbose_name="有辅具需求"),
                        ),
                        (
                            "need_care",
                            models.BooleanField(blank=True, null=True, verbose_name="有托养照料需求"),
                        ),
                        (
                            "family_supported",
                            models.BooleanField(blank=True, null=True, verbose_name="靠家庭供养"),
                        ),
                        (
                            "returned_migrant",
                            models.BooleanField(blank=True, null=True, verbose_name="返乡农民工"),
                        ),
                        (
                            "dropped_out_for_poverty",
                            models.BooleanField(blank=True, null=True, verbose_name="因贫失学"),
                        ),
                        (
                            "diagnosed_kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("visual", "视力"),
                                        ("hearing", "听力"),
                                        ("speech", "言语"),
                                        ("physical", "肢体"),
                                        ("intellectual", "智力"),
                                        ("mental", "精神"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="诊断残疾类别",
                            ),
                        ),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="减少日期")),
                        ("left_reason", models.CharField(blank=True, max_length=60, verbose_name="减少原因")),
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
                                to="households.person",
                            ),
                        ),
                        (
                            "commercial_medical",
                            models.BooleanField(blank=True, null=True, verbose_name="有商业补充医疗保险"),
                        ),
                        (
                            "dibao",
                            models.BooleanField(blank=True, null=True, verbose_name="享受最低生活保障"),
                        ),
                        (
                            "employee_pension",
                            models.BooleanField(blank=True, null=True, verbose_name="参加城镇职工养老保险"),
                        ),
                        (
                            "guardian_name",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=50,
                                verbose_name="监护人姓名",
                            ),
                        ),
                        (
                            "guardian_phone",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="phone", null=True, verbose_name="监护人电话"
                            ),
                        ),
                        (
                            "guardian_phone_key",
                            foundation.sealed.fields.LookupKeyField(
                                blank=True, null=True, of="guardian_phone"
                            ),
                        ),
                        (
                            "guardian_relation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("spouse", "配偶"),
                                    ("parent", "父母"),
                                    ("child", "子女"),
                                    ("sibling", "兄弟姐妹"),
                                    ("grandparent", "祖父母、外祖父母"),
                                    ("relative", "其他亲属"),
                                    ("committee", "村(居)委会"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=12,
                                verbose_name="监护人与本人关系",
                            ),
                        ),
                        ("in_army", models.BooleanField(blank=True, null=True, verbose_name="现役军人")),
                        (
                            "living_source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("pension", "退休金"),
                                    ("property", "财产性收入"),
                                    ("relief", "救助和福利"),
                                    ("family", "家庭供养"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="未就业主要生活来源",
                            ),
                        ),
                        (
                            "marriage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("single", "未婚"),
                                    ("married", "已婚"),
                                    ("widowed", "丧偶"),
                                    ("divorced", "离婚"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="婚姻状况",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=24, verbose_name="人编号"
                            ),
                        ),
                        (
                            "political_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("masses", "群众"),
                                    ("league", "共青团员"),
                                    ("party", "中共党员"),
                                    ("probationary", "中共预备党员"),
                                    ("democratic", "民主党派成员"),
                                    ("none", "无党派人士"),
                                ],
                                db_default="",
                                default="",
                                max_length=14,
                                verbose_name="政治面貌",
                            ),
                        ),
                        (
                            "public_post",
                            models.BooleanField(blank=True, null=True, verbose_name="在公益性岗位"),
                        ),
                        (
                            "serious_illness_insured",
                            models.BooleanField(blank=True, null=True, verbose_name="参加大病保险"),
                        ),
                        (
                            "uncertified",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("suspected", "疑似残疾,未办证"),
                                    ("applied", "已申请,待评定"),
                                    ("refused", "评定后未发证"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="无证情况",
                            ),
                        ),
                        (
                            "uncertified_on",
                            models.DateField(blank=True, null=True, verbose_name="无证情况日期"),
                        ),
                        (
                            "unemployed_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("student", "在校学习"),
                                    ("retired", "退休"),
                                    ("unwilling", "无就业意愿"),
                                    ("unskilled", "无就业技能"),
                                    ("lost_ability", "丧失劳动能力"),
                                    ("land_taken", "土地被征用"),
                                    ("other", "其他"),
                                ],
                                db_default="",
                                default="",
                                max_length=14,
                                verbose_name="未就业原因",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                db_default=1, default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "work_place",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("township", "乡(镇)内务工"),
                                    ("county", "乡外县内务工"),
                                    ("province", "县外省内务工"),
                                    ("outside", "省外务工"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                                verbose_name="务工地点",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RosterFile",
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
                        ("kind", models.CharField(default="registry", max_length=20, verbose_name="种类")),
                        ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("size_bytes", models.PositiveBigIntegerField(verbose_name="大小(字节)")),
                        ("stored_as", models.CharField(max_length=80)),
                        ("mapping", models.JSONField(blank=True, default=dict, verbose_name="列对应")),
                        ("counts", models.JSONField(blank=True, default=dict, verbose_name="统计")),
                        ("problem", models.TextField(blank=True, verbose_name="问题")),
                        (
                            "state",
                            models.CharField(
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
                        (
                            "check_run",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
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
                            "merge_run",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                            ),
                        ),
                        ("options", models.JSONField(blank=True, default=dict, verbose_name="选项")),
                        (
                            "forgotten_on",
                            models.DateField(blank=True, null=True, verbose_name="文件删除日期"),
                        ),
                        (
                            "return_run",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                            ),
                        ),
                        ("returned_as", models.CharField(blank=True, max_length=80)),
                        ("returned_rows", models.PositiveIntegerField(default=0, verbose_name="待改行数")),
                        (
                            "undo_run",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "花名册",
                        "indexes": [models.Index(fields=["area_code", "id"], name="roster_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["uploaded", "checked"])),
                                fields=("area_code", "kind", "sha256"),
                                name="roster_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["uploaded", "checked", "merged", "refused", "discarded", "undone"],
                                    )
                                ),
                                name="roster_state_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RosterRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("area_code", models.BigIntegerField(verbose_name="导入区域")),
                        ("sheet", models.CharField(max_length=60, verbose_name="工作表")),
                        ("row_number", models.PositiveIntegerField(verbose_name="行号")),
                        ("family", models.PositiveIntegerField(null=True, verbose_name="家庭序号")),
                        (
                            "verdict",
                            models.CharField(
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
                        ("reasons", models.JSONField(default=list, verbose_name="原因")),
                        ("changes", models.JSONField(default=dict, verbose_name="变更")),
                        ("sealed_cells", models.BinaryField(null=True)),
                        ("village_code", models.BigIntegerField(null=True)),
                        ("merged", models.BooleanField(default=False, verbose_name="已入库")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="households.household",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="households.person",
                            ),
                        ),
                        (
                            "roster",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="households.rosterfile",
                            ),
                        ),
                        ("household_version", models.PositiveIntegerField(null=True)),
                        ("merged_at", models.DateTimeField(null=True, verbose_name="入库时间")),
                        (
                            "taken_back",
                            models.CharField(
                                blank=True,
                                choices=[("undone", "已撤销"), ("kept", "之后有改动,保留")],
                                db_default="",
                                max_length=6,
                                verbose_name="撤销结果",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "花名册行",
                        "indexes": [
                            models.Index(fields=["roster", "verdict", "id"], name="roster_row_by_verdict"),
                            models.Index(fields=["roster", "family"], name="roster_row_by_family"),
                            models.Index(fields=["household"], name="roster_row_by_household"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("roster", "sheet", "row_number"), name="roster_row_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "verdict__in",
                                            ["wrong", "held", "ambiguous", "unknown", "elsewhere"],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(("reasons", []), _negated=True),
                                    _connector="OR",
                                ),
                                name="roster_row_wrong_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
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
                            "client_key",
                            models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="记录标识"),
                        ),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        (
                            "way",
                            models.CharField(
                                choices=[("at_home", "入户"), ("by_phone", "电话"), ("other", "其他")],
                                default="at_home",
                                max_length=10,
                                verbose_name="走访方式",
                            ),
                        ),
                        ("done", models.TextField(max_length=1000, verbose_name="走访内容")),
                        (
                            "needs_heard",
                            models.TextField(blank=True, max_length=1000, verbose_name="群众诉求"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("solved", "已解决"),
                                    ("under_way", "正在办理"),
                                    ("reported", "已上报"),
                                    ("nothing", "无诉求"),
                                ],
                                default="nothing",
                                max_length=10,
                                verbose_name="解决情况",
                            ),
                        ),
                        (
                            "goods_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=10,
                                verbose_name="物资折款(元)",
                            ),
                        ),
                        (
                            "money_yuan",
                            models.DecimalField(
                                decimal_places=2, default=Decimal("0"), max_digits=10, verbose_name="资金(元)"
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
                        "verbose_name": "走访记录",
                        "indexes": [models.Index(fields=["area_code", "id"], name="visit_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("goods_yuan__gte", 0), ("money_yuan__gte", 0)),
                                name="visit_money_not_negative",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_visitevent" ("area_code", "client_key", "created_at", "created_by_id", "created_by_run_id", "done", "goods_yuan", "household_id", "id", "money_yuan", "needs_heard", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "visited_on", "way") SELECT old_values."area_code", old_values."client_key", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."done", old_values."goods_yuan", old_values."household_id", old_values."id", old_values."money_yuan", old_values."needs_heard", old_values."outcome", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."updated_at", old_values."visited_on", old_values."way" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="7af7a5bfca77a34a34a8c5f238440699df32888e",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_16bbf",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_visit",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_visitevent" ("area_code", "client_key", "created_at", "created_by_id", "created_by_run_id", "done", "goods_yuan", "household_id", "id", "money_yuan", "needs_heard", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "visited_on", "way") SELECT old_values."area_code", old_values."client_key", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."done", old_values."goods_yuan", old_values."household_id", old_values."id", old_values."money_yuan", old_values."needs_heard", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at", old_values."visited_on", old_values."way" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="ed0611c98f25881fafc67fcb71f596b9138f3997",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_573e1",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_visit",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitEvent",
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
                        ("client_key", models.UUIDField(default=uuid.uuid4, verbose_name="记录标识")),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        (
                            "way",
                            models.CharField(
                                choices=[("at_home", "入户"), ("by_phone", "电话"), ("other", "其他")],
                                default="at_home",
                                max_length=10,
                                verbose_name="走访方式",
                            ),
                        ),
                        ("done", models.TextField(max_length=1000, verbose_name="走访内容")),
                        (
                            "needs_heard",
                            models.TextField(blank=True, max_length=1000, verbose_name="群众诉求"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("solved", "已解决"),
                                    ("under_way", "正在办理"),
                                    ("reported", "已上报"),
                                    ("nothing", "无诉求"),
                                ],
                                default="nothing",
                                max_length=10,
                                verbose_name="解决情况",
                            ),
                        ),
                        (
                            "goods_yuan",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=10,
                                verbose_name="物资折款(元)",
                            ),
                        ),
                        (
                            "money_yuan",
                            models.DecimalField(
                                decimal_places=2, default=Decimal("0"), max_digits=10, verbose_name="资金(元)"
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
                                to="households.visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
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
                        (
                            "undo_days",
                            models.PositiveSmallIntegerField(default=30, verbose_name="可撤销天数"),
                        ),
                        (
                            "keep_days",
                            models.PositiveSmallIntegerField(default=180, verbose_name="文件保存天数"),
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
                    ],
                    options={
                        "verbose_name": "导入限度",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("max_wrong_percent__range", (1, 100)),
                                    ("undo_days__lte", 366),
                                    ("keep_days__range", (1, 3660)),
                                ),
                                name="import_limits_in_reason",
                            )
                        ],
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
                        (
                            "row_number",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="行号"),
                        ),
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
                            "roster",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="households.rosterfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "花名册处理意见",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("roster", "about", "sheet", "row_number"),
                                name="roster_decided_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer__in", ["theirs", "ours", "finding", "skip", "same", "other"])
                                ),
                                name="roster_decision_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer__in", ["skip", "same", "other"]), _negated=True),
                                    models.Q(("about", ""), ("row_number__isnull", False)),
                                    _connector="OR",
                                ),
                                name="roster_decision_about_one_row",
                            ),
                        ],
                    },
                ),
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
                        (
                            "criteria",
                            foundation.sealed.fields.SealedField(kind="search", verbose_name="查找内容"),
                        ),
                        ("kept_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
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
                        (
                            "run",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="jobs.run",
                                verbose_name="任务",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="导出人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导出的名单",
                        "indexes": [models.Index(fields=["area_code", "id"], name="list_export_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["xlsx", "csv"])),
                                name="list_export_format_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("made_at", None),
                                    models.Q(("sha256", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="list_export_made_has_digest",
                            ),
                        ],
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("columns__len__gte", 1)), name="list_layout_has_columns"
                            )
                        ],
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
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "常用筛选",
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "name"), name="saved_filter_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="saved_filter_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("query", ""), _negated=True),
                                name="saved_filter_has_query",
                            ),
                        ],
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
                migrations.CreateModel(
                    name="Procedure",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("identify", "识别纳入"),
                                    ("lift", "脱贫退出"),
                                    ("fall_back", "返贫认定"),
                                    ("leave", "退出登记"),
                                ],
                                max_length=10,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "leaving",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "全户死亡"),
                                    ("moved", "整户迁出"),
                                    ("error", "识别不准"),
                                    ("closed", "自然销户"),
                                ],
                                max_length=10,
                                verbose_name="退出登记原因",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="脱贫年度"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                        (
                            "needs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("application", "农户申请"),
                                        ("review", "民主评议"),
                                        ("check", "核实"),
                                        ("agreed", "拟退出户认可"),
                                        ("first_notice", "第一次公示"),
                                        ("township_review", "乡镇审核"),
                                        ("second_notice", "第二次公示"),
                                        ("county_review", "县复审"),
                                        ("announced", "公告"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                                verbose_name="必经步骤",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="启动日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "办理中"),
                                    ("confirmed", "已确认"),
                                    ("ended", "已终止"),
                                    ("revoked", "已撤销"),
                                ],
                                default="running",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="终止或撤销日期")),
                        (
                            "closing_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="终止或撤销原因"),
                        ),
                        (
                            "lifted_year_before",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="原脱贫年度"
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="终止或撤销人",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
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
                        "verbose_name": "程序",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "running")),
                                fields=["area_code", "id"],
                                name="procedure_running_by_area",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["identify", "lift", "fall_back", "leave"])),
                                name="procedure_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["running", "confirmed", "ended", "revoked"])
                                ),
                                name="procedure_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "lift"), ("year__range", (2014, 2100))),
                                    models.Q(models.Q(("kind", "lift"), _negated=True), ("year", None)),
                                    _connector="OR",
                                ),
                                name="procedure_year_of_lifting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "leave"),
                                        ("leaving__in", ["died", "moved", "error", "closed"]),
                                    ),
                                    models.Q(models.Q(("kind", "leave"), _negated=True), ("leaving", "")),
                                    _connector="OR",
                                ),
                                name="procedure_reason_of_leaving",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_by__isnull", False),
                                        ("decided_on__isnull", False),
                                        ("state__in", ["confirmed", "revoked"]),
                                    ),
                                    models.Q(
                                        ("confirmed_by", None),
                                        ("decided_on", None),
                                        ("state__in", ["running", "ended"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="procedure_confirmed_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("state__in", ["ended", "revoked"]),
                                        models.Q(("closing_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("closed_by", None),
                                        ("closed_on", None),
                                        ("closing_reason", ""),
                                        ("state__in", ["running", "confirmed"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="procedure_closed_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "running")),
                                fields=("household",),
                                name="one_running_procedure",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "household", "area_code"),
                                name="procedure_with_household_and_area",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_procedureevent" ("area_code", "closed_by_id", "closed_on", "closing_reason", "confirmed_by_id", "created_at", "created_by_id", "created_by_run_id", "decided_on", "household_id", "id", "kind", "leaving", "lifted_year_before", "needs", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "updated_at", "year") SELECT old_values."area_code", old_values."closed_by_id", old_values."closed_on", old_values."closing_reason", old_values."confirmed_by_id", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."decided_on", old_values."household_id", old_values."id", old_values."kind", old_values."leaving", old_values."lifted_year_before", old_values."needs", old_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."reason", old_values."state", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="c8096f3e610202e0aa83f73abb22fb4a5dcaeecd",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a44f6",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_procedure",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_procedureevent" ("area_code", "closed_by_id", "closed_on", "closing_reason", "confirmed_by_id", "created_at", "created_by_id", "created_by_run_id", "decided_on", "household_id", "id", "kind", "leaving", "lifted_year_before", "needs", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "updated_at", "year") SELECT old_values."area_code", old_values."closed_by_id", old_values."closed_on", old_values."closing_reason", old_values."confirmed_by_id", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."decided_on", old_values."household_id", old_values."id", old_values."kind", old_values."leaving", old_values."lifted_year_before", old_values."needs", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."state", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="43a26b615a7a26143509b9b988686c49520d1dd0",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_e7686",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_procedure",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusStep",
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
                            "from_status",
                            models.CharField(
                                choices=[
                                    ("none", "非建档立卡户"),
                                    ("identified", "未脱贫"),
                                    ("lifted", "已脱贫"),
                                    ("fallen_back", "返贫"),
                                    ("removed", "已退出(识别不准或销户)"),
                                ],
                                max_length=12,
                                verbose_name="原状态",
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("none", "非建档立卡户"),
                                    ("identified", "未脱贫"),
                                    ("lifted", "已脱贫"),
                                    ("fallen_back", "返贫"),
                                    ("removed", "已退出(识别不准或销户)"),
                                ],
                                max_length=12,
                                verbose_name="新状态",
                            ),
                        ),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="民主评议日期")),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                        ("notice_from", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                        ("notice_to", models.DateField(blank=True, null=True, verbose_name="公示结束")),
                        ("announced_on", models.DateField(blank=True, null=True, verbose_name="公告日期")),
                        ("decided_on", models.DateField(verbose_name="生效日期")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
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
                            "procedure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="status_steps",
                                to="households.procedure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "脱贫状态变更",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("notice_from", None),
                                    ("notice_to", None),
                                    ("notice_to__gte", models.F("notice_from")),
                                    _connector="OR",
                                ),
                                name="status_step_notice_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_status", models.F("to_status")), _negated=True),
                                name="status_step_changes_something",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_statusstepevent" ("announced_on", "area_code", "checked_on", "created_at", "created_by_id", "created_by_run_id", "decided_on", "from_status", "household_id", "id", "notice_from", "notice_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "reviewed_on", "to_status", "updated_at") SELECT old_values."announced_on", old_values."area_code", old_values."checked_on", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."decided_on", old_values."from_status", old_values."household_id", old_values."id", old_values."notice_from", old_values."notice_to", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."procedure_id", old_values."reason", old_values."reviewed_on", old_values."to_status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="bd717392f82d477f243b29c0825ddbb2044686d5",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_812b8",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_statusstep",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_statusstepevent" ("announced_on", "area_code", "checked_on", "created_at", "created_by_id", "created_by_run_id", "decided_on", "from_status", "household_id", "id", "notice_from", "notice_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "reviewed_on", "to_status", "updated_at") SELECT old_values."announced_on", old_values."area_code", old_values."checked_on", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."decided_on", old_values."from_status", old_values."household_id", old_values."id", old_values."notice_from", old_values."notice_to", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."procedure_id", old_values."reason", old_values."reviewed_on", old_values."to_status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="9a61012b3e0ffd906632932e42ca90e299e9adee",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_add4f",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_statusstep",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusStepEvent",
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
                            "from_status",
                            models.CharField(
                                choices=[
                                    ("none", "非建档立卡户"),
                                    ("identified", "未脱贫"),
                                    ("lifted", "已脱贫"),
                                    ("fallen_back", "返贫"),
                                    ("removed", "已退出(识别不准或销户)"),
                                ],
                                max_length=12,
                                verbose_name="原状态",
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("none", "非建档立卡户"),
                                    ("identified", "未脱贫"),
                                    ("lifted", "已脱贫"),
                                    ("fallen_back", "返贫"),
                                    ("removed", "已退出(识别不准或销户)"),
                                ],
                                max_length=12,
                                verbose_name="新状态",
                            ),
                        ),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="民主评议日期")),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                        ("notice_from", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                        ("notice_to", models.DateField(blank=True, null=True, verbose_name="公示结束")),
                        ("announced_on", models.DateField(blank=True, null=True, verbose_name="公告日期")),
                        ("decided_on", models.DateField(verbose_name="生效日期")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
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
                                to="households.statusstep",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FamilyChange",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("birth", "出生"),
                                    ("married_in", "婚入"),
                                    ("adopted", "收养"),
                                    ("returned", "回户"),
                                    ("came", "其他自然增加"),
                                    ("death", "死亡"),
                                    ("married_out", "婚出"),
                                    ("divorced", "离婚离户"),
                                    ("gone", "其他自然减少"),
                                    ("head", "更换户主"),
                                    ("divided", "分户"),
                                    ("joined", "并户"),
                                    ("moved", "迁移"),
                                    ("transferred", "跨县转移"),
                                    ("left", "随户退出登记"),
                                    ("back", "撤销退出,恢复"),
                                ],
                                max_length=12,
                                verbose_name="变动",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="发生日期")),
                        ("reason", models.CharField(max_length=200, verbose_name="原因和依据")),
                        ("detail", models.CharField(blank=True, max_length=300, verbose_name="前后情况")),
                        (
                            "counterpart",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                                verbose_name="另一户",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="households.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="households.procedure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "家庭变动",
                        "indexes": [
                            models.Index(fields=["person", "happened_on"], name="family_change_of_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "birth",
                                            "married_in",
                                            "adopted",
                                            "returned",
                                            "came",
                                            "death",
                                            "married_out",
                                            "divorced",
                                            "gone",
                                            "head",
                                            "divided",
                                            "joined",
                                            "moved",
                                            "transferred",
                                            "left",
                                            "back",
                                        ],
                                    )
                                ),
                                name="family_change_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="family_change_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("person__isnull", False),
                                    ("kind__in", ["divided", "joined", "moved", "transferred"]),
                                    _connector="OR",
                                ),
                                name="family_change_of_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("counterpart__isnull", False),
                                        ("kind__in", ["divided", "joined"]),
                                        models.Q(("counterpart", models.F("household")), _negated=True),
                                    ),
                                    models.Q(("kind__in", ["divided", "joined"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="family_change_with_other_household",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_familychangeevent" ("area_code", "counterpart_id", "created_at", "created_by_id", "created_by_run_id", "detail", "happened_on", "household_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "updated_at") SELECT old_values."area_code", old_values."counterpart_id", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."detail", old_values."happened_on", old_values."household_id", old_values."id", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."procedure_id", old_values."reason", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a5193144e673b361bb7967664aeb38868be92306",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_347a4",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_familychange",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_familychangeevent" ("area_code", "counterpart_id", "created_at", "created_by_id", "created_by_run_id", "detail", "happened_on", "household_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "reason", "updated_at") SELECT old_values."area_code", old_values."counterpart_id", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."detail", old_values."happened_on", old_values."household_id", old_values."id", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."procedure_id", old_values."reason", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="14ba7205b73a7273e6d971da4f3e614be6edf3e1",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_6bda4",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_familychange",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyChangeEvent",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("birth", "出生"),
                                    ("married_in", "婚入"),
                                    ("adopted", "收养"),
                                    ("returned", "回户"),
                                    ("came", "其他自然增加"),
                                    ("death", "死亡"),
                                    ("married_out", "婚出"),
                                    ("divorced", "离婚离户"),
                                    ("gone", "其他自然减少"),
                                    ("head", "更换户主"),
                                    ("divided", "分户"),
                                    ("joined", "并户"),
                                    ("moved", "迁移"),
                                    ("transferred", "跨县转移"),
                                    ("left", "随户退出登记"),
                                    ("back", "撤销退出,恢复"),
                                ],
                                max_length=12,
                                verbose_name="变动",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="发生日期")),
                        ("reason", models.CharField(max_length=200, verbose_name="原因和依据")),
                        ("detail", models.CharField(blank=True, max_length=300, verbose_name="前后情况")),
                        (
                            "counterpart",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="另一户",
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.person",
                                verbose_name="人员",
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
                                to="households.familychange",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureEvent",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("identify", "识别纳入"),
                                    ("lift", "脱贫退出"),
                                    ("fall_back", "返贫认定"),
                                    ("leave", "退出登记"),
                                ],
                                max_length=10,
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "leaving",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "全户死亡"),
                                    ("moved", "整户迁出"),
                                    ("error", "识别不准"),
                                    ("closed", "自然销户"),
                                ],
                                max_length=10,
                                verbose_name="退出登记原因",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="脱贫年度"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                        (
                            "needs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("application", "农户申请"),
                                        ("review", "民主评议"),
                                        ("check", "核实"),
                                        ("agreed", "拟退出户认可"),
                                        ("first_notice", "第一次公示"),
                                        ("township_review", "乡镇审核"),
                                        ("second_notice", "第二次公示"),
                                        ("county_review", "县复审"),
                                        ("announced", "公告"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                                verbose_name="必经步骤",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="启动日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "办理中"),
                                    ("confirmed", "已确认"),
                                    ("ended", "已终止"),
                                    ("revoked", "已撤销"),
                                ],
                                default="running",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="终止或撤销日期")),
                        (
                            "closing_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="终止或撤销原因"),
                        ),
                        (
                            "lifted_year_before",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="原脱贫年度"
                            ),
                        ),
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
                                verbose_name="终止或撤销人",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
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
                                to="households.procedure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureStep",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("application", "农户申请"),
                                    ("review", "民主评议"),
                                    ("check", "核实"),
                                    ("agreed", "拟退出户认可"),
                                    ("first_notice", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_notice", "第二次公示"),
                                    ("county_review", "县复审"),
                                    ("announced", "公告"),
                                ],
                                max_length=16,
                                verbose_name="步骤",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(editable=False, verbose_name="次序")),
                        ("held_on", models.DateField(verbose_name="日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="公示截止日期")),
                        (
                            "minimum_days",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="公示最短天数"
                            ),
                        ),
                        ("responsible", models.CharField(max_length=60, verbose_name="负责人")),
                        (
                            "document",
                            models.CharField(blank=True, max_length=120, verbose_name="文书名称或文号"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="结果和说明")),
                        ("taken_back_on", models.DateField(blank=True, null=True, verbose_name="收回日期")),
                        (
                            "taken_back_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="收回原因"),
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
                            "procedure",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="households.procedure",
                                verbose_name="程序",
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收回人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "程序步骤",
                        "indexes": [
                            models.Index(fields=["procedure", "position"], name="procedure_step_in_order")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "application",
                                            "review",
                                            "check",
                                            "agreed",
                                            "first_notice",
                                            "township_review",
                                            "second_notice",
                                            "county_review",
                                            "announced",
                                        ],
                                    )
                                ),
                                name="procedure_step_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ("first_notice", "second_notice")),
                                        ("minimum_days__isnull", False),
                                        ("until__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("kind__in", ("first_notice", "second_notice")), _negated=True
                                        ),
                                        ("minimum_days", None),
                                        ("until", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="procedure_notice_has_its_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None),
                                    (
                                        "until__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("held_on"), "+", models.F("minimum_days")
                                            ),
                                            "-",
                                            models.Value(1),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="procedure_notice_long_enough",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_back_by__isnull", False),
                                        ("taken_back_on__isnull", False),
                                        models.Q(("taken_back_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("taken_back_by", None),
                                        ("taken_back_on", None),
                                        ("taken_back_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="procedure_step_taken_back_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("responsible", ""), _negated=True),
                                name="procedure_step_has_responsible",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_on", None)),
                                fields=("procedure", "kind"),
                                name="procedure_step_stands_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_procedurestepevent" ("area_code", "created_at", "created_by_id", "created_by_run_id", "document", "held_on", "household_id", "id", "kind", "minimum_days", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "procedure_id", "responsible", "taken_back_by_id", "taken_back_on", "taken_back_reason", "until", "updated_at") SELECT old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."document", old_values."held_on", old_values."household_id", old_values."id", old_values."kind", old_values."minimum_days", old_values."note", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."position", old_values."procedure_id", old_values."responsible", old_values."taken_back_by_id", old_values."taken_back_on", old_values."taken_back_reason", old_values."until", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="294213ffac8d67e3b59529ece37bef118f69db9d",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ba374",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_procedurestep",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_procedurestepevent" ("area_code", "created_at", "created_by_id", "created_by_run_id", "document", "held_on", "household_id", "id", "kind", "minimum_days", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "procedure_id", "responsible", "taken_back_by_id", "taken_back_on", "taken_back_reason", "until", "updated_at") SELECT old_values."area_code", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."document", old_values."held_on", old_values."household_id", old_values."id", old_values."kind", old_values."minimum_days", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."procedure_id", old_values."responsible", old_values."taken_back_by_id", old_values."taken_back_on", old_values."taken_back_reason", old_values."until", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d94d0160b7cbd889493a69564782b1398c5fae16",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_4a8b1",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_procedurestep",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("house", "住房照片"),
                                    ("family", "家庭照片"),
                                    ("visit", "走访照片"),
                                    ("project", "改造、产业等项目照片"),
                                    ("procedure", "评议、公示、公告材料"),
                                    ("agreement", "签字材料(承诺、确认、协议)"),
                                    ("id_papers", "证件和户口簿"),
                                    ("certificate", "残疾人证"),
                                    ("medical", "诊断和医疗材料"),
                                    ("account", "存折、一卡通"),
                                    ("other", "其他材料"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                        ("taken_on", models.DateField(verbose_name="拍摄或形成日期")),
                        (
                            "media_type",
                            models.CharField(
                                choices=[("image/jpeg", "照片"), ("application/pdf", "PDF")],
                                max_length=20,
                                verbose_name="类型",
                            ),
                        ),
                        ("size_bytes", models.PositiveIntegerField(verbose_name="大小(字节)")),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        ("stored_as", models.CharField(editable=False, max_length=80)),
                        ("thumbnail_as", models.CharField(blank=True, editable=False, max_length=80)),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=100, verbose_name="撤下原因"),
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
                            "status_step",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="households.statusstep",
                                verbose_name="程序",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="households.visit",
                                verbose_name="走访",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撤下人",
                            ),
                        ),
                        (
                            "procedure_step",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="households.procedurestep",
                                verbose_name="程序步骤",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "照片和材料",
                        "indexes": [models.Index(fields=["area_code", "id"], name="attachment_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "house",
                                            "family",
                                            "visit",
                                            "project",
                                            "procedure",
                                            "agreement",
                                            "id_papers",
                                            "certificate",
                                            "medical",
                                            "account",
                                            "other",
                                        ],
                                    )
                                ),
                                name="attachment_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("media_type__in", ["image/jpeg", "application/pdf"])),
                                name="attachment_is_photo_or_pdf",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("media_type", "image/jpeg"),
                                        models.Q(("thumbnail_as", ""), _negated=True),
                                    ),
                                    models.Q(("media_type", "application/pdf"), ("thumbnail_as", "")),
                                    _connector="OR",
                                ),
                                name="attachment_photo_has_thumbnail",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size_bytes__gt", 0)), name="attachment_is_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_by", None),
                                        ("withdrawn_on", None),
                                        ("withdrawn_reason", ""),
                                    ),
                                    models.Q(
                                        ("withdrawn_by__isnull", False),
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attachment_withdrawn_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_on", None),
                                    ("withdrawn_on__gte", models.F("taken_on")),
                                    _connector="OR",
                                ),
                                name="attachment_taken_before_withdrawn",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=("household", "sha256"),
                                name="attachment_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_attachmentevent" ("area_code", "caption", "created_at", "created_by_id", "created_by_run_id", "household_id", "id", "key", "kind", "media_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_step_id", "sha256", "size_bytes", "status_step_id", "stored_as", "taken_on", "thumbnail_as", "updated_at", "visit_id", "withdrawn_by_id", "withdrawn_on", "withdrawn_reason") SELECT old_values."area_code", old_values."caption", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."household_id", old_values."id", old_values."key", old_values."kind", old_values."media_type", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."procedure_step_id", old_values."sha256", old_values."size_bytes", old_values."status_step_id", old_values."stored_as", old_values."taken_on", old_values."thumbnail_as", old_values."updated_at", old_values."visit_id", old_values."withdrawn_by_id", old_values."withdrawn_on", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="7169b7956c8388c04b4a4fe232e7fae014588e63",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c11d0",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_attachment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_attachmentevent" ("area_code", "caption", "created_at", "created_by_id", "created_by_run_id", "household_id", "id", "key", "kind", "media_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_step_id", "sha256", "size_bytes", "status_step_id", "stored_as", "taken_on", "thumbnail_as", "updated_at", "visit_id", "withdrawn_by_id", "withdrawn_on", "withdrawn_reason") SELECT old_values."area_code", old_values."caption", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."household_id", old_values."id", old_values."key", old_values."kind", old_values."media_type", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."procedure_step_id", old_values."sha256", old_values."size_bytes", old_values."status_step_id", old_values."stored_as", old_values."taken_on", old_values."thumbnail_as", old_values."updated_at", old_values."visit_id", old_values."withdrawn_by_id", old_values."withdrawn_on", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="96c629b46ad442521bc67b7389c5d82eca7f7179",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_1bdb8",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_attachment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttachmentEvent",
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
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("house", "住房照片"),
                                    ("family", "家庭照片"),
                                    ("visit", "走访照片"),
                                    ("project", "改造、产业等项目照片"),
                                    ("procedure", "评议、公示、公告材料"),
                                    ("agreement", "签字材料(承诺、确认、协议)"),
                                    ("id_papers", "证件和户口簿"),
                                    ("certificate", "残疾人证"),
                                    ("medical", "诊断和医疗材料"),
                                    ("account", "存折、一卡通"),
                                    ("other", "其他材料"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                        ("taken_on", models.DateField(verbose_name="拍摄或形成日期")),
                        (
                            "media_type",
                            models.CharField(
                                choices=[("image/jpeg", "照片"), ("application/pdf", "PDF")],
                                max_length=20,
                                verbose_name="类型",
                            ),
                        ),
                        ("size_bytes", models.PositiveIntegerField(verbose_name="大小(字节)")),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        ("stored_as", models.CharField(editable=False, max_length=80)),
                        ("thumbnail_as", models.CharField(blank=True, editable=False, max_length=80)),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=100, verbose_name="撤下原因"),
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
                                to="households.attachment",
                            ),
                        ),
                        (
                            "status_step",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.statusstep",
                                verbose_name="程序",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.visit",
                                verbose_name="走访",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撤下人",
                            ),
                        ),
                        (
                            "procedure_step",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedurestep",
                                verbose_name="程序步骤",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureStepEvent",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("application", "农户申请"),
                                    ("review", "民主评议"),
                                    ("check", "核实"),
                                    ("agreed", "拟退出户认可"),
                                    ("first_notice", "第一次公示"),
                                    ("township_review", "乡镇审核"),
                                    ("second_notice", "第二次公示"),
                                    ("county_review", "县复审"),
                                    ("announced", "公告"),
                                ],
                                max_length=16,
                                verbose_name="步骤",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(editable=False, verbose_name="次序")),
                        ("held_on", models.DateField(verbose_name="日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="公示截止日期")),
                        (
                            "minimum_days",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="公示最短天数"
                            ),
                        ),
                        ("responsible", models.CharField(max_length=60, verbose_name="负责人")),
                        (
                            "document",
                            models.CharField(blank=True, max_length=120, verbose_name="文书名称或文号"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="结果和说明")),
                        ("taken_back_on", models.DateField(blank=True, null=True, verbose_name="收回日期")),
                        (
                            "taken_back_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="收回原因"),
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
                                to="households.procedurestep",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.procedure",
                                verbose_name="程序",
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收回人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(editable=False, verbose_name="转出县")),
                        ("receiving_code", models.BigIntegerField(editable=False, verbose_name="转入县")),
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        (
                            "id_number",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="id", null=True, verbose_name="身份证号"
                            ),
                        ),
                        (
                            "id_number_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="id_number"),
                        ),
                        (
                            "members",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="人口"),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="事由")),
                        ("helpers", models.CharField(blank=True, max_length=200, verbose_name="原结对")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "已申请,待转出县同意"),
                                    ("released", "转出县已同意,待转入县接收"),
                                    ("done", "已转移"),
                                    ("refused", "已退回"),
                                    ("withdrawn", "已撤回"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="申请日期")),
                        (
                            "released_on",
                            models.DateField(blank=True, null=True, verbose_name="转出县同意日期"),
                        ),
                        (
                            "received_on",
                            models.DateField(blank=True, null=True, verbose_name="转入县接收日期"),
                        ),
                        (
                            "village_code",
                            models.BigIntegerField(blank=True, null=True, verbose_name="迁入村"),
                        ),
                        (
                            "refusal",
                            models.CharField(blank=True, max_length=200, verbose_name="退回或撤回原因"),
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="转入县接收人",
                            ),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="转出县同意人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "跨县转移",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="transfer_by_giving"),
                            models.Index(fields=["receiving_code", "id"], name="transfer_by_receiving"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["asked", "released", "done", "refused", "withdrawn"])
                                ),
                                name="transfer_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("area_code", models.F("receiving_code")), _negated=True),
                                name="transfer_between_two_counties",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="transfer_has_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("household__isnull", False),
                                        ("released_by__isnull", False),
                                        ("released_on__isnull", False),
                                        ("state__in", ["released", "done"]),
                                    ),
                                    models.Q(("state__in", ["released", "done"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="transfer_released_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("received_by__isnull", False),
                                        ("received_on__isnull", False),
                                        ("state", "done"),
                                        ("village_code__isnull", False),
                                        models.Q(("received_by", models.F("released_by")), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True),
                                        ("received_by", None),
                                        ("received_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_received_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["refused", "withdrawn"]),
                                        models.Q(("refusal", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["refused", "withdrawn"]), _negated=True),
                                        ("refusal", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_refused_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("id_number_key__isnull", False), ("state__in", ["asked", "released"])
                                ),
                                fields=("id_number_key", "receiving_code"),
                                name="transfer_asked_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "released")),
                                fields=("household",),
                                name="transfer_released_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_transferevent" ("area_code", "asked_on", "created_at", "created_by_id", "created_by_run_id", "helpers", "household_id", "id", "id_number", "id_number_key", "members", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_by_id", "received_on", "receiving_code", "refusal", "released_by_id", "released_on", "state", "updated_at", "village_code") SELECT old_values."area_code", old_values."asked_on", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."helpers", old_values."household_id", old_values."id", old_values."id_number", old_values."id_number_key", old_values."members", old_values."name", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."reason", old_values."received_by_id", old_values."received_on", old_values."receiving_code", old_values."refusal", old_values."released_by_id", old_values."released_on", old_values."state", old_values."updated_at", old_values."village_code" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="211ab3bdcff29a45c40f27dd003f90da89364c15",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_57d25",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_transfer",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_transferevent" ("area_code", "asked_on", "created_at", "created_by_id", "created_by_run_id", "helpers", "household_id", "id", "id_number", "id_number_key", "members", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_by_id", "received_on", "receiving_code", "refusal", "released_by_id", "released_on", "state", "updated_at", "village_code") SELECT old_values."area_code", old_values."asked_on", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."helpers", old_values."household_id", old_values."id", old_values."id_number", old_values."id_number_key", old_values."members", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."received_by_id", old_values."received_on", old_values."receiving_code", old_values."refusal", old_values."released_by_id", old_values."released_on", old_values."state", old_values."updated_at", old_values."village_code" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="8d6edd7a27d67059edba997f5f304def92695cef",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_5ef1e",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_transfer",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(editable=False, verbose_name="转出县")),
                        ("receiving_code", models.BigIntegerField(editable=False, verbose_name="转入县")),
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        (
                            "id_number",
                            foundation.sealed.fields.SealedField(
                                blank=True, kind="id", null=True, verbose_name="身份证号"
                            ),
                        ),
                        (
                            "id_number_key",
                            foundation.sealed.fields.LookupKeyField(blank=True, null=True, of="id_number"),
                        ),
                        (
                            "members",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="人口"),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="事由")),
                        ("helpers", models.CharField(blank=True, max_length=200, verbose_name="原结对")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "已申请,待转出县同意"),
                                    ("released", "转出县已同意,待转入县接收"),
                                    ("done", "已转移"),
                                    ("refused", "已退回"),
                                    ("withdrawn", "已撤回"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="申请日期")),
                        (
                            "released_on",
                            models.DateField(blank=True, null=True, verbose_name="转出县同意日期"),
                        ),
                        (
                            "received_on",
                            models.DateField(blank=True, null=True, verbose_name="转入县接收日期"),
                        ),
                        (
                            "village_code",
                            models.BigIntegerField(blank=True, null=True, verbose_name="迁入村"),
                        ),
                        (
                            "refusal",
                            models.CharField(blank=True, max_length=200, verbose_name="退回或撤回原因"),
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
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                                to="households.transfer",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="转入县接收人",
                            ),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="转出县同意人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Duplicate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("area_code", models.BigIntegerField(editable=False, verbose_name="区域")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("number", "同一身份证号"),
                                    ("certificate", "残疾人证在另一份档案"),
                                    ("birth", "同名同生日同乡镇"),
                                    ("renumbered", "证号变更(15位升18位等)"),
                                    ("phone", "同名同电话"),
                                    ("family", "两户成员相同"),
                                ],
                                max_length=12,
                                verbose_name="类型",
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField(verbose_name="相似程度")),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                default=list,
                                size=None,
                                verbose_name="理由",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待核实"),
                                    ("apart", "不是同一人(户)"),
                                    ("merged", "已合并"),
                                    ("gone", "更正后已不重复"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
                        ("decision", models.CharField(blank=True, max_length=200, verbose_name="核实情况")),
                        ("found_at", models.DateTimeField(auto_now_add=True, verbose_name="发现时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "household_a",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                            ),
                        ),
                        (
                            "household_b",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                            ),
                        ),
                        (
                            "person_a",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.person",
                            ),
                        ),
                        (
                            "person_b",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "疑似重复",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="duplicate_by_area"),
                            models.Index(fields=["state", "-score", "id"], name="duplicate_by_score"),
                            models.Index(fields=["household_b"], name="duplicate_by_second_household"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("person_a__isnull", False)),
                                fields=("person_a", "person_b"),
                                name="two_persons_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("person_a", None)),
                                fields=("household_a", "household_b"),
                                name="two_households_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("household_a__lt", models.F("household_b")),
                                        ("person_a", None),
                                        ("person_b", None),
                                    ),
                                    models.Q(
                                        ("person_a__isnull", False),
                                        ("person_a__lt", models.F("person_b")),
                                        ("person_b__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="duplicate_of_two_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "apart", "merged", "gone"])),
                                name="duplicate_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["number", "certificate", "birth", "renumbered", "phone", "family"],
                                    )
                                ),
                                name="duplicate_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__range", (1, 100))),
                                name="duplicate_score_of_hundred",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["apart", "merged"]), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        models.Q(("decision", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="duplicate_decided_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                        ("area_code", models.BigIntegerField(editable=False, verbose_name="区域")),
                        (
                            "dropped_people",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list, size=None
                            ),
                        ),
                        ("moved", models.JSONField(default=list, verbose_name="转移的记录")),
                        ("clashes", models.JSONField(default=list, verbose_name="两边重复的记录")),
                        ("taken", models.JSONField(default=list, verbose_name="采用的值")),
                        (
                            "before",
                            foundation.sealed.fields.SealedField(kind="merge", verbose_name="合并前的值"),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                        (
                            "undone_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="撤销原因"),
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
                            "dropped_household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                            ),
                        ),
                        (
                            "dropped_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.person",
                            ),
                        ),
                        (
                            "duplicate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="households.duplicate",
                            ),
                        ),
                        (
                            "kept_household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                            ),
                        ),
                        (
                            "kept_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.person",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "合并",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="merge_by_area"),
                            models.Index(fields=["kept_household"], name="merge_by_kept"),
                            models.Index(fields=["dropped_household"], name="merge_by_dropped"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kept_household", models.F("dropped_household")), _negated=True
                                    ),
                                    ("kept_person__isnull", False),
                                    _connector="OR",
                                ),
                                name="merge_of_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("dropped_person", None), ("kept_person", None)),
                                    models.Q(
                                        ("dropped_person__isnull", False),
                                        ("kept_person__isnull", False),
                                        models.Q(("kept_person", models.F("dropped_person")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="merge_of_two_persons",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at", None), ("undone_by", None), ("undone_reason", "")),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                        models.Q(("undone_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="merge_undone_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceWord",
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
                        (
                            "township",
                            models.CharField(blank=True, max_length=60, verbose_name="名单上的乡镇"),
                        ),
                        ("village", models.CharField(max_length=60, verbose_name="名单上的村")),
                        ("village_code", models.BigIntegerField(verbose_name="村(社区)")),
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
                        "verbose_name": "村名对照",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area_code", "township", "village"), name="place_word_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("village", ""), _negated=True),
                                name="place_word_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RememberedLayout",
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
                        ("kind", models.CharField(max_length=20, verbose_name="种类")),
                        ("signature", models.CharField(max_length=64)),
                        ("choice", models.JSONField(verbose_name="选择")),
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
                        "verbose_name": "列对应记忆",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area_code", "kind", "signature"), name="layout_remembered_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("signature__regex", "^[0-9a-f]{64}$")),
                                name="layout_signature_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("area_code", models.BigIntegerField(verbose_name="名单区域")),
                        (
                            "list_name",
                            models.CharField(
                                choices=[
                                    ("低保对象名单", "低保对象名单(民政)"),
                                    ("特困人员名单", "特困人员名单(民政)"),
                                    ("残疾人两项补贴名单", "残疾人两项补贴发放名单(民政)"),
                                    ("建档立卡名单", "建档立卡(脱贫、监测)名单(扶贫、乡村振兴)"),
                                    ("基本医保参保名单", "基本医保参保名单(医保)"),
                                    ("城乡居民养老保险参保名单", "城乡居民养老保险参保名单(人社)"),
                                    ("学籍比对名单", "学籍、资助名单(教育)"),
                                    ("农村危房存量名单", "农村危房、改造名单(住建)"),
                                    ("健康服务名单", "签约服务、康复救治名单(卫健)"),
                                    ("死亡人员名单", "死亡、火化人员名单(卫健、民政、公安)"),
                                    ("残疾人证名单", "残疾人证名单(残联证件系统)"),
                                    ("其他名单", "其他部门名单"),
                                ],
                                max_length=40,
                                verbose_name="名单",
                            ),
                        ),
                        ("period", models.CharField(max_length=7, verbose_name="期间")),
                        ("sheet", models.CharField(max_length=60, verbose_name="工作表")),
                        ("row_number", models.PositiveIntegerField(verbose_name="行号")),
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        ("birth_date", models.DateField(null=True, verbose_name="出生日期")),
                        ("village_code", models.BigIntegerField(null=True, verbose_name="村(社区)")),
                        (
                            "id_number",
                            foundation.sealed.fields.SealedField(
                                kind="id", null=True, verbose_name="身份证号"
                            ),
                        ),
                        ("id_number_key", foundation.sealed.fields.LookupKeyField(null=True, of="id_number")),
                        ("certificate_key", models.BinaryField(null=True, verbose_name="残疾人证号")),
                        ("category", models.PositiveSmallIntegerField(null=True, verbose_name="残疾类别")),
                        ("level", models.PositiveSmallIntegerField(null=True, verbose_name="残疾等级")),
                        (
                            "household_number",
                            models.CharField(blank=True, default="", max_length=24, verbose_name="户编号"),
                        ),
                        (
                            "head_name",
                            models.CharField(blank=True, default="", max_length=50, verbose_name="户主姓名"),
                        ),
                        ("covered", models.PositiveSmallIntegerField(null=True, verbose_name="保障人口")),
                        (
                            "grade",
                            models.CharField(
                                blank=True, default="", max_length=40, verbose_name="类别或档次"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(blank=True, default="", max_length=40, verbose_name="状态"),
                        ),
                        (
                            "standard_yuan",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, null=True, verbose_name="标准(元)"
                            ),
                        ),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, null=True, verbose_name="金额(元)"
                            ),
                        ),
                        ("since", models.DateField(null=True, verbose_name="享受或参加时间")),
                        ("died_on", models.DateField(null=True, verbose_name="死亡日期")),
                        (
                            "school",
                            models.CharField(blank=True, default="", max_length=80, verbose_name="学校"),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True, default="", max_length=40, verbose_name="学段或年级"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="备注"),
                        ),
                        (
                            "roster",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="list_rows",
                                to="households.rosterfile",
                                verbose_name="来自文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门名单行",
                        "indexes": [
                            models.Index(fields=["id_number_key"], name="list_row_by_number"),
                            models.Index(
                                condition=models.Q(("id_number_key", None)),
                                fields=["name"],
                                name="list_row_by_name",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("id_number_key__isnull", False)),
                                fields=("area_code", "list_name", "period", "id_number_key"),
                                name="list_row_once_by_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("id_number_key", None)),
                                fields=(
                                    "area_code",
                                    "list_name",
                                    "period",
                                    "name",
                                    "birth_date",
                                    "village_code",
                                ),
                                name="list_row_once_by_name",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "list_name__in",
                                        [
                                            "低保对象名单",
                                            "特困人员名单",
                                            "残疾人两项补贴名单",
                                            "建档立卡名单",
                                            "基本医保参保名单",
                                            "城乡居民养老保险参保名单",
                                            "学籍比对名单",
                                            "农村危房存量名单",
                                            "健康服务名单",
                                            "死亡人员名单",
                                            "残疾人证名单",
                                            "其他名单",
                                        ],
                                    )
                                ),
                                name="list_row_of_a_known_list",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("period__regex", "^20\\d\\d(-(0[1-9]|1[0-2]))?$")),
                                name="list_row_period_is_a_year_or_month",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("id_number", None), ("id_number_key", None)),
                                    models.Q(("id_number__isnull", False), ("id_number_key__isnull", False)),
                                    _connector="OR",
                                ),
                                name="list_row_number_with_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("standard_yuan", None), ("standard_yuan__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("amount_yuan", None), ("amount_yuan__gte", 0), _connector="OR"),
                                ),
                                name="list_row_money_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(unique=True, verbose_name="草稿标识")),
                        ("area_code", models.BigIntegerField(verbose_name="区域")),
                        (
                            "household_version",
                            models.PositiveIntegerField(null=True, verbose_name="打开时的版本"),
                        ),
                        ("page", models.CharField(max_length=200, verbose_name="页面")),
                        ("body", foundation.sealed.fields.SealedField(kind="draft", verbose_name="内容")),
                        ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="开始时间")),
                        ("saved_at", models.DateTimeField(auto_now=True, verbose_name="保存时间")),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="households.household",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填写人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "未保存的草稿",
                        "indexes": [models.Index(fields=["user", "-saved_at"], name="draft_of_user")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("household", None), ("household_version", None)),
                                    models.Q(
                                        ("household__isnull", False), ("household_version__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="draft_of_a_household_with_its_version",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comparison",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("area_code", models.BigIntegerField(verbose_name="比对区域")),
                        (
                            "left_list",
                            models.CharField(
                                choices=[
                                    ("低保对象名单", "低保对象名单(民政)"),
                                    ("特困人员名单", "特困人员名单(民政)"),
                                    ("残疾人两项补贴名单", "残疾人两项补贴发放名单(民政)"),
                                    ("建档立卡名单", "建档立卡(脱贫、监测)名单(扶贫、乡村振兴)"),
                                    ("基本医保参保名单", "基本医保参保名单(医保)"),
                                    ("城乡居民养老保险参保名单", "城乡居民养老保险参保名单(人社)"),
                                    ("学籍比对名单", "学籍、资助名单(教育)"),
                                    ("农村危房存量名单", "农村危房、改造名单(住建)"),
                                    ("健康服务名单", "签约服务、康复救治名单(卫健)"),
                                    ("死亡人员名单", "死亡、火化人员名单(卫健、民政、公安)"),
                                    ("残疾人证名单", "残疾人证名单(残联证件系统)"),
                                    ("其他名单", "其他部门名单"),
                                ],
                                max_length=40,
                                verbose_name="名单",
                            ),
                        ),
                        ("left_period", models.CharField(max_length=7, verbose_name="期间")),
                        (
                            "right_list",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("低保对象名单", "低保对象名单(民政)"),
                                    ("特困人员名单", "特困人员名单(民政)"),
                                    ("残疾人两项补贴名单", "残疾人两项补贴发放名单(民政)"),
                                    ("建档立卡名单", "建档立卡(脱贫、监测)名单(扶贫、乡村振兴)"),
                                    ("基本医保参保名单", "基本医保参保名单(医保)"),
                                    ("城乡居民养老保险参保名单", "城乡居民养老保险参保名单(人社)"),
                                    ("学籍比对名单", "学籍、资助名单(教育)"),
                                    ("农村危房存量名单", "农村危房、改造名单(住建)"),
                                    ("健康服务名单", "签约服务、康复救治名单(卫健)"),
                                    ("死亡人员名单", "死亡、火化人员名单(卫健、民政、公安)"),
                                    ("残疾人证名单", "残疾人证名单(残联证件系统)"),
                                    ("其他名单", "其他部门名单"),
                                ],
                                default="",
                                max_length=40,
                                verbose_name="对照名单",
                            ),
                        ),
                        (
                            "right_period",
                            models.CharField(blank=True, default="", max_length=7, verbose_name="对照期间"),
                        ),
                        ("compared_on", models.DateField(verbose_name="比对日期")),
                        ("days", models.PositiveSmallIntegerField(verbose_name="办理期限(日)")),
                        ("days_urgent", models.PositiveSmallIntegerField(verbose_name="紧急的办理期限(日)")),
                        ("counts", models.JSONField(blank=True, default=dict, verbose_name="结果")),
                        ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="发起时间")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
                            ),
                        ),
                        (
                            "run",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comparison",
                                to="jobs.run",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "数据比对",
                        "indexes": [models.Index(fields=["area_code", "id"], name="comparison_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "left_list__in",
                                        [
                                            "低保对象名单",
                                            "特困人员名单",
                                            "残疾人两项补贴名单",
                                            "建档立卡名单",
                                            "基本医保参保名单",
                                            "城乡居民养老保险参保名单",
                                            "学籍比对名单",
                                            "农村危房存量名单",
                                            "健康服务名单",
                                            "死亡人员名单",
                                            "残疾人证名单",
                                            "其他名单",
                                        ],
                                    ),
                                    (
                                        "right_list__in",
                                        [
                                            "",
                                            "低保对象名单",
                                            "特困人员名单",
                                            "残疾人两项补贴名单",
                                            "建档立卡名单",
                                            "基本医保参保名单",
                                            "城乡居民养老保险参保名单",
                                            "学籍比对名单",
                                            "农村危房存量名单",
                                            "健康服务名单",
                                            "死亡人员名单",
                                            "残疾人证名单",
                                            "其他名单",
                                        ],
                                    ),
                                ),
                                name="comparison_of_known_lists",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_period__regex", "^20\\d\\d(-(0[1-9]|1[0-2]))?$"),
                                    models.Q(
                                        models.Q(("right_list", ""), ("right_period", "")),
                                        models.Q(
                                            models.Q(("right_list", ""), _negated=True),
                                            ("right_period__regex", "^20\\d\\d(-(0[1-9]|1[0-2]))?$"),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="comparison_periods_are_years_or_months",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_list", models.F("right_list")),
                                    ("left_period", models.F("right_period")),
                                    _negated=True,
                                ),
                                name="comparison_of_two_sides",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComparisonRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("area_code", models.BigIntegerField(verbose_name="区域")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("both", "两边都有,一致"),
                                    ("different", "同一人,登记不同"),
                                    ("gone", "名单上有,户档已减少"),
                                    ("doubtful", "疑似同一人,待认定"),
                                    ("only_left", "只在名单上"),
                                    ("only_right", "只在对照方"),
                                    ("repeated", "名单内重复"),
                                ],
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("number", "身份证号(残疾人证号)"),
                                    ("word", "人工认定"),
                                    ("name", "姓名、出生日期、村"),
                                ],
                                default="",
                                max_length=6,
                                verbose_name="认定依据",
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField(null=True, verbose_name="相似程度")),
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        ("differences", models.JSONField(default=dict, verbose_name="不同之处")),
                        (
                            "comparison",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="households.comparison",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                            ),
                        ),
                        (
                            "list_row",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="compared",
                                to="households.listrow",
                            ),
                        ),
                        (
                            "other_row",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="compared_with",
                                to="households.listrow",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "比对结果",
                        "indexes": [
                            models.Index(
                                fields=["comparison", "outcome", "area_code", "id"],
                                name="comparison_row_by_outcome",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("comparison", "list_row"), name="list_row_compared_once"
                            ),
                            models.UniqueConstraint(
                                fields=("comparison", "person"), name="person_compared_once"
                            ),
                            models.UniqueConstraint(
                                fields=("comparison", "other_row"), name="other_row_compared_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "outcome__in",
                                        [
                                            "both",
                                            "different",
                                            "gone",
                                            "doubtful",
                                            "only_left",
                                            "only_right",
                                            "repeated",
                                        ],
                                    )
                                ),
                                name="comparison_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("list_row__isnull", False),
                                        ("outcome__in", ["both", "different", "gone", "doubtful"]),
                                        models.Q(
                                            models.Q(("other_row", None), ("person__isnull", False)),
                                            models.Q(("other_row__isnull", False), ("person", None)),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(
                                        ("list_row__isnull", False),
                                        ("other_row", None),
                                        ("outcome__in", ["only_left", "repeated"]),
                                        ("person", None),
                                    ),
                                    models.Q(
                                        ("list_row", None),
                                        ("outcome__in", ["only_right", "repeated"]),
                                        models.Q(
                                            models.Q(("other_row", None), ("person__isnull", False)),
                                            models.Q(("other_row__isnull", False), ("person", None)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="comparison_outcome_with_its_sides",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score", None), ("score__range", (1, 100)), _connector="OR"
                                ),
                                name="comparison_score_of_hundred",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComparisonTask",
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
                        ("county_code", models.BigIntegerField(verbose_name="县")),
                        ("kind", models.CharField(max_length=40, verbose_name="差异")),
                        (
                            "list_name",
                            models.CharField(
                                choices=[
                                    ("低保对象名单", "低保对象名单(民政)"),
                                    ("特困人员名单", "特困人员名单(民政)"),
                                    ("残疾人两项补贴名单", "残疾人两项补贴发放名单(民政)"),
                                    ("建档立卡名单", "建档立卡(脱贫、监测)名单(扶贫、乡村振兴)"),
                                    ("基本医保参保名单", "基本医保参保名单(医保)"),
                                    ("城乡居民养老保险参保名单", "城乡居民养老保险参保名单(人社)"),
                                    ("学籍比对名单", "学籍、资助名单(教育)"),
                                    ("农村危房存量名单", "农村危房、改造名单(住建)"),
                                    ("健康服务名单", "签约服务、康复救治名单(卫健)"),
                                    ("死亡人员名单", "死亡、火化人员名单(卫健、民政、公安)"),
                                    ("残疾人证名单", "残疾人证名单(残联证件系统)"),
                                    ("其他名单", "其他部门名单"),
                                ],
                                max_length=40,
                                verbose_name="名单",
                            ),
                        ),
                        ("person_key", models.CharField(max_length=66)),
                        ("period", models.CharField(max_length=7, verbose_name="期间")),
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        ("sentence", models.CharField(max_length=200, verbose_name="情况")),
                        ("facts", models.CharField(max_length=200)),
                        ("owner_code", models.BigIntegerField(verbose_name="责任单位")),
                        ("found_on", models.DateField(verbose_name="发现日期")),
                        ("seen_on", models.DateField(verbose_name="最近比对日期")),
                        ("due_on", models.DateField(verbose_name="办理期限")),
                        (
                            "times_reopened",
                            models.PositiveSmallIntegerField(default=0, verbose_name="重新提出次数"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待办理"), ("settled", "已办结"), ("gone", "差异已消除")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("corrected", "户档已更正"),
                                    ("told", "已告知对方部门更正"),
                                    ("applied", "已帮助申请办理"),
                                    ("right", "核实无误,不需更正"),
                                    ("other_person", "不是同一人"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="办理结果",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="办理情况"),
                        ),
                        ("settled_on", models.DateField(null=True, verbose_name="办结日期")),
                        (
                            "comparison",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="households.comparison",
                                verbose_name="最近比对",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comparison_tasks",
                                to="households.household",
                            ),
                        ),
                        (
                            "list_row",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="households.listrow",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.person",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "比对差异",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="task_by_area"),
                            models.Index(fields=["state", "due_on", "id"], name="task_by_due"),
                            models.Index(fields=["household"], name="task_by_household"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("county_code", "kind", "list_name", "person_key"),
                                name="difference_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "settled", "gone"])),
                                name="task_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "settled"), _negated=True),
                                    models.Q(
                                        (
                                            "outcome__in",
                                            ["corrected", "told", "applied", "right", "other_person"],
                                        ),
                                        ("settled_by__isnull", False),
                                        ("settled_on__isnull", False),
                                        models.Q(("note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_settled_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "settled"),
                                    models.Q(("outcome", ""), ("settled_by", None), ("settled_on", None)),
                                    _connector="OR",
                                ),
                                name="task_open_without_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("found_on"))),
                                name="task_due_after_found",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "list_name__in",
                                        [
                                            "低保对象名单",
                                            "特困人员名单",
                                            "残疾人两项补贴名单",
                                            "建档立卡名单",
                                            "基本医保参保名单",
                                            "城乡居民养老保险参保名单",
                                            "学籍比对名单",
                                            "农村危房存量名单",
                                            "健康服务名单",
                                            "死亡人员名单",
                                            "残疾人证名单",
                                            "其他名单",
                                        ],
                                    )
                                ),
                                name="task_of_a_known_list",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_comparisontaskevent" ("area_code", "comparison_id", "county_code", "due_on", "facts", "found_on", "household_id", "id", "kind", "list_name", "list_row_id", "name", "note", "outcome", "owner_code", "owner_id", "period", "person_id", "person_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_on", "sentence", "settled_by_id", "settled_on", "state", "times_reopened") SELECT old_values."area_code", old_values."comparison_id", old_values."county_code", old_values."due_on", old_values."facts", old_values."found_on", old_values."household_id", old_values."id", old_values."kind", old_values."list_name", old_values."list_row_id", old_values."name", old_values."note", old_values."outcome", old_values."owner_code", old_values."owner_id", old_values."period", old_values."person_id", old_values."person_key", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."seen_on", old_values."sentence", old_values."settled_by_id", old_values."settled_on", old_values."state", old_values."times_reopened" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="aa4a369a407b6c234521e5d71940b18edf37a3d2",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a5f99",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="households_comparisontask",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_comparisontaskevent" ("area_code", "comparison_id", "county_code", "due_on", "facts", "found_on", "household_id", "id", "kind", "list_name", "list_row_id", "name", "note", "outcome", "owner_code", "owner_id", "period", "person_id", "person_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_on", "sentence", "settled_by_id", "settled_on", "state", "times_reopened") SELECT old_values."area_code", old_values."comparison_id", old_values."county_code", old_values."due_on", old_values."facts", old_values."found_on", old_values."household_id", old_values."id", old_values."kind", old_values."list_name", old_values."list_row_id", old_values."name", old_values."note", old_values."outcome", old_values."owner_code", old_values."owner_id", old_values."period", old_values."person_id", old_values."person_key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."seen_on", old_values."sentence", old_values."settled_by_id", old_values."settled_on", old_values."state", old_values."times_reopened" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="26eaac9b46c2a1de1e86012922762786dc1657fa",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_35490",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="households_comparisontask",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComparisonTaskEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "area_code",
                            models.BigIntegerField(editable=False, verbose_name="村(社区)区划代码"),
                        ),
                        ("county_code", models.BigIntegerField(verbose_name="县")),
                        ("kind", models.CharField(max_length=40, verbose_name="差异")),
                        (
                            "list_name",
                            models.CharField(
                                choices=[
                                    ("低保对象名单", "低保对象名单(民政)"),
                                    ("特困人员名单", "特困人员名单(民政)"),
                                    ("残疾人两项补贴名单", "残疾人两项补贴发放名单(民政)"),
                                    ("建档立卡名单", "建档立卡(脱贫、监测)名单(扶贫、乡村振兴)"),
                                    ("基本医保参保名单", "基本医保参保名单(医保)"),
                                    ("城乡居民养老保险参保名单", "城乡居民养老保险参保名单(人社)"),
                                    ("学籍比对名单", "学籍、资助名单(教育)"),
                                    ("农村危房存量名单", "农村危房、改造名单(住建)"),
                                    ("健康服务名单", "签约服务、康复救治名单(卫健)"),
                                    ("死亡人员名单", "死亡、火化人员名单(卫健、民政、公安)"),
                                    ("残疾人证名单", "残疾人证名单(残联证件系统)"),
                                    ("其他名单", "其他部门名单"),
                                ],
                                max_length=40,
                                verbose_name="名单",
                            ),
                        ),
                        ("person_key", models.CharField(max_length=66)),
                        ("period", models.CharField(max_length=7, verbose_name="期间")),
                        ("name", models.CharField(max_length=50, verbose_name="姓名")),
                        ("sentence", models.CharField(max_length=200, verbose_name="情况")),
                        ("facts", models.CharField(max_length=200)),
                        ("owner_code", models.BigIntegerField(verbose_name="责任单位")),
                        ("found_on", models.DateField(verbose_name="发现日期")),
                        ("seen_on", models.DateField(verbose_name="最近比对日期")),
                        ("due_on", models.DateField(verbose_name="办理期限")),
                        (
                            "times_reopened",
                            models.PositiveSmallIntegerField(default=0, verbose_name="重新提出次数"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待办理"), ("settled", "已办结"), ("gone", "差异已消除")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("corrected", "户档已更正"),
                                    ("told", "已告知对方部门更正"),
                                    ("applied", "已帮助申请办理"),
                                    ("right", "核实无误,不需更正"),
                                    ("other_person", "不是同一人"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="办理结果",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="办理情况"),
                        ),
                        ("settled_on", models.DateField(null=True, verbose_name="办结日期")),
                        (
                            "comparison",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.comparison",
                                verbose_name="最近比对",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                            ),
                        ),
                        (
                            "list_row",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.listrow",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.person",
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
                                to="households.comparisontask",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IdentityWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("area_code", models.BigIntegerField(verbose_name="区域")),
                        ("county_code", models.BigIntegerField(verbose_name="县")),
                        ("key_a", models.CharField(max_length=66)),
                        ("key_b", models.CharField(max_length=66)),
                        ("same", models.BooleanField(verbose_name="是同一人")),
                        ("reason", models.CharField(max_length=200, verbose_name="核实情况")),
                        ("decided_at", models.DateTimeField(auto_now_add=True, verbose_name="认定时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="认定人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "身份认定",
                        "indexes": [models.Index(fields=["area_code", "id"], name="identity_word_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("county_code", "key_a", "key_b"), name="identity_word_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key_a__lt", models.F("key_b"))),
                                name="identity_word_of_two_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="identity_word_with_reason",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
