"""What a county, prefecture or province gave its area is read in the areas that lie in it; it names nobody."""

from typing import ClassVar

from django.db import migrations

_LO = "nullif(current_setting('scope.lo', true), '')::bigint"
_ABOVE = ", ".join(f"{_LO} / {step} * {step}" for step in (10**6, 10**8, 10**10))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("support_measures", "0005_versions")]

    operations: ClassVar = [
        migrations.RunSQL(
            "create policy above on support_measures_areasupport for select to sees_areas"
            f" using (area_code in ({_ABOVE}))",
            "drop policy above on support_measures_areasupport",
        ),
    ]
