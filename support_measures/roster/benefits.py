"""The roster of benefits paid (发放花名册): one item, or the two allowances side by side, for a period."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from foundation.areas.models import Area
from foundation.policy.models import Nature, PolicyItem
from foundation.policy.periods import next_month
from foundation.policy.plans import items_of, plan_for_area
from foundation.sealed.cipher import lookup_key, seal
from households.roster import values
from households.roster.columns import Column, Layout, Need, told_column, value_column
from households.roster.kinds import Asked, Option, RosterKind
from households.roster.layout import BY_KEY
from households.roster.reading import BROKEN_NUMBER
from households.roster.rows.amounts import a_month, money, period_in
from households.roster.rows.steps import Part, Row, RowSteps
from households.roster.sql_merge import Merging
from households.roster.values import plain
from support_measures.models import Status
from support_measures.recording import name_of
from support_measures.roster import benefits_sql

# Side by side in one row, as the two allowances are paid: their names in headings.
SIDE_BY_SIDE = {
    "living": ("living-allowance", "困难残疾人生活补贴 生活补贴 困难生活补贴 困难残疾人补贴"),
    "nursing": ("nursing-allowance", "重度残疾人护理补贴 护理补贴 重度护理补贴 重残护理补贴"),
}
_WORDS = {
    "standard": "标准 标准（元/月） 标准（元） 月标准 补贴标准 发放标准 补贴标准（元/月）",
    "months": "月数 发放月数 补贴月数 月份数 发放月数（月）",
    "amount": "金额 金额（元） 发放金额 发放金额（元） 实发金额 实发 补贴金额 补贴金额（元） 小计",
}


def _sums(prefix: str, names: str = "") -> tuple[Column, ...]:
    def under(key: str, alone: str = "") -> str:
        if not names:
            return _WORDS[key] + alone
        return " ".join(f"{name}{word}" for name in names.split() for word in _WORDS[key].split())

    title = names.split()[0] if names else ""
    example = {"standard": "60", "months": "3", "amount": "180"} if names else {}
    return (
        value_column(
            f"{prefix}standard",
            f"{title}标准（元/月）",
            under("standard"),
            money,
            "numeric",
            example=example.get("standard", ""),
        ),
        value_column(
            f"{prefix}months",
            f"{title}月数",
            under("months"),
            values.whole_number(0, 120),
            "smallint",
            example=example.get("months", ""),
        ),
        value_column(
            f"{prefix}amount",
            f"{title}金额（元）",
            under("amount", " 资金 补助金额 补助金额（元）"),
            money,
            "numeric",
            example=example.get("amount", ""),
        ),
    )


COLUMNS: tuple[Column, ...] = (
    told_column("serial", "序号", "序号 编号 行号"),
    replace(BY_KEY["township"], example="岩脚镇"),
    replace(BY_KEY["village"], example="太和村"),
    replace(BY_KEY["number"], example=""),
    replace(BY_KEY["name"], example="李某某"),
    replace(BY_KEY["sex"], example="女"),
    replace(BY_KEY["id_number"], example="（18位身份证号）"),
    replace(BY_KEY["certificate"], example="（20位残疾人证号）"),
    replace(BY_KEY["category"], example="肢体"),
    replace(BY_KEY["level"], example="一级"),
    replace(BY_KEY["birth_date"], example=""),
    Column(
        "item_name",
        "待遇项目",
        ("待遇项目", "补贴项目", "项目", "项目名称", "补贴种类", "补贴类型", "补助项目"),
    ),
    *_sums(""),
    *_sums("living_", SIDE_BY_SIDE["living"][1]),
    *_sums("nursing_", SIDE_BY_SIDE["nursing"][1]),
    value_column("total", "合计（元）", "合计 合计（元） 总计 合计金额", money, "numeric", example="180"),
    Column("account_holder", "开户名", ("开户名", "户名", "账户名", "开户人"), values.person_name),
    told_column("account_relation", "与本人关系", "与本人关系 与开户人关系 与残疾人关系"),
    Column(
        "account",
        "一卡通账号",
        ("一卡通账号", "银行账号", "银行卡号", "账号", "一折通账号", "社保卡号", "卡号"),
        masked="account",
        example="（账号）",
    ),
    told_column("bank", "开户行", "开户行 开户银行 银行"),
    value_column("start_month", "起发月份", "起发月份 起发月 享受起始月份 起始月份", a_month, "date"),
    replace(
        BY_KEY["note"],
        title="备注（新增/停发/补发）",
        aliases=("备注", "备注（新增/停发/补发）", "说明"),
        example="新增",
    ),
)
LAYOUT = Layout(
    COLUMNS,
    header_needs=(("name",), ("id_number", "certificate"), ("amount", "living_amount", "nursing_amount")),
    no_header="没有找到认得的表头：发放花名册的表头里至少要有“姓名”“身份证号”和“金额”；请对照样表改好后再上传",
    needs=(Need(("id_number", "certificate"), "表没有“身份证号”列；请补上这一列"),),
)
_EXTRA = (
    ("item", "text"),
    ("per_household", "boolean"),
    ("starts_on", "date"),
    ("ends_on", "date"),
    ("stops_on", "date"),
    ("amount_yuan", "numeric"),
    ("status", "text"),
    ("paid_on", "date"),
    ("account", "bytea"),
    ("account_key", "bytea"),
    ("details", "jsonb"),
    ("conflicts", "jsonb"),
    ("monthly", "boolean"),
)
_STOP_MONTH = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(?:份)?起?停")


class BenefitSteps(RowSteps):
    decides = True
    together: ClassVar = {"account": ("account_key",)}
    not_registered = "本县（区）没有登记此人；请先登记到户再导入，此行未入库"
    twice = "同一人同一项目同一期间"

    def check(self, tables: Any, asked: Asked) -> Any:
        """The items by name and slug, read once for the whole list."""
        items = benefit_items(asked.places.area)
        self._items = {item.slug: item for item in items}
        self._conflicts = {
            item.slug: {other: name_of(item, other) for other in item.conflicts_with} for item in items
        }
        return super().check(tables, asked)

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        if row.is_wrong:
            return [{}]
        period = self._period(row, asked)
        found = self._sums(row, asked)
        if period is None:
            row.wrong(
                "name", "不知道是哪一期的发放；请在上传时选择起止月份，或在标题里写明，如“2018年第三季度”"
            )
            return [{}]
        parts = [self._part(row, asked, period, *sums) for sums in found]
        total = row.value("total")
        paid = sum((part["amount_yuan"] or Decimal(0) for part in parts), Decimal(0))
        if total is not None and parts and total != paid:
            row.wrong("total", f"各项金额合计为{paid}元，与此数不符；请核对")
        if len(parts) == 1:
            parts[0]["part_label"] = ""
        return parts

    def _sums(self, row: Row, asked: Asked) -> list[tuple[PolicyItem, str]]:
        """Which items the row pays, and under which columns."""
        side_by_side = [
            (slug, f"{prefix}_")
            for prefix, (slug, _) in SIDE_BY_SIDE.items()
            if row.value(f"{prefix}_amount") or row.value(f"{prefix}_standard")
        ]
        if any(row.checked.table.place(f"{prefix}_amount") >= 0 for prefix in SIDE_BY_SIDE):
            if not side_by_side and "停" in row.text("note"):
                side_by_side = [(slug, f"{prefix}_") for prefix, (slug, _) in SIDE_BY_SIDE.items()]
            return [(self._items[slug], prefix) for slug, prefix in side_by_side if slug in self._items]
        item = self._item_of(row, asked)
        return [(item, "")] if item else []

    def _item_of(self, row: Row, asked: Asked) -> PolicyItem | None:
        name = plain(row.text("item_name"))
        if name:
            named = [item for item in self._items.values() if name in (plain(item.name), item.slug)]
            named = named or [item for item in self._items.values() if name in plain(item.name)]
            if len(named) == 1:
                return named[0]
            known = "、".join(item.name for item in named[:4])
            row.wrong(
                "item_name",
                f"“{name[:20]}”可能是{known}；请写全称" if named else f"没有待遇项目“{name[:20]}”",
            )
            return None
        item = self._items.get(asked.options.get("item", ""))
        if item is None:
            row.wrong("name", "不知道是哪一项待遇；请在上传时选择待遇项目，或在表里加“待遇项目”列")
        return item

    def _period(self, row: Row, asked: Asked) -> tuple[date, date] | None:
        first, last = asked.options.get("from_month"), asked.options.get("to_month")
        if first:
            end = date.fromisoformat(f"{last or first}-01")
            period = date.fromisoformat(f"{first}-01"), next_month(end)
        else:
            found = period_in(row.checked.table.title)
            if found is None:
                return None
            period = found
        begun = row.value("start_month")
        return (begun, period[1]) if begun and period[0] < begun < period[1] else period

    def _part(self, row: Row, asked: Asked, period: tuple[date, date], item: PolicyItem, prefix: str) -> Part:
        standard, months, amount = (row.value(f"{prefix}{key}") for key in ("standard", "months", "amount"))
        note = row.text("note")
        if amount is None and standard is not None and months is not None:
            amount = standard * months
        elif None not in (amount, standard, months) and standard * months != amount and "补" not in note:
            row.wrong(f"{prefix}amount", f"标准乘月数为{standard * months}元，与金额不符；补发的请在备注注明")
        stops_on = self._stop(note, period) if "停" in note else None
        if amount is None and stops_on is None:
            row.wrong(f"{prefix}amount", "没有填金额；请补填，停发的在备注注明")
        account, key = self._account(row)
        details = {"standard_yuan": standard and str(standard), "months": months, "note": note[:100] or None}
        details["account_holder"] = row.text("account_holder")[:50] or None
        return {
            "part_label": item.name,
            "item": item.slug,
            "per_household": item.per == "household",
            "conflicts": self._conflicts[item.slug],
            "monthly": item.recurrence == "month",
            "starts_on": period[0],
            "ends_on": period[1],
            "stops_on": stops_on,
            "amount_yuan": amount,
            "status": asked.options.get("status") or Status.PAID.value,
            "paid_on": asked.options.get("paid_on") or asked.dated_on,
            "account": account,
            "account_key": key,
            "details": json.dumps({k: v for k, v in details.items() if v is not None}, ensure_ascii=False),
        }

    def _stop(self, note: str, period: tuple[date, date]) -> date:
        found = _STOP_MONTH.search(plain(note))
        if found and 1 <= int(found[2]) <= 12:
            return date(int(found[1] or period[0].year), int(found[2]), 1)
        return period[0]

    def _account(self, row: Row) -> tuple[bytes | None, bytes | None]:
        text = row.text("account")
        if text.startswith(BROKEN_NUMBER) or re.fullmatch(r"\d(\.\d+)?E\+?\d+", plain(text), re.IGNORECASE):
            row.wrong("account", "账号被表格存成了数字，后几位已丢失；请把该列设为“文本”格式后重新填写")
            return None, None
        number = re.sub(r"[\s\-]", "", plain(text))
        if not number or number in {"无", "/"}:
            return None, None
        if not re.fullmatch(r"\d{8,30}", number):
            row.wrong("account", "账号应为8至30位数字；请核对")
            return None, None
        return seal("account", number), lookup_key("account", number)

    def once(self, row: Row, part: Part) -> Hashable:
        return (row.who.number, part["item"], part["starts_on"]) if part and row.who.number else None

    def find_changes(self, asked: Asked) -> None:
        benefits_sql.find_changes()

    def write(self, merging: Merging, asked: Asked) -> None:
        benefits_sql.write(merging)


def benefit_items(area: Area) -> list[PolicyItem]:
    """What the area's plan grants to persons and households."""
    items = items_of(plan_for_area(area), PolicyItem.Kind.BENEFIT).exclude(nature=Nature.AREA)
    return [
        item
        for item in items
        if not item.satisfied_by or any(entry["record"] == "benefit_record" for entry in item.satisfied_by)
    ]


def _choices(area: Area) -> list[Any]:
    return [(item.slug, item.name) for item in benefit_items(area)]


BENEFIT_KIND = RosterKind(
    "benefits",
    "待遇发放花名册",
    "两项补贴等待遇的发放花名册，一行一人；可以两项补贴并列，也可以一行一项",
    LAYOUT,
    BenefitSteps(LAYOUT, _EXTRA),
    options=(
        Option("item", "待遇项目", "choice", choices=_choices, help_text="两项补贴并列或有项目列的表不用选"),
        Option("from_month", "起始月份", "month", help_text="不填时按标题，如“2018年第三季度”"),
        Option("to_month", "终止月份", "month"),
        Option("status", "状态", "choice", choices=lambda _: [("paid", "已发放"), ("approved", "已批准")]),
        Option("paid_on", "发放日期", "date"),
    ),
)
