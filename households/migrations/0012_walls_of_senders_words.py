"""Row-level security of what senders' lists taught: words for villages, layouts."""

from django.db import migrations

from foundation.areas.row_security import secured


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0011_walls_of_duplicates"),
    ]

    operations = [
        *secured("households_placeword", household_column="", link=None),
        *secured("households_rememberedlayout", household_column="", link=None),
    ]
