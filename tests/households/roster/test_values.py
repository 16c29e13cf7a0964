"""Dates, money, ticks, levels and kinds in every hand, and what the clerk is told of the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from households.roster.identity import kinds_in, level_in
from households.roster.reading import CUT_NUMBER
from households.roster.values import Unreadable, a_date, a_year, an_amount, yes_or_no

MAY = date(2016, 5, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016.5", MAY), ("2016.05", MAY), ("2016.5.1", MAY), ("2016-5-1", MAY), ("2016/05/01", MAY),
        ("20160501", MAY), ("20160500", MAY), ("201605", MAY), ("2016年5月", MAY), ("2016年5月1日", MAY),
        ("2016 年 5 月", MAY), ("２０１６.5", MAY), ("2016．5", MAY), ("16.5", MAY), ("42491", MAY),
        ("42491.5", MAY), ("2016-05-01 00:00:00", MAY), ("2016-05-01T08:30:00", MAY),
        ("2016/5/1 0:00", MAY), ("二〇一六年五月", MAY), ("二○一六年五月一日", MAY),
        ("2016", date(2016, 1, 1)), ("2016年度", date(2016, 1, 1)),
        ("二〇一六年十二月二十五日", date(2016, 12, 25)),
        ("民国34年3月", date(1945, 3, 1)), ("民国三十四年三月五日", date(1945, 3, 5)),
        ("民国元年", date(1912, 1, 1)), ("", None), ("/", None), ("无", None),
    ],
)  # fmt: skip
def test_date_in_every_hand(text: str, day: date | None) -> None:
    assert a_date(text) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2016.13", "“2016.13”不是日期；请写成 2018-06-30 的样子"),
        ("2016-02-30", "不是日期"),
        ("去年", "不是日期"),
        ("5/1/2016", "不是日期"),
        ("1", "不是日期"),
        ("45.3", "年份只有两位，分不清是哪一年；请写全四位年份"),
        ("2016.5.1-2017.4.30", "是一段时间；请只填一个日期"),
        ("2016年5月至今", "是一段时间"),
        ("农历2016年5月", "是农历；请换算成公历"),
        ("2016年腊月", "是农历"),
        (f"{CUT_NUMBER}2016.1", "分不清是1月还是10月；请写成 2016-01 或 2016-10"),
    ],
)
def test_what_is_no_one_day_is_asked_for(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        a_date(text)


def test_year_of_a_cut_number_is_known() -> None:
    assert a_year(f"{CUT_NUMBER}2016.1") == 2016


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("3500", "3500"), ("3,500", "3500"), ("3,500元", "3500"), ("３５００", "3500"), ("3，500.00", "3500"),
        ("1,2000", "12000"), ("¥3500", "3500"), ("人民币3500元整", "3500"), ("0.35万", "3500"),
        ("0.35万元", "3500"), ("3.5千元", "3500"), ("3 500", "3500"), ("叁仟伍佰", "3500"),
        ("叁仟伍佰元整", "3500"), ("三千五百", "3500"), ("一万二千元", "12000"), ("拾万元", "100000"),
        ("壹佰元伍角", "100.50"), ("二百零五", "205"), ("3500块", "3500"), ("0", "0"), ("12.5亩", "12.5"),
    ],
)  # fmt: skip
def test_money_in_every_hand(text: str, yuan: str) -> None:
    assert an_amount(text) == Decimal(yuan)


@pytest.mark.parametrize("text", ["", "/", "-", "—", "无"])
def test_no_money_said_is_no_nought(text: str) -> None:
    assert an_amount(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-300", "是负数；请核对后填写"),
        ("（300）", "是负数"),
        ("1,20", "逗号位置不对，分不清是多少"),
        ("600元/年", "不是一个数；请只填数字，按月、按年的请算成合计"),
        ("50元/月×12", "不是一个数"),
        ("约3000", "不是一个数"),
        ("30%", "不是一个数"),
        ("=1+1", "不是一个数"),
        ("999999999", "太大；请核对单位是元还是万元"),
    ],
)
def test_what_is_no_one_amount_is_asked_for(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        an_amount(text)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ("√ ✓ ✔ V v ü 对 1 １ 是 有 享受 110元", True),
        ("× ✗ ╳ X 0 ０ 否 无 没有 未享受 错", False),
        ("/ - —", None),
    ],
)
def test_ticks_in_every_hand(texts: str, said: bool | None) -> None:
    assert [yes_or_no(text) for text in texts.split()] == [said] * len(texts.split())


def test_tick_that_says_nothing_known_is_asked_for() -> None:
    for text in ("?", "○", "部分"):
        with pytest.raises(Unreadable, match="请填“是”或“否”"):
            yes_or_no(text)


def test_levels_in_every_hand() -> None:
    for level, texts in enumerate(
        ("一级 壹级 1 1级 Ⅰ I级 一 一级残疾 １级", "二 2级（重度） Ⅱ级 贰", "三级 Ⅲ", "4 肆级"), 1
    ):
        assert [level_in(text) for text in texts.split()] == [level] * len(texts.split())
    assert [level_in(text) for text in ("重度", "五级", "12")] == [None] * 3


def test_kinds_in_every_hand() -> None:
    said = {
        4: "肢体 肢 肢残 肢体残疾 4 下肢",
        1: "视力 盲 视残 1 视力残疾",
        5: "智力 弱智 智残",
        6: "精神 精神病",
    }
    for category, texts in said.items():
        assert [kinds_in(text)[1] for text in texts.split()] == [category] * len(texts.split())
    assert kinds_in("聋哑") == (("hearing", "speech"), 7)
    assert kinds_in("多重残疾（肢体、智力）") == (("physical", "intellectual"), 7)
    assert kinds_in("其他")[1] is None
