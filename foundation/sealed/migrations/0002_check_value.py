"""Keep the check value of the secrets that this database is sealed with."""

from typing import Any, ClassVar

from django.db import migrations

from foundation.areas.row_security import open_to_all
from foundation.sealed.cipher import check_value


def keep_check_value(apps: Any, schema_editor: Any) -> None:
    apps.get_model("sealed", "SealCheck").objects.get_or_create(id=1, defaults={"value": check_value()})


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sealed", "0001_initial")]

    operations: ClassVar = [
        open_to_all("sealed_sealcheck"),
        migrations.RunPython(keep_check_value, migrations.RunPython.noop),
    ]
