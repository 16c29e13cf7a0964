"""That a list was loaded for the province is known in its counties: it names nobody."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0002_walls")]

    operations: ClassVar = [
        migrations.RunSQL(
            "create policy known on households_loadedlist for select to sees_areas using (true)",
            "drop policy known on households_loadedlist",
        ),
    ]
