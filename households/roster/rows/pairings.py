"""The roster of helpers (结对帮扶花名册): who helps which household since when; a new helper takes over."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import ClassVar, Literal

from households.models.pairings import Pairing
from households.roster import values
from households.roster.columns import Column, Layout, Need, told_column, value_column
from households.roster.kinds import Asked, RosterKind
from households.roster.layout import BY_KEY
from households.roster.rows import pairings_sql
from households.roster.rows.amounts import money
from households.roster.rows.steps import Part, Row, RowSteps
from households.roster.sql_merge import Merging
from households.roster.staging import sealed_phone
from households.roster.values import labels

FUNDS = labels(
    Pairing.FundSource,
    fiscal="财政 财政拨款",
    unit="单位 帮扶单位 本单位",
    social="社会 捐赠 社会捐赠",
    personal="自筹 个人捐助 本人 个人出资",
)
ORDERS = {
    **dict.fromkeys(("第一责任人", "第一帮扶人", "第一", "一对一", "主要责任人", "1"), True),
    **dict.fromkeys(("第二责任人", "第二帮扶人", "第二", "协助", "2"), False),
}


def _helper(key: str, title: str, words: str, **more: object) -> Column:
    leads = ("帮扶责任人", "帮扶人", "帮扶干部", "结对帮扶人", "责任人")
    aliases = " ".join(f"{lead}{word}" for lead in leads for word in words.split())
    return value_column(key, title, aliases, **more)  # type: ignore[arg-type]


COLUMNS: tuple[Column, ...] = (
    told_column("serial", "序号", "序号 编号 行号"),
    replace(BY_KEY["township"], example="岩脚镇"),
    replace(BY_KEY["village"], example="太和村"),
    replace(BY_KEY["number"], example="（户编号）"),
    replace(BY_KEY["head_name"], example="张某某"),
    told_column("size", "家庭人口", "家庭人口 人口 家庭人数 人数"),
    replace(BY_KEY["name"], title="贫困残疾人姓名", example="李某某"),
    replace(BY_KEY["id_number"], example=""),
    told_column("category", "残疾类别等级", "残疾类别等级 类别等级 残疾类别 残疾等级"),
    replace(
        _helper("helper_name", "帮扶责任人姓名", "姓名 名字"),
        read=values.person_name,
        aliases=(
            *_helper("helper_name", "", "姓名 名字").aliases,
            *BY_KEY["helper"].aliases,
        ),
        example="王某",
    ),
    replace(
        _helper("helper_unit", "帮扶责任人单位", "单位 工作单位 所在单位", example="县残联"),
        aliases=(*_helper("helper_unit", "", "单位 工作单位 所在单位").aliases, "帮扶单位", "工作单位"),
    ),
    _helper("helper_post", "帮扶责任人职务", "职务 职务职称", example="科员"),
    told_column("party", "政治面貌", "帮扶责任人政治面貌 帮扶人政治面貌 政治面貌"),
    told_column("affiliation", "隶属关系", "帮扶责任人隶属关系 帮扶人隶属关系 隶属关系 单位隶属关系"),
    Column(
        "helper_phone",
        "帮扶责任人联系电话",
        (*_helper("", "", "联系电话 电话 手机 手机号码").aliases, "联系电话", "电话"),
        values.phone,
        masked="phone",
        example="（电话）",
    ),
    value_column(
        "is_lead",
        "第几责任人",
        "第几责任人 责任人类别 帮扶类别 帮扶责任人类别",
        values.choice(ORDERS, told="第一责任人、第二责任人"),  # type: ignore[arg-type]
        "boolean",
    ),
    value_column(
        "starts_on",
        "结对时间",
        "结对时间 结对日期 帮扶开始时间 开始帮扶时间 帮扶起始时间",
        values.a_date,
        "date",
        example="2018-03-01",
    ),
    value_column(
        "fund_source",
        "帮扶资金来源",
        "帮扶资金来源 资金来源 来源",
        values.choice(FUNDS, told="、".join(Pairing.FundSource.labels)),
        shown_as=dict(Pairing.FundSource.choices),
        example="单位自筹",
    ),
    value_column(
        "fund_yuan",
        "帮扶资金金额（元）",
        "帮扶资金金额 帮扶资金金额（元） 帮扶资金 帮扶资金（元） 资金金额",
        money,
        "numeric",
        example="2000",
    ),
    value_column(
        "measures",
        "帮扶措施",
        "帮扶措施 帮扶措施（一户一策） 一户一策 帮扶内容 帮扶计划",
        example="发展养殖、技能培训",
    ),
    told_column("village_lead", "包村领导", "包村领导"),
    told_column("first_secretary", "第一书记", "第一书记"),
    told_column("work_team", "驻村工作队", "驻村工作队"),
    replace(BY_KEY["note"], example=""),
)
LAYOUT = Layout(
    COLUMNS,
    header_needs=(("number", "head_name", "name", "id_number"), ("helper_name",)),
    no_header="没有找到认得的表头：结对名册的表头里至少要有“户编号”或户主，和“帮扶责任人姓名”，共四列以上；"
    "请对照样表改好后再上传",
    needs=(Need(("helper_name",), "表没有“帮扶责任人姓名”列；请补上这一列"),),
    identity=("number", "head_name", "name", "id_number"),
    numbers=("id_number", "number"),
    at_least=3,
)


class PairingSteps(RowSteps):
    decides = True
    of: ClassVar[Literal["person", "household", "nobody"]] = "household"
    needs_number = False
    not_registered = "本县（区）没有登记此户；请核对户编号、村和户主姓名，未登记的先登记到户"

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        part: Part = {key: row.value(key) for key, _ in self.staged}
        if not part["helper_name"] and not row.is_wrong:
            row.wrong("helper_name", "没有填帮扶责任人；请补填")
        part["start_given"] = part["starts_on"] is not None
        part["starts_on"] = part["starts_on"] or asked.dated_on
        if part["starts_on"] > asked.on:
            row.wrong("starts_on", "结对时间晚于今天；请核对")
        if part["is_lead"] is None:
            part["is_lead"] = True
        for key, width in (("helper_unit", 80), ("helper_post", 50), ("measures", 300)):
            part[key] = part[key][:width] if part[key] else None
        part["helper_phone"], part["helper_phone_key"] = sealed_phone(row.value("helper_phone"))
        return [part]

    def once(self, row: Row, part: Part) -> Hashable:
        """One household stands on several rows: its disabled members, its former and its new helper."""
        return None

    def group(self, row: Row) -> Hashable:
        named = (row.village, row.value("head_name") or row.value("name"))
        return row.home_number or row.who.number or (named if all(named) else None)

    def find_changes(self, asked: Asked) -> None:
        pairings_sql.find_changes()

    def decline_more(self) -> None:
        pairings_sql.keep_who_helps()

    def write(self, merging: Merging, asked: Asked) -> None:
        pairings_sql.write(merging)


PAIRING_KIND = RosterKind(
    "pairings",
    "结对帮扶花名册",
    "一行一户（或一人）和帮扶责任人；换人的在下一行写新的责任人和起始时间，原结对到此为止",
    LAYOUT,
    PairingSteps(
        LAYOUT,
        (("start_given", "boolean"), ("helper_phone", "bytea"), ("helper_phone_key", "bytea")),
    ),
)
