"""Cadres, who they are paired with, their visits, and the dated judgments on record."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from config.demo.world.names import cadre_name
from config.demo.world.people import REFERENCE, Cadre, Home, Pairing, Places, Statement, Visit

HOUSEHOLDS_OF_ONE = 8
UNITS = (
    "教育局",
    "卫生和计划生育局",
    "农业局",
    "民政局",
    "财政局",
    "人民医院",
    "林业局",
    "残疾人联合会",
    "税务局",
)
POSTS = ("干部", "科员", "副局长", "股长", "教师", "医生", "工作员")
FIRST_CADRE = "罗长青"  # every world has one of this name: the demo's account of a cadre is theirs
MEASURES = (
    "落实低保和两项补贴，帮助销售农产品",
    "种植辣椒2亩，联系合作社收购；定期走访",
    "发放鸡苗50羽，请畜牧站上门指导养殖",
    "介绍就近务工，申请公益性岗位",
    "申请辅具适配和家庭医生签约",
    "协助办理危房改造和无障碍改造",
    "入股合作社分红，送教上门",
)
DONE = (
    "入户查看住房和饮水，了解收入和就医情况",
    "核对补贴到账情况，讲解医保报销政策",
    "了解春耕备耕情况，帮助联系农资",
    "陪同到医院检查，了解康复训练情况",
    "查看养殖情况，帮助联系销路",
)
NEEDS = (
    "希望更换轮椅",
    "希望就近务工",
    "老人住院费用较高",
    "房屋漏雨",
    "孩子上学交通不便",
    "希望申请小额贷款",
)


def cadres_of(rng: Random, places: Places, households: int) -> list[Cadre]:
    """One cadre for about eight households, ``FIRST_CADRE`` among them; no name twice in a unit."""
    townships = sorted({village.township for village in places.villages})
    units = [places.name + unit for unit in UNITS] + [f"{name}人民政府" for name in townships]
    first = Cadre(FIRST_CADRE, places.name + UNITS[0], POSTS[0], phone(rng))
    taken = {(first.name, first.unit)}
    cadres = [first]
    while len(cadres) < max(1, round(households / HOUSEHOLDS_OF_ONE)):
        name, _female = cadre_name(rng)
        unit = rng.choice(units)
        if (name, unit) not in taken:
            taken.add((name, unit))
            cadres.append(Cadre(name, unit, rng.choice(POSTS), phone(rng)))
    return cadres


def phone(rng: Random) -> str:
    """Eleven digits in a range that no operator gives out (100…)."""
    return f"100{rng.randrange(10**8):08d}"


def pair(rng: Random, home: Home, cadre: Cadre, other: Cadre) -> None:
    """Nineteen of twenty have a helper; a very few lost theirs and nobody followed."""
    chance = rng.random()
    if chance < 0.05:
        return
    starts_on = date(rng.choice((2016, 2016, 2017)), rng.randint(1, 12), rng.randint(1, 28))
    first = Pairing(cadre, starts_on, **_plan(rng))
    home.pairings.append(first)
    if chance < 0.12:
        first.ends_on, first.end_reason = date(2018, rng.randint(1, 6), 1), "工作调动"
        if chance > 0.054 and other is not cadre:
            home.pairings.append(Pairing(other, first.ends_on, **_plan(rng)))
    _visits(rng, home)


def _plan(rng: Random) -> dict[str, Any]:
    if rng.random() < 0.08:
        return {}  # paired, but without measures and funds: not all three are there
    return {
        "measures": rng.choice(MEASURES),
        "fund_yuan": rng.choice((500, 800, 1000, 2000, 3000, 5000)),
        "fund_source": rng.choice(("fiscal", "unit", "unit", "social", "personal")),
    }


def _visits(rng: Random, home: Home) -> None:
    seldom = rng.random() < 0.06
    last = REFERENCE - timedelta(days=rng.randint(120, 400) if seldom else rng.randint(0, 45))
    current = home.pairings[-1]
    if current.ends_on:
        last = min(last, current.ends_on - timedelta(days=1))
    for back in (0, rng.randint(40, 80), rng.randint(90, 160)):
        day = last - timedelta(days=back)
        if day < home.pairings[0].starts_on:
            break
        heard = rng.choice(NEEDS) if rng.random() < 0.3 else ""
        home.visits.append(
            Visit(
                visited_on=day,
                way="at_home" if rng.random() < 0.85 else "by_phone",
                done=rng.choice(DONE),
                needs_heard=heard,
                outcome=rng.choice(("solved", "under_way", "reported")) if heard else "nothing",
                goods_yuan=rng.choice((0, 0, 0, 100, 150, 200)),
            )
        )


def judge(rng: Random, home: Home) -> None:
    """Dated statements of what somebody had to judge; for some nobody has judged yet."""
    since = date(2018, 1, 10)
    say = home.statements.append
    if rng.random() < 0.93:
        say(Statement("dibao_conditions", None, home.attribute == "dibao", since, "民政部门入户核查"))
    if home.attribute == "tekun":
        say(Statement("tekun_conditions", home.head, True, since, "特困人员认定"))
        say(Statement("supporter_unable", home.head, True, since, "无法定义务人"))
    if rng.random() < 0.5:
        say(Statement("hh_hardship", None, home.poverty_status != "lifted", since, "村级评议"))
    for member in home.members:
        disability = member.disability
        if disability and disability.severe and rng.random() < 0.92:
            # Paid without being in need: the few whom the yearly check finds.
            paid = home.has_benefit("nursing-allowance", member)
            care = bool(member.need_care) or rng.random() < (0.97 if paid else 0.7)
            say(Statement("need_long_term_care", member, care, since, "县残联照护评估"))
        if not 16 <= member.age() < 60:
            continue
        if disability and member.education == "illiterate" and rng.random() < 0.8:
            say(Statement("willing_literacy", member, rng.random() < 0.4, since, "入户调查"))
        if member.works and rng.random() < 0.6:
            say(Statement("willing_training", member, rng.random() < 0.55, since, "入户调查"))
        if member.works and disability and member.female and rng.random() < 0.7:
            say(Statement("willing_employment", member, rng.random() < 0.6, since, "入户调查"))
