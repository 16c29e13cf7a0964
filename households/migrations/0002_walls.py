"""Both the composite keys and the row-level security of the registry; the two functions that look over the wall."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured, secured_events

LINKED = (
    "statusstep",
    "person",
    "finding",
    "householdyear",
    "factstatement",
    "householdfacts",
)
TRACKED = {
    "household": "pgh_obj_id",
    "statusstep": "household_id",
    "person": "household_id",
    "disabilitycertificate": "household_id",
    "householdyear": "household_id",
    "pairing": "household_id",
    "visit": "household_id",
    "factstatement": "household_id",
}

PAIRED_HOUSEHOLDS = """
create function paired_households() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(p.household_id), '{}')
  from households_pairing p join households_cadre c on c.id = p.cadre_id
  where c.user_id = nullif(current_setting('scope.cadre', true), '')::bigint
    and p.starts_on <= nullif(current_setting('scope.today', true), '')::date
    and (p.ends_on is null or p.ends_on > nullif(current_setting('scope.today', true), '')::date)
$$;
revoke all on function paired_households() from public;
grant execute on function paired_households() to sees_paired;
"""

# Says of a number only in which county it is registered, for an importer outside that county.
REGISTERED_ELSEWHERE = """
create function registered_elsewhere(keys bytea[])
returns table (id_number_key bytea, county_code bigint, county_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id_number_key, a.code, a.name::text
  from households_person p
  join areas_area a on a.code = p.area_code / 1000000 * 1000000
  where p.id_number_key = any (keys) and p.left_on is null
    and not (p.area_code >= nullif(current_setting('scope.lo', true), '')::bigint
         and p.area_code <= nullif(current_setting('scope.hi', true), '')::bigint)
$$;
revoke all on function registered_elsewhere(bytea[]) from public;
grant execute on function registered_elsewhere(bytea[]) to sees_areas, sees_all;
"""

# Cadres are kept by county: the township clerk pairs with the cadres of her county.
CADRES = """
alter table households_cadre enable row level security;
create policy areas on households_cadre to sees_areas
  using (area_code >= nullif(current_setting('scope.lo', true), '')::bigint / 1000000 * 1000000
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint)
  with check (area_code >= nullif(current_setting('scope.lo', true), '')::bigint / 1000000 * 1000000
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint);
create policy everything on households_cadre to sees_all using (true) with check (true);
create policy paired on households_cadre for select to sees_paired
  using (user_id = nullif(current_setting('scope.cadre', true), '')::bigint);
grant select, insert, update on households_cadre to sees_areas, sees_all;
grant select on households_cadre to sees_paired;
alter table households_cadreevent enable row level security;
create policy written on households_cadreevent for insert to sees_areas, sees_all with check (true);
create policy everything on households_cadreevent for select to sees_all using (true);
grant select, insert on households_cadreevent to sees_areas, sees_all;
"""

# A number may hang only on its own person; a staged roster goes when it is checked again.
CERTIFICATE_OF_ITS_HOLDER = """
alter table households_disabilitycertificate add constraint certificate_of_its_holder
  foreign key (person_id, holder_key) references households_person (id, id_number_key)
  deferrable initially immediate;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("households", "0001_initial"),
        ("jobs", "0002_walls"),
        ("accounts", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(PAIRED_HOUSEHOLDS, "drop function paired_households()"),
        *secured("households_household", household_column="id", link=None),
        *(step for name in LINKED for step in secured(f"households_{name}")),
        *secured("households_pairing"),
        *secured("households_visit", paired_may="select, insert"),
        *secured("households_disabilitycertificate", link="person"),
        *secured("households_personfacts", link="person"),
        *(
            step
            for name, column in TRACKED.items()
            for step in secured_events(f"households_{name}event", household_column=column)
        ),
        *secured("households_loadedlist", household_column="", link=None),
        *secured("households_rosterfile", household_column="", link=None),
        *secured("households_rosterrow", household_column="", link=None),
        migrations.RunSQL(
            "grant delete on households_rosterrow to sees_areas, sees_all",
            "revoke delete on households_rosterrow from sees_areas, sees_all",
        ),
        migrations.RunSQL(CADRES, "alter table households_cadre disable row level security"),
        migrations.RunSQL(
            CERTIFICATE_OF_ITS_HOLDER,
            "alter table households_disabilitycertificate drop constraint certificate_of_its_holder",
        ),
        migrations.RunSQL(REGISTERED_ELSEWHERE, "drop function registered_elsewhere(bytea[])"),
        # Names of two characters have no trigram: an index over the single characters.
        migrations.RunSQL(
            "create index person_name_characters on households_person"
            " using gin ((string_to_array(name, null)))",
            "drop index person_name_characters",
        ),
    ]
