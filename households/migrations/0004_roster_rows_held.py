"""Rows that wait with their family, the version a household was checked at, and numbers of other counties."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

# Says of a household's number only in which county it is registered, for an importer outside that county.
HOUSEHOLD_NUMBER_ELSEWHERE = """
create function household_number_elsewhere(numbers text[])
returns table (number text, county_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select h.number::text, a.name::text
  from households_household h
  join areas_area a on a.code = h.area_code / 1000000 * 1000000
  where h.number = any (numbers)
    and not (h.area_code >= nullif(current_setting('scope.lo', true), '')::bigint
         and h.area_code <= nullif(current_setting('scope.hi', true), '')::bigint)
$$;
revoke all on function household_number_elsewhere(text[]) from public;
grant execute on function household_number_elsewhere(text[]) to sees_areas, sees_all;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0003_lists_known_below")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="rosterrow",
            name="household_version",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="rosterrow",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("new", "新增"),
                    ("changed", "变更"),
                    ("unchanged", "无变化"),
                    ("wrong", "有误"),
                    ("held", "同户待改"),
                    ("elsewhere", "在他县登记"),
                    ("blank", "空行或非人员行"),
                ],
                max_length=10,
                verbose_name="结果",
            ),
        ),
        migrations.RemoveConstraint(model_name="rosterrow", name="roster_row_wrong_has_reason"),
        migrations.AddConstraint(
            model_name="rosterrow",
            constraint=models.CheckConstraint(
                name="roster_row_wrong_has_reason",
                condition=~Q(verdict__in=["wrong", "held", "elsewhere"]) | ~Q(reasons=[]),
            ),
        ),
        migrations.RunSQL(HOUSEHOLD_NUMBER_ELSEWHERE, "drop function household_number_elsewhere(text[])"),
    ]
