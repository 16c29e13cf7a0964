"""The registry roster (户和人在一张表,或分成两张): whole families, merged into households and persons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from households.models import Household, Person, RosterFile
from households.roster import sql, sql_merge
from households.roster.absent import absent_households, absent_members
from households.roster.checking import check_tables
from households.roster.deciding import keep_for_verification
from households.roster.kinds import Asked, RosterKind, StagedLine, Steps
from households.roster.layout import REGISTRY
from households.roster.sql_merge import Merging
from households.roster.staging import Line, lines_of
from households.roster.tables import Table
from households.roster.two_sheets import apart, joined


class FamilySteps(Steps):
    """A family with a wrong row waits as a whole; the statements are in sql.py and sql_merge.py."""

    decides = True

    def check(self, tables: list[Table], asked: Asked) -> list[Line]:
        members, homes = apart(tables)
        of_homes = joined(members, homes) if homes else []
        checked = check_tables(members, asked.places, asked.on)
        return [*(line for table in checked for line in lines_of(table)), *of_homes]

    def open_staging(self) -> None:
        sql.open_staging()

    def close_staging(self) -> None:
        sql.close_staging()

    def stage(self, lines: Iterable[StagedLine], *, versions: bool = False) -> None:
        families, persons = [], []
        for row, family, version, person, household in lines:
            persons.append(f"{row}\t{person}")
            if household:
                known = (r"\N" if version is None else str(version)) + "\t" if versions else ""
                families.append(f"{family}\t{known}{household}")
        sql.stage(families, persons, versions=versions)

    def compare(self, asked: Asked, *, merging: bool = False) -> None:
        sql.compare(starts_on=asked.dated_on, merging=merging)

    def problems(self) -> list[tuple[Any, ...]]:
        return sql.problems()

    def tell_problems(self, told: list[tuple[int, str]]) -> None:
        sql.tell_problems(told)

    def keep_rows(self, roster: RosterFile) -> None:
        sql.keep_rows(roster.pk, roster.area_code)

    def counts(self, roster: RosterFile) -> dict[str, int]:
        return sql.counts() | sql.household_counts()

    def merge(self, merging: Merging, asked: Asked) -> list[int]:
        touched = sql_merge.merge_staged(merging)
        keep_for_verification(merging, of_families=True)
        return touched

    def mark_rows(self) -> None:
        sql_merge.mark_rows()

    def merged_counts(self) -> dict[str, int]:
        return sql_merge.merged_counts()

    def absent(self, roster: RosterFile) -> int:
        return int(absent_households(roster, Household.objects.all()).count())

    def absent_members(self, roster: RosterFile) -> int:
        return int(absent_members(roster, Person.objects.all()).count())


REGISTRY_KIND = RosterKind(
    "registry",
    "花名册（户和人）",
    "贫困残疾人花名册，一行一人；残疾人的家庭成员也请一并列出；户表和人表也可以分成两张表"
    "（或压缩包里的两个文件），按户编号对应",
    REGISTRY,
    FamilySteps(),
)
