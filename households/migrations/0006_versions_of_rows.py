"""Members and surveys count their own changes."""

from django.db import migrations

# A member or a survey may be changed by a page, an import or a procedure: the version rises for all alike.
ROWS_COUNT_THEIR_CHANGES = """
create function count_change_of_row() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger counts_its_changes before update on households_person
  for each row when (old.* is distinct from new.*) execute function count_change_of_row();
-- A row with a generated column cannot be compared in WHEN before it is written.
create function count_change_of_survey() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'income_per_head_yuan' is distinct from to_jsonb(old) - 'income_per_head_yuan' then
    new.version := old.version + 1;
  end if;
  return new;
end $$;
create trigger counts_its_changes before update on households_householdyear
  for each row execute function count_change_of_survey();
"""
ROWS_COUNT_NO_MORE = """
drop trigger counts_its_changes on households_householdyear;
drop trigger counts_its_changes on households_person;
drop function count_change_of_row();
drop function count_change_of_survey();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0005_statistics_after_imports"),
    ]

    operations = [
        # Set-based writes that name their columns (roster, demo) need not know the new list.
        migrations.RunSQL(
            "alter table households_household alter column other_causes set default '{}'",
            "alter table households_household alter column other_causes drop default",
        ),
        migrations.RunSQL(ROWS_COUNT_THEIR_CHANGES, ROWS_COUNT_NO_MORE),
    ]
