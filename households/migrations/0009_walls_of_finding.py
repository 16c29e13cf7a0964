"""What users keep at finding (searches, filters, columns, pace, exports), and the indexes of its orders."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import open_to_all, secured

# Rows of one user: the first wall alone holds them, by the user's key.
_OWN = ("keptsearch", "savedfilter", "listlayout", "searchpace")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0003_numbers_shown"),
        ("households", "0008_walls_of_decisions"),
    ]

    operations: ClassVar = [
        *(
            open_to_all(
                f"households_{name}",
                rights="select, insert, update, delete",
                roles="sees_all, sees_areas, sees_paired",
            )
            for name in _OWN
        ),
        *secured("households_listexport", household_column="", link=None),
    ]
