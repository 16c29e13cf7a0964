"""Rosters whose every row is a record of somebody registered: certificates, surveys, pairings, benefits …

What they share stands here: who the row is about, what was read in it, who stands on the
list twice. A kind adds ``parts`` (the records of a row) and its statements.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from foundation.sealed.cipher import lookup_key
from households.models import RosterFile
from households.roster import sql as roster_sql
from households.roster.checking import CheckedTable, contrary_values, read_column
from households.roster.columns import Layout
from households.roster.deciding import keep_for_verification
from households.roster.identity import Identity, WrongNumber, identity
from households.roster.kinds import Asked, StagedLine, Steps
from households.roster.reading import BROKEN_NUMBER
from households.roster.rows import answers_sql, decided_sql, sql
from households.roster.sql_merge import Merging
from households.roster.staging import Line, copy_line
from households.roster.tables import Table
from households.roster.values import plain
from households.roster.villages import UnknownPlace

Part = dict[str, Any]
NOBODY = Identity("", None, "")
BY_NAME: dict[str, tuple[answers_sql.How, ...]] = {"person": ("person",), "household": ("head", "member")}


@dataclass(slots=True)
class Row:
    """A row of the file under check: what was read in it, and what is said of it."""

    checked: CheckedTable
    place: int
    who: Identity
    home_number: str = ""
    village: int | None = None

    def value(self, key: str) -> Any:
        column = self.checked.values.get(key)
        return column[self.place] if column else None

    def text(self, key: str) -> str:
        index = self.checked.table.place(key)
        return self.checked.table.rows[self.place][index] if index >= 0 else ""

    def wrong(self, key: str, why: str) -> None:
        self.checked.wrong(self.place, key, why)

    def noted(self, key: str, why: str) -> None:
        self.checked.noted(self.place, key, why)

    @property
    def is_wrong(self) -> bool:
        return bool(self.checked.reasons.get(self.place))

    @property
    def number(self) -> int:
        return self.checked.table.numbers[self.place]


class RowSteps(Steps):
    """Reads, stages and marks rows; a subclass says what they hold and what becomes of it."""

    of: ClassVar[Literal["person", "household", "nobody"]] = "person"
    # What is said of a row whose person or household is not in the registry.
    not_registered: ClassVar[str] = "本县（区）没有登记此人；请先登记到户再导入，此行未入库"
    # Who has no ID number is found by household number or village and name.
    needs_number: ClassVar[bool] = True

    def __init__(self, layout: Layout, extra: Sequence[tuple[str, str]] = ()) -> None:
        self.layout = layout
        self.staged = [(c.key, c.sql_type) for c in layout.columns if c.goes == "value"] + list(extra)
        self.line = [*sql.BASE_LINE, *(name for name, _ in self.staged)]

    # What a kind says of its own.

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        """The records that the row holds: staged column → value; ``part_label`` where there are several."""
        return [{key: row.value(key) for key, _ in self.staged}]

    def once(self, row: Row, part: Part) -> Hashable:
        """What may stand on the list only once; None where it may stand there again."""
        return row.who.number or None

    def group(self, row: Row) -> Hashable:
        """Rows of a group are merged in one chunk."""
        return None

    def subject(self, asked: Asked) -> str:
        """Whom the rows of this roster are about, where that hangs on what was chosen at the upload."""
        return self.of

    def find_changes(self, asked: Asked) -> None:
        raise NotImplementedError

    def write(self, merging: Merging, asked: Asked) -> None:
        raise NotImplementedError

    # What goes along with a change that is not taken: its key → further columns of the line.
    together: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def decline_more(self) -> None:
        """After the columns of what is not taken were blanked: what the kind has to put right itself."""

    # The pipeline.

    def check(self, tables: list[Table], asked: Asked) -> list[Line]:
        groups: dict[Hashable, int] = {}
        seen: dict[Hashable, tuple[Row, Part]] = {}
        checked = [(table, list(self._checked(table, asked, seen))) for table in tables]
        lines: list[Line] = []
        for table, rows in checked:
            for row, parts in rows:
                key = self.group(row) or (id(table), row.place)
                lines.append(self._line(row, parts, groups.setdefault(key, len(groups) + 1)))
            for number, why in table.set_aside:
                lines.append(Line(table.sheet, number, None, "blank", [{"reason": why, "note": True}], []))
        return lines

    def _checked(
        self, table: Table, asked: Asked, seen: dict[Hashable, tuple[Row, Part]]
    ) -> Iterator[tuple[Row, list[Part]]]:
        checked = CheckedTable(table, [], {})
        for column in table.layout.columns:
            if column.goes == "value" or column.key in _READ:
                checked.values[column.key] = list(read_column(checked, column.key))
        rows = [self._row(checked, place, asked) for place in range(len(table.rows))]
        if {"sex", "birth_date", "category", "level"} <= set(checked.table.layout.by_key):
            contrary_values(checked)
        for row in rows:
            parts = self.parts(row, asked)
            for part in parts:
                self._tell_twins(row, part, seen)
            yield row, parts

    def _row(self, checked: CheckedTable, place: int, asked: Asked) -> Row:
        row = Row(checked, place, NOBODY)
        row.who = self._who(row, asked)
        checked.identities.append(row.who)
        text = row.text("number")
        if text.startswith(BROKEN_NUMBER):
            row.wrong("number", "户编号被表格存成了数字，后几位已丢失；请把该列设为“文本”格式后重新填写")
        row.home_number = plain(text).upper()[:24]
        if "village" in checked.table.layout.by_key:
            self._place(row, asked)
        return row

    def _who(self, row: Row, asked: Asked) -> Identity:
        texts = row.text("id_number"), row.text("certificate")
        if not any(texts) and not self.needs_number:
            return NOBODY
        try:
            who = identity(*texts, row.text("note"), asked.on)
        except WrongNumber as why:
            row.wrong(why.column, str(why))
            return NOBODY
        if who.note:
            row.noted("id_number", who.note)
        return who

    def _place(self, row: Row, asked: Asked) -> None:
        """The village tells who is meant where there is no number; else nothing hangs on it."""
        if not (village := row.text("village")):
            return
        try:
            row.village, _ = asked.places.find(row.text("township"), village, row.checked.table.sheet)
        except UnknownPlace as why:
            if not row.who.number and not row.home_number:
                row.wrong(why.column, str(why))

    def _tell_twins(self, row: Row, part: Part, seen: dict[Hashable, tuple[Row, Part]]) -> None:
        key = self.once(row, part)
        if key is None or row.is_wrong:
            return
        before, _ = seen.setdefault(key, (row, part))
        if before is row:
            return
        for one, other in ((before, row), (row, before)):
            same = one.checked is other.checked
            where = f"第{other.number}行" if same else f"“{other.checked.table.sheet}”表第{other.number}行"
            key_column = self.layout.identity[0] if not row.who.number else "id_number"
            one.wrong(key_column, f"{self.twice}在{where}也有；请核对两行，删去重复的或改正填错的")

    twice: ClassVar[str] = "同一人"

    def _line(self, row: Row, parts: list[Part], family: int) -> Line:
        table = row.checked.table
        reasons = row.checked.reasons.get(row.place, [])
        notes = row.checked.notes.get(row.place, [])
        where, cells = (table.sheet, row.number, family), table.rows[row.place]
        if reasons:
            return Line(*where, "wrong", [*reasons, *notes], cells, row.village)
        staged = "\n".join(self._staged(row, count, part) for count, part in enumerate(parts, 1))
        if not staged:
            return Line(*where, "blank", [{"reason": "此行没有可登记的内容", "note": True}], cells)
        return Line(*where, "", notes, cells, row.village, staged)

    def _staged(self, row: Row, count: int, part: Part) -> str:
        who = row.who
        return copy_line(
            [
                count,
                row.number,
                part.get("part_label", ""),
                row.value("name"),
                lookup_key("id", who.number) if who.number else None,
                row.home_number or None,
                row.value("head_name"),
                row.village,
                who.birth_date or row.value("birth_date"),
                who.category,
                who.level,
                who.reissue,
                row.checked.findings.get(row.place),
                *(part.get(name) for name, _ in self.staged),
            ]
        )

    def open_staging(self) -> None:
        sql.open_staging(self.staged)

    def close_staging(self) -> None:
        sql.close_staging()

    def stage(self, lines: Iterable[StagedLine], *, versions: bool = False) -> None:
        roster_sql.copy_into(
            "staged_line",
            ["row", *self.line],
            (f"{line.row}\t{part}" for line in lines for part in line.person.split("\n")),
        )
        sql.analyze()

    def compare(self, asked: Asked, *, merging: bool = False) -> None:
        if self.of != "nobody":
            self._find(asked, self.subject(asked))
        self.find_changes(asked)
        sql.give_verdicts(merging=merging)
        if merging and self.decides and decided_sql.stage_declined(self.together):
            decided_sql.decline([name for name, _ in self.staged])
            self.decline_more()
            sql.give_verdicts(merging=False)

    def _find(self, asked: Asked, of: str) -> None:
        """Who each record is about, by certainty: number, the clerk's answer, village and name."""
        sql.find_by_number()
        answers_sql.as_answered(of, asked.roster_id, self.not_registered)
        for how in BY_NAME[of]:
            answers_sql.find_by_name(how)
        sql.find_trouble(of, self.not_registered)

    def problems(self) -> list[tuple[Any, ...]]:
        return sql.problems()

    def tell_problems(self, told: list[tuple[int, str]]) -> None:
        sql.tell_problems(told)

    def keep_rows(self, roster: RosterFile) -> None:
        sql.keep_rows(roster.pk, roster.area_code)

    def counts(self, roster: RosterFile) -> dict[str, int]:
        return sql.counts()

    def merge(self, merging: Merging, asked: Asked) -> list[int]:
        self.write(merging, asked)
        if self.decides:
            keep_for_verification(merging)
        if self.of == "person":
            sql.keep_findings(merging)
        return sql.touched()

    def mark_rows(self) -> None:
        sql.mark_rows()

    def merged_counts(self) -> dict[str, int]:
        return sql.merged_counts()


_READ = frozenset({"name", "head_name", "sex", "birth_date", "phone", "guardian_phone", "helper_phone"})
