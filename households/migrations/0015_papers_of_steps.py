"""A photograph or paper belongs to a step of a procedure of its own household, and goes where that goes."""

from django.db import migrations


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
        ("households", "0014_walls_of_drafts"),
    ]

    operations = [
        migrations.RunSQL(OF_THE_SAME_HOUSEHOLD, BACK),
    ]
