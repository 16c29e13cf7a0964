"""Help towards work that a member asks for (R20), in the history too."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0023_statements_taken_back"),
        ("jobs", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="person",
            name="work_help",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("training", "职业技能培训"),
                        ("introduction", "职业介绍"),
                        ("practical", "农村实用技术培训"),
                        ("funds", "资金信贷扶持"),
                        ("other", "其他帮扶"),
                    ],
                    max_length=12,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="需要的就业扶贫帮扶",
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="work_help",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("training", "职业技能培训"),
                        ("introduction", "职业介绍"),
                        ("practical", "农村实用技术培训"),
                        ("funds", "资金信贷扶持"),
                        ("other", "其他帮扶"),
                    ],
                    max_length=12,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="需要的就业扶贫帮扶",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_personevent" ("area_code", "birth_date", "commercial_medical", "created_at", "created_by_id", "created_by_run_id", "diagnosed_kinds", "dibao", "dropped_out_for_poverty", "education", "employed", "employee_pension", "ethnicity", "family_supported", "guardian_name", "guardian_phone", "guardian_phone_key", "guardian_relation", "health", "household_id", "id", "id_number", "id_number_key", "id_tail_key", "in_army", "labour_ability", "left_on", "left_reason", "living_source", "marriage", "medical_insured", "name", "name_initials", "need_care", "need_device", "need_rehab", "no_number_reason", "number", "pension_insured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_key", "political_status", "public_post", "relation", "returned_migrant", "school_stage", "serious_illness_insured", "sex", "uncertified", "uncertified_on", "unemployed_reason", "updated_at", "version", "work_help", "work_months", "work_place") SELECT old_values."area_code", old_values."birth_date", old_values."commercial_medical", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."diagnosed_kinds", old_values."dibao", old_values."dropped_out_for_poverty", old_values."education", old_values."employed", old_values."employee_pension", old_values."ethnicity", old_values."family_supported", old_values."guardian_name", old_values."guardian_phone", old_values."guardian_phone_key", old_values."guardian_relation", old_values."health", old_values."household_id", old_values."id", old_values."id_number", old_values."id_number_key", old_values."id_tail_key", old_values."in_army", old_values."labour_ability", old_values."left_on", old_values."left_reason", old_values."living_source", old_values."marriage", old_values."medical_insured", old_values."name", old_values."name_initials", old_values."need_care", old_values."need_device", old_values."need_rehab", old_values."no_number_reason", old_values."number", old_values."pension_insured", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."phone", old_values."phone_key", old_values."political_status", old_values."public_post", old_values."relation", old_values."returned_migrant", old_values."school_stage", old_values."serious_illness_insured", old_values."sex", old_values."uncertified", old_values."uncertified_on", old_values."unemployed_reason", old_values."updated_at", old_values."version", old_values."work_help", old_values."work_months", old_values."work_place" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e2db33787e6389027f147969c8f624c618f1b5a0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a79e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_personevent" ("area_code", "birth_date", "commercial_medical", "created_at", "created_by_id", "created_by_run_id", "diagnosed_kinds", "dibao", "dropped_out_for_poverty", "education", "employed", "employee_pension", "ethnicity", "family_supported", "guardian_name", "guardian_phone", "guardian_phone_key", "guardian_relation", "health", "household_id", "id", "id_number", "id_number_key", "id_tail_key", "in_army", "labour_ability", "left_on", "left_reason", "living_source", "marriage", "medical_insured", "name", "name_initials", "need_care", "need_device", "need_rehab", "no_number_reason", "number", "pension_insured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_key", "political_status", "public_post", "relation", "returned_migrant", "school_stage", "serious_illness_insured", "sex", "uncertified", "uncertified_on", "unemployed_reason", "updated_at", "version", "work_help", "work_months", "work_place") SELECT old_values."area_code", old_values."birth_date", old_values."commercial_medical", old_values."created_at", old_values."created_by_id", old_values."created_by_run_id", old_values."diagnosed_kinds", old_values."dibao", old_values."dropped_out_for_poverty", old_values."education", old_values."employed", old_values."employee_pension", old_values."ethnicity", old_values."family_supported", old_values."guardian_name", old_values."guardian_phone", old_values."guardian_phone_key", old_values."guardian_relation", old_values."health", old_values."household_id", old_values."id", old_values."id_number", old_values."id_number_key", old_values."id_tail_key", old_values."in_army", old_values."labour_ability", old_values."left_on", old_values."left_reason", old_values."living_source", old_values."marriage", old_values."medical_insured", old_values."name", old_values."name_initials", old_values."need_care", old_values."need_device", old_values."need_rehab", old_values."no_number_reason", old_values."number", old_values."pension_insured", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."phone_key", old_values."political_status", old_values."public_post", old_values."relation", old_values."returned_migrant", old_values."school_stage", old_values."serious_illness_insured", old_values."sex", old_values."uncertified", old_values."uncertified_on", old_values."unemployed_reason", old_values."updated_at", old_values."version", old_values."work_help", old_values."work_months", old_values."work_place" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9df18ba5cf1e22d2b40623762247f31208d777ac",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4b29e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("work_help__contained_by", ["training", "introduction", "practical", "funds", "other"])
                ),
                name="person_work_help_known",
            ),
        ),
    ]
