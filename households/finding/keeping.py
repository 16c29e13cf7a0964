"""What a user keeps at finding: searches behind a key, filters under a name, columns; and the pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from foundation.accounts.models import User
from foundation.sealed.fields import Sealed
from households.finding.searching import Search
from households.models import KeptSearch, ListLayout, SavedFilter

KEPT_FOR = timedelta(days=1)
MOST_FILTERS = 30

# Grain: one row a user. A minute begins with its first search; past it the count starts anew.
_PACE = """
insert into households_searchpace as p (user_id, began_at, count) values (%(user)s, %(at)s, 1)
on conflict (user_id) do update set
  count = case when p.began_at > %(at)s - interval '1 minute' then p.count + 1 else 1 end,
  began_at = case when p.began_at > %(at)s - interval '1 minute' then p.began_at else %(at)s end
returning count, ceil(extract(epoch from p.began_at + interval '1 minute' - %(at)s))::int
"""


class UnableToKeep(Exception):
    """It cannot be kept; the message is ready for the user."""


class TooFast(Exception):
    """More searches than a person needs; ``wait`` seconds, and a message ready for the user."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"查找过于频繁，每分钟最多{settings.SEARCHES_PER_MINUTE}次；请{wait}秒后再试。")
        self.wait = wait


def keep_pace(*, by: User, at: datetime) -> None:
    """Count one search of the user; raises :class:`TooFast` past the limit of the minute."""
    with connection.cursor() as cursor:
        cursor.execute(_PACE, {"user": by.pk, "at": at})
        row = cursor.fetchone()
    assert row is not None
    if row[0] > settings.SEARCHES_PER_MINUTE:
        raise TooFast(max(1, row[1]))


@transaction.atomic
def keep_search(search: Search, *, by: User, at: datetime) -> KeptSearch:
    """Keep it for a day behind an unguessable key; older ones of the user go."""
    KeptSearch.objects.filter(user=by, kept_at__lt=at - KEPT_FOR).delete()
    return KeptSearch.objects.create(user=by, criteria=Sealed.of("search", search.written()))


@transaction.atomic
def save_filter(*, name: str, query: str, by: User) -> SavedFilter:
    """Save the filters of an address under a name. A search is about people and is never part of it."""
    kept = urlencode([(key, value) for key, value in parse_qsl(query) if key not in {"found", "after"}])
    if not kept:
        raise UnableToKeep("没有可以保存的条件；请先在名单上选好筛选条件。姓名和号码的查找不能保存。")
    if len(kept) > 600:
        raise UnableToKeep("条件太多，不能保存；请减少几项再试。")
    if SavedFilter.objects.filter(user=by).count() >= MOST_FILTERS:
        raise UnableToKeep(f"常用筛选最多{MOST_FILTERS}个；请先删除不用的。")
    try:
        with transaction.atomic():
            return SavedFilter.objects.create(user=by, name=name, query=kept)
    except IntegrityError as twice:
        raise UnableToKeep(f"已有名为“{name}”的常用筛选；请换一个名称，或先删除原来的。") from twice


@transaction.atomic
def delete_filter(saved: SavedFilter) -> None:
    saved.delete()


@transaction.atomic
def choose_columns(columns: Sequence[str], *, by: User) -> None:
    ListLayout.objects.update_or_create(user=by, defaults={"columns": list(columns)})
