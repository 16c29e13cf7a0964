"""A photograph or paper belongs to a step of a procedure of its own household, and goes where that goes."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# Steps follow a household that moves at once, not only behind their procedure: the check of a paper that
# moves with them comes right after the first round of cascades.
OF_THE_SAME_HOUSEHOLD = """
alter table households_procedurestep
  add constraint procedurestep_with_household unique (id, household_id, area_code),
  add constraint households_procedurestep_in_its_area
    foreign key (household_id, area_code) references households_household (id, area_code)
    on update cascade deferrable initially immediate;
alter table households_attachment add constraint attachment_of_its_procedurestep
  foreign key (procedure_step_id, household_id, area_code)
  references households_procedurestep (id, household_id, area_code)
  on update cascade deferrable initially immediate;
"""
BACK = """
alter table households_attachment drop constraint attachment_of_its_procedurestep;
alter table households_procedurestep
  drop constraint households_procedurestep_in_its_area, drop constraint procedurestep_with_household;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0020_drafts"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="attachment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="attachment",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="attachment",
            name="procedure_step",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="households.procedurestep",
                verbose_name="程序步骤",
            ),
        ),
        migrations.AddField(
            model_name="attachmentevent",
            name="procedure_step",
            field=models.ForeignKey(
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
        pgtrigger.migrations.AddTrigger(
            model_name="attachment",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attachment",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.RunSQL(OF_THE_SAME_HOUSEHOLD, BACK),
    ]
