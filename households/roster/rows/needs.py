"""The yearly survey of services and needs (动态更新, 动态1表): who needs what, for who is registered.

Blanks say nothing. Once a year's list was taken in whole, who stands on it nowhere is known to have no need.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from households.models import RosterFile
from households.roster.columns import Column, Layout, Need, told_column
from households.roster.kinds import Asked, Option, RosterKind
from households.roster.layout import BY_KEY
from households.roster.layout_rare import HOUSEHOLD_RARE, PERSON_RARE
from households.roster.rows import needs_sql
from households.roster.rows.steps import Part, Row, RowSteps
from households.roster.sql_merge import Merging

_RARE = {column.key: column for column in (*PERSON_RARE, *HOUSEHOLD_RARE)}
_FIRST_YEAR = 2015


def _asked(key: str, more: str, example: str = "") -> Column:
    """A field of the registry roster, staged for this kind's own statements, under further headings."""
    column = _RARE[key]
    return replace(
        column, goes="value", rare=False, aliases=(*column.aliases, *more.split()), example=example,
        sql_type=column.sql_type,
    )  # fmt: skip


COLUMNS: tuple[Column, ...] = (
    told_column("serial", "序号", "序号 编号 行号"),
    replace(BY_KEY["township"], example="岩脚镇"),
    replace(BY_KEY["village"], example="太和村"),
    replace(BY_KEY["name"], example="李某某"),
    replace(BY_KEY["id_number"], example=""),
    replace(BY_KEY["certificate"], example="（残疾人证号）"),
    told_column("category", "残疾类别", "残疾类别 类别"),
    told_column("level", "残疾等级", "残疾等级 等级"),
    _asked("need_rehab", "康复服务需求 是否需要康复服务 需要康复服务 需康复", "是"),
    _asked("need_device", "辅助器具需求 是否需要辅助器具 需要辅助器具 需要辅具 需辅具", "否"),
    _asked("need_care", "托养服务需求 是否需要托养服务 需要托养服务 需要托养 需托养 照料需求", "否"),
    _asked("need_accessibility", "家庭无障碍改造需求 需要无障碍改造 需无障碍改造 无障碍需求", "是"),
    _asked("employed", "就业状况 是否已就业"),
    _asked("unemployed_reason", "R19 未就业主要原因（R19）"),
    _asked("living_source", "R18 未就业主要生活来源 未就业主要生活来源（R18）"),
    replace(BY_KEY["note"], example=""),
)
LAYOUT = Layout(
    COLUMNS,
    header_needs=(("name",), ("certificate", "id_number"), tuple(needs_sql.NEEDS)),
    no_header="没有找到认得的表头：动态更新名单的表头里至少要有“姓名”、“残疾人证号”或“身份证号”，和康复、辅具、"
    "托养、无障碍改造需求中的一列；请对照样表改好后再上传",
    needs=(Need(("certificate", "id_number"), "表没有“残疾人证号”列；请补上这一列"),),
    at_least=3,
)


class NeedSteps(RowSteps):
    decides = True

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        part: Part = {key: row.value(key) for key, _ in self.staged}
        if not _FIRST_YEAR <= year_of(asked) <= asked.on.year:
            row.wrong("name", f"年度应在{_FIRST_YEAR}到{asked.on.year}之间；请重新上传并选对年度")
        return [part]

    def find_changes(self, asked: Asked) -> None:
        needs_sql.find_changes()

    def write(self, merging: Merging, asked: Asked) -> None:
        needs_sql.write()

    def finish(self, roster: RosterFile, asked: Asked, user_id: int) -> str:
        """Who is absent has no need only once every row was taken."""
        if roster.counts["rejected"]:
            return "名单有未收的行，不在名单上的人暂不按“无需求”认定；改正后重新导入即可"
        needs_sql.mark_loaded(roster.area_code, year_of(asked), user_id, asked.on)
        return ""

    def take_back(self, roster: RosterFile, asked: Asked) -> tuple[int, int]:
        year = year_of(asked)
        others = RosterFile.objects.filter(
            kind=roster.kind, area_code=roster.area_code, state=RosterFile.State.MERGED
        ).exclude(pk=roster.pk)
        if not any(_year(other) == year for other in others[:200]):
            needs_sql.unmark_loaded(roster.area_code, year, asked.on)
        return 0, 0


def year_of(asked: Asked) -> int:
    return int(asked.options.get("year") or asked.dated_on.year)


def _year(roster: RosterFile) -> int:
    dated: Any = roster.options.get("year") or roster.mapping.get("dated_on", "")[:4] or 0
    return int(dated)


NEED_KIND = RosterKind(
    "needs",
    "服务需求动态更新名单",
    "残疾人基本服务状况和需求动态更新的结果，一行一人；按残疾人证号更新在册人员的康复、辅具、托养、无障碍等需求",
    LAYOUT,
    NeedSteps(LAYOUT),
    options=(Option("year", "年度", "year", help_text="不填时按表头里的年份，没有的按今年"),),
)
