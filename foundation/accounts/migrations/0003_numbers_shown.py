"""How many full numbers somebody has looked at: counted for the limit, without reading the log."""

from typing import ClassVar

from django.db import migrations

NUMBERS_SHOWN = """
create function numbers_shown(by_user bigint, since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*) from accounts_accessrecord
  where user_id = by_user and kind = 'number_shown' and at >= since
$$;
revoke all on function numbers_shown(bigint, timestamptz) from public;
grant execute on function numbers_shown(bigint, timestamptz) to sees_all, sees_areas, sees_paired;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0002_walls")]

    operations: ClassVar = [
        migrations.RunSQL(NUMBERS_SHOWN, "drop function numbers_shown(bigint, timestamptz)"),
    ]
