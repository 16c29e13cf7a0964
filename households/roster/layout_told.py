"""Columns of the counties' ledgers that the import knows by name and does not take: they have own pages.

The clerk sees them as known and not taken, apart from those that nobody knows.
"""

from __future__ import annotations

from households.roster.columns import Column, told_column


def _under(parent: str, words: str) -> str:
    """Each word alone and under its parent: 吃 两不愁三保障吃 …"""
    return " ".join(f"{parent}{word}" for word in words.split()) + " " + words


_SECURED = "两不愁三保障"
_POLICY, _HELP, _RISK = "享受政策", "帮扶措施", "返贫致贫风险"

NAMED_ONLY: tuple[Column, ...] = (
    told_column(
        "secured",
        "两不愁三保障",
        f"{_SECURED} " + _under(_SECURED, "吃 穿 饮水 教育 义务教育 医疗 基本医疗 住房"),
    ),
    told_column(
        "policies",
        "享受政策",
        f"{_POLICY} "
        + _under(
            _POLICY,
            "代缴养老 医保资助 康复 辅具 无障碍 危改 搬迁 培训 产业 贷款 光伏 资产收益 托养 教育资助",
        ),
    ),
    told_column(
        "help",
        "帮扶措施",
        f"{_HELP} {_HELP}（一户一策） "
        + " ".join(f"{_HELP}{word}" for word in "产业 就业 健康 教育 住房 饮水 兜底 社会".split()),  # noqa: SIM905
    ),
    told_column(
        "lifting", "脱贫程序", "脱贫民主评议 民主评议 脱贫公示 公示 脱贫公告 公告 村公示日期 县审定日期"
    ),
    told_column("fallen_back", "返贫情况", "返贫 返贫（时间、原因） 返贫时间 返贫原因"),
    told_column(
        "watched",
        "监测情况",
        "户类型 户类型（脱贫户/一般户） 监测对象类型 监测对象类别 自付医疗 自付医疗（元） "
        + f"{_RISK} {_RISK}主要风险 {_RISK}其他风险 主要风险 其他风险",
    ),
    told_column(
        "risk_gone",
        "风险消除",
        "风险是否消除 消除时间 风险识别时间 风险消除时间 消除方式 消除方式（稳定/自然）",
    ),
    told_column("person_since", "人员识别时间", "人员识别时间"),
)
