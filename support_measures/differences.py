"""What departments' lists say differently of benefits than our records (数据动态比对的待遇部分)."""

from __future__ import annotations

from households.comparison.departments import MATCHED, Difference, register_difference
from households.models.lists import ListName


def _in_force(*items: str) -> str:
    """Granted or paid for the day, to the person or to the whole household."""
    named = ", ".join(f"'{item}'" for item in items)
    return f"""exists (select from support_measures_benefitrecord b
        where b.household_id = p.household_id and (b.person_id = p.id or b.person_id is null)
          and b.item in ({named}) and b.status in ('approved', 'paid') and b.starts_on <= %(on)s
          and (b.ends_on is null or b.ends_on > %(on)s))"""


DIFFERENCES = (
    Difference(
        "premium-aid-not-recorded", "医保名单已参保，没有个人缴费补贴记录", (ListName.MEDICAL,), MATCHED,
        when=f"c.id is not null and not {_in_force('medical-premium')}",
        says="'持证残疾人已参加基本医保，没有登记医保个人缴费补贴'",
        facts="concat(c.category, '-', c.level)",
        todo="核实缴费凭证和资助名册；已补贴的补登，未补贴的帮助申请。",
    ),
    Difference(
        "nursing-not-recorded", "在护理补贴名单，没有护理补贴记录", (ListName.ALLOWANCES,), MATCHED,
        when=f"l.grade ~ '护理|重度' and not {_in_force('nursing-allowance')}",
        says="'在残疾人两项补贴名单（' || l.grade || '），没有登记重度残疾人护理补贴'",
        facts="l.grade",
        todo="核对发放流水后补登待遇。",
    ),
    Difference(
        "living-not-recorded", "在生活补贴名单，没有生活补贴记录", (ListName.ALLOWANCES,), MATCHED,
        when=f"l.grade ~ '生活|困难' and not {_in_force('living-allowance')}",
        says="'在残疾人两项补贴名单（' || l.grade || '），没有登记困难残疾人生活补贴'",
        facts="l.grade",
        todo="核对发放流水后补登待遇。",
    ),
    Difference(
        "allowance-recorded-only", "登记享受残疾人补贴，发放名单上没有", (ListName.ALLOWANCES,),
        ("only_right",),
        when=_in_force("nursing-allowance", "living-allowance").replace(" or b.person_id is null", ""),
        says="'户档登记正在享受残疾人补贴，发放名单上没有此人'",
        facts="'有记录'",
        todo="向民政局核实是否停发；停发的登记终止日期，误停的请民政局补发。",
    ),
    Difference(
        "dibao-benefit-recorded-only", "登记享受低保待遇，低保名单上没有", (ListName.DIBAO,), ("only_right",),
        when=f"p.relation = 'head' and p.dibao is distinct from true and {_in_force('dibao')}",
        says="'户档登记正在享受农村低保，低保名单上没有户主'",
        facts="'有记录'",
        todo="向民政局核实是否停保；已停保的登记终止日期。",
    ),
)  # fmt: skip


def declare() -> None:
    """Called from ``SupportMeasuresConfig.ready``."""
    for difference in DIFFERENCES:
        register_difference(difference)
