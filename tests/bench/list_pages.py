"""The statements that the bench ``lists`` sends: those that the product's own page writes, and the peers'."""

from __future__ import annotations

import io
import random
from datetime import date

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from foundation.areas import scope as scopes
from foundation.areas.codes import code_range
from foundation.areas.models import Area
from foundation.areas.scope import Scope, opened
from households.finding.listing import PAGE, Asked, list_page
from households.finding.searching import Part, Search
from households.models import Household, Person

TODAY = date(2018, 6, 30)
Page = list[str]
_PLAIN = """
create table bench_plain as
  select id, household_id, name, left_on, ''::text as number from households_person limit 0
"""


def lay_out_peers() -> None:
    """What others would search in: names with a trigram index, numbers as plain text. Made once."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('bench_plain')")
        if cursor.fetchone()[0] is not None:
            return
        cursor.execute(_PLAIN)
        people = Person.objects.values_list("pk", "household_id", "name", "id_number").iterator(10_000)
        lines = (f"{pk}\t{home}\t{name}\t\\N\t{number.open()}\n" for pk, home, name, number in people)
        cursor.copy_expert("copy bench_plain from stdin", io.StringIO("".join(lines)))
        cursor.execute("create extension if not exists pg_trgm")
        cursor.execute("create index on bench_plain using gin (name gin_trgm_ops)")
        cursor.execute("create index on bench_plain (household_id)")
        cursor.execute("vacuum analyze bench_plain")


def _clerks(rng: random.Random) -> list[Scope]:
    counties = list(Area.objects.filter(level="county").values_list("code", flat=True))
    held = [code for code in counties if Household.objects.in_area(code).exists()]
    return [Scope("sees_areas", TODAY, code_range(code), 1) for code in rng.sample(held, min(8, len(held)))]


def written(asked: Asked, scope: Scope, after: str = "") -> tuple[Page, list[int]]:
    """The page's statements, the opener first; and its households."""
    with opened(scope), CaptureQueriesContext(connections["default"]) as queries:
        page = list_page(asked, scope=scope, after=after, counted=not after)
    opener = connection.cursor().mogrify(scopes._OPEN, scopes._values(scope)).decode()
    statements = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    return [opener, *statements], [home.pk for home in page.households]


def first_pages(rng: random.Random) -> tuple[list[Page], bool]:
    pages, same = [], True
    for scope in _clerks(rng):
        page, found = written(Asked(), scope)
        pages.append(page)
        same &= found == _keys(scope, 0)
    return pages, same


def deep_pages(rng: random.Random) -> tuple[list[Page], bool]:
    pages, same = [], True
    for scope in _clerks(rng):
        depth = _size(scope) * 3 // 5
        before = Household.objects.get(pk=_keys(scope, depth - 1)[0])
        page, found = written(Asked(), scope, f"{before.area_code}-{before.pk}")
        pages.append(page)
        same &= found == _keys(scope, depth)
    return pages, same


def _size(scope: Scope) -> int:
    assert scope.range is not None
    return Household.objects.in_area(scope.range.lo).active().count()


def _keys(scope: Scope, offset: int) -> list[int]:
    """The same page found another way: by counting off."""
    assert scope.range is not None
    rows = Household.objects.in_area(scope.range.lo).active().order_by("area_code", "pk")
    return list(rows.values_list("pk", flat=True)[offset : offset + PAGE])


def bare_pages(rng: random.Random) -> list[Page]:
    with connection.cursor() as cursor:
        cursor.execute("select id from households_household tablesample bernoulli (1) limit 200")
        keys = [key for (key,) in cursor.fetchall()]
    columns = ", ".join(f'"{field.column}"' for field in Household._meta.concrete_fields)
    return [
        [f"select {columns} from households_household where id > {key} order by id limit {PAGE + 1}"]
        for key in rng.sample(keys, min(50, len(keys)))
    ]


def names(rng: random.Random, count: int) -> list[str]:
    """Two characters that stand in somebody's name."""
    found = Person.objects.order_by("pk").values_list("name", flat=True)[:5_000]
    return rng.sample(sorted({name[-2:] for name in found if len(name) == 3}), count)


def tails(rng: random.Random, count: int) -> list[str]:
    people = Person.objects.order_by("pk")[:5_000]
    return rng.sample(sorted({person.id_number.open()[-4:] for person in people}), count)


def by_name(word: str) -> tuple[Page, Page]:
    return _searching("name", word, f"p.name like '%{word}%'")


def by_tail(word: str) -> tuple[Page, Page]:
    return _searching("tail", word, f"p.number like '%{word}'")


def _searching(how: str, word: str, condition: str) -> tuple[Page, Page]:
    """Ours for the officer of the province; the peer finds the same households and names their villages."""
    officer = Scope("sees_all", TODAY, None, 1)
    ours, _ = written(Asked(search=Search((Part(how, word),))), officer)
    columns = ", ".join(f'h."{field.column}"' for field in Household._meta.concrete_fields)
    page = (
        f"select {columns} from households_household h where h.left_on is null and exists"
        f" (select from bench_plain p where p.household_id = h.id and p.left_on is null and {condition})"
        f" order by h.area_code, h.id limit {PAGE + 1}"
    )
    return ours, [page, ours[-1]]
