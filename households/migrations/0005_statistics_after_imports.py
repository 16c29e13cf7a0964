"""After a large import into a small registry the planner's statistics are out of date: renew them."""

from typing import ClassVar

from django.db import migrations

# Only where an import wrote more than the statistics know of at all; one at a time.
RENEW_STATISTICS = """
create function renew_registry_statistics(written integer) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if (select reltuples from pg_class where oid = 'households_household'::regclass) >= written
     or not pg_try_advisory_xact_lock(7303, 0) then
    return false;
  end if;
  analyze households_household, households_person, households_disabilitycertificate,
    households_pairing, households_personfacts, households_householdfacts;
  return true;
end $$;
revoke all on function renew_registry_statistics(integer) from public;
grant execute on function renew_registry_statistics(integer) to sees_areas, sees_all;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0004_roster_rows_held")]

    operations: ClassVar = [
        migrations.RunSQL(RENEW_STATISTICS, "drop function renew_registry_statistics(integer)"),
    ]
