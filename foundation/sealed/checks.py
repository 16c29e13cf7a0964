"""Start-up check: the sealing secrets are the ones that the data was sealed with."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from foundation.sealed.cipher import check_value


@register(Tags.database)
def sealing_secrets_fit(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    from foundation.sealed.models import SealCheck

    if not databases:
        return []
    try:
        kept = SealCheck.objects.first()
    except DatabaseError:
        return []  # not migrated yet
    if kept is None or kept.value == check_value():
        return []
    return [
        Error(
            "SEAL_KEY or SEAL_LOOKUP_KEY is not the one this database was sealed with.",
            hint="Give the secrets that were in use when the database was made.",
            id="sealed.E001",
        )
    ]
