"""Drafts of the entry page: kept every few seconds, found again after a crash or on another computer."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from foundation.accounts.models import User
from foundation.sealed.fields import Sealed
from households.models import Draft, Household

MOST_OF_A_USER = 50
_NOT_TYPED = {"csrfmiddlewaretoken", "page", "draft"}


@transaction.atomic
def keep_draft(
    *, key: UUID, page: str, typed: QueryDict, household: Household | None, area_code: int, by: User
) -> Draft:
    """Keep what is on the page now under its key; the version stays the one that the page was opened at."""
    body = sealed_body(typed)
    version = typed.get("version", "")
    seen = int(version) if version.isdigit() else (household.version if household else None)
    draft, made = Draft.objects.update_or_create(
        key=key,
        user=by,
        defaults={"body": body, "page": page},
        create_defaults={
            "body": body,
            "page": page,
            "household": household,
            "household_version": seen if household else None,
            "area_code": household.area_code if household else area_code,
        },
    )
    if made:
        _drop_the_oldest(by)
    return draft


def _drop_the_oldest(by: User) -> None:
    """A hundred forgotten drafts help nobody: the oldest beyond the limit go."""
    kept = Draft.objects.filter(user=by).order_by("-saved_at", "-pk").values("pk")[:MOST_OF_A_USER]
    Draft.objects.filter(user=by).exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()


def sealed_body(typed: QueryDict) -> Sealed:
    """What was typed on the page, sealed as one: numbers of people stand in it."""
    fields = {name: values for name, values in typed.lists() if name not in _NOT_TYPED}
    return Sealed.of("draft", json.dumps(fields, ensure_ascii=False))


def key_in(typed: QueryDict) -> UUID | None:
    """The key of the page that was sent, or none that can be read."""
    try:
        return UUID(typed.get("draft") or "")
    except ValueError:
        return None


def typed_in(body: Sealed) -> QueryDict:
    """The fields of the page as they were typed."""
    again = QueryDict(mutable=True)
    for name, values in json.loads(body.open()).items():
        again.setlist(name, values)
    return again


@transaction.atomic
def drop_draft(*, key: UUID, by: User) -> None:
    """It was saved for good, or thrown away."""
    Draft.objects.filter(key=key, user=by).delete()
