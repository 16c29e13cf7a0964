"""Benefits and enrolments: most of those who should have something have it, some were missed, some lost it.

Amounts are illustrative. ``item`` and ``action`` are slugs of the policy catalogue.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from config.demo.world.abilities import labour_force
from config.demo.world.people import REFERENCE, Benefit, Enrolment, Home, Member

PROJECTS = (
    ("辣椒种植", "种植", 2, "亩"),
    ("生猪养殖", "养殖", 3, "头"),
    ("土鸡养殖", "养殖", 50, "只"),
    ("刺梨种植", "种植", 4, "亩"),
)
DEVICES = {1: "助视器", 2: "助听器", 3: "沟通板", 4: "轮椅", 5: "防走失定位器", 6: "防走失定位器", 7: "轮椅"}
SERVICES = {
    1: "定向行走训练",
    2: "听觉训练",
    3: "言语训练",
    4: "运动功能训练",
    5: "生活自理训练",
    6: "服药指导",
    7: "支持性服务",
}
COURSES = (
    ("家政服务", "职业技能"),
    ("辣椒栽培", "实用技术"),
    ("蜡染手工", "手工编织"),
    ("家畜养殖", "实用技术"),
)


def support(rng: Random, home: Home) -> None:
    _living(rng, home)
    for member in home.disabled:
        _allowances(rng, home, member)
        _insurances(rng, member, home)
        _services(rng, home, member)
    _schooling(rng, home)
    _household_measures(rng, home)
    _training(rng, home)


def _monthly(
    rng: Random, home: Home, item: str, member: Member | None, monthly: int, source: str, *,
    by_month: bool = False, **details: Any,
) -> None:  # fmt: skip
    """Granted for 2017 and 2018; a few in a hundred were stopped this spring, some are not paid yet.

    ``by_month``: this year's money is recorded month by month (config/demo/everyday/payments.py).
    """
    standard = {"standard_yuan": f"{monthly}.00", **details}
    home.benefits.append(
        Benefit(item, member, date(2017, 1, 1), date(2018, 1, 1), monthly * 12, source,
                paid_on=date(2017, 12, 20), details=standard)
    )  # fmt: skip
    stopped = rng.random() < (0.14 if home.shock == "income" else 0.025)
    ends_on = date(2018, rng.randint(3, 6), 1) if stopped else date(2019, 1, 1)
    months = min(6, (ends_on.year - 2018) * 12 + ends_on.month - 1)
    paid = (stopped or rng.random() < 0.97) and not by_month
    home.benefits.append(
        Benefit(
            item,
            member,
            date(2018, 1, 1),
            ends_on,
            monthly * months,
            source,
            status="paid" if paid else "approved",
            paid_on=date(2018, 6, 20) if paid else None,
            details={**standard, "stop_reason": "动态管理退出"} if stopped else standard,
        )
    )


def _living(rng: Random, home: Home) -> None:
    if home.attribute == "dibao" and rng.random() < 0.97:
        covered = max(1, round(len(home.members) * rng.choice((0.5, 1, 1))))
        _monthly(rng, home, "dibao", None, 190 * covered, "county", covered=covered, category="一般")
    if home.attribute == "tekun" and rng.random() < 0.96:
        _monthly(rng, home, "tekun", home.head, 560, "county", mode="分散")


def _allowances(rng: Random, home: Home, member: Member) -> None:
    assert member.disability is not None
    if home.attribute == "dibao" and rng.random() < 0.91:
        _monthly(rng, home, "living-allowance", member, 50, "county")
    if home.attribute != "tekun" and member.disability.severe and rng.random() < 0.87:
        monthly = 60 if member.disability.level == 1 else 50
        _monthly(rng, home, "nursing-allowance", member, monthly, "county", by_month=True)


def _year(item: str, member: Member | None, year: int, amount: int, source: str, **details: Any) -> Benefit:
    return Benefit(
        item, member, date(year, 1, 1), date(year + 1, 1, 1), amount, source,
        paid_on=date(year, 3, 15), details={"year": year, **details},
    )  # fmt: skip


def _insurances(rng: Random, member: Member, home: Home) -> None:
    for year in (2017, 2018):
        if member.medical_insured and rng.random() < 0.95:
            home.benefits.append(_year("medical-premium", member, year, 120, "county", subsidy_yuan="120.00"))
        if 16 <= member.age(date(year, 1, 1)) < 60 and member.pension_insured and rng.random() < 0.9:
            home.benefits.append(_year("pension-premium", member, year, 100, "county", grade_yuan="100.00"))


def _services(rng: Random, home: Home, member: Member) -> None:
    assert member.disability is not None
    day = date(2018, rng.randint(1, 6), rng.randint(1, 28))
    category = member.disability.category
    if member.need_device and rng.random() < 0.72:
        fitted = day - timedelta(days=rng.randint(0, 500))
        home.benefits.append(
            Benefit("device-fitting", member, fitted, fitted.replace(year=fitted.year + 5, day=1),
                    rng.choice((300, 600, 1200)), "federation", paid_on=fitted,
                    details={"device_name": DEVICES[category], "fitted_date": f"{fitted}", "quantity": 1})
        )  # fmt: skip
    if member.need_rehab and rng.random() < 0.68:
        begun = {"service": SERVICES[category], "start_date": f"{day}"}
        if rng.random() < 0.7:
            home.benefits.append(
                Benefit("rehab-service", member, day, None, rng.choice((400, 800, 1500)), "federation",
                        paid_on=day, details={**begun, "need_kind": "功能训练"})
            )  # fmt: skip
        else:
            home.enrolments.append(Enrolment("precise-rehab", member, "taking_part", day, details=begun))
    if member.need_care and rng.random() < 0.35:
        home.benefits.append(
            Benefit("care-service", member, day, date(2018, 12, 31), 1500, "federation", status="approved",
                    details={"mode": "居家", "start_date": f"{day}"})
        )  # fmt: skip
    if rng.random() < 0.12:
        home.enrolments.append(Enrolment("sunshine-volunteers", member, "taking_part", day))


def _schooling(rng: Random, home: Home) -> None:
    stages = {
        "preschool": "学前",
        "primary": "小学",
        "junior": "初中",
        "senior": "普通高中",
        "vocational": "中职",
    }
    for member in home.disabled:
        stage = stages.get(member.school_stage)
        if stage and rng.random() < 0.85:
            home.benefits.append(
                Benefit("poor-student-aid", member, date(2017, 9, 1), date(2018, 9, 1),
                        rng.choice((500, 1000, 1250)), "province", paid_on=date(2017, 11, 10),
                        details={"stage": stage, "school_year": "2017-2018"})
            )  # fmt: skip


def _household_measures(rng: Random, home: Home) -> None:
    if labour_force(home) > 0 and rng.random() < 0.34:
        _project(rng, home)
    if home.house_grade in "CD" and home.shock != "housing" and rng.random() < 0.35:
        day = date(2018, rng.randint(2, 6), rng.randint(1, 28))
        subsidy = 8500 if home.house_grade == "C" else 35000
        home.benefits.append(
            Benefit("house-renovation", None, day, None, subsidy, "central",
                    status="approved", details={"grade": home.house_grade, "start_date": f"{day}"})
        )  # fmt: skip
    if home.need_accessibility and rng.random() < 0.5:
        day = date(2017, rng.randint(5, 12), rng.randint(1, 28))
        home.benefits.append(
            Benefit("home-accessibility", None, day, None, 3500, "federation", paid_on=day,
                    details={"items": "坡道", "done_date": f"{day}"})
        )  # fmt: skip
    if labour_force(home) >= 1 and rng.random() < 0.1:
        _loan(rng, home)


def _project(rng: Random, home: Home) -> None:
    name, trade, scale, unit = rng.choice(PROJECTS)
    day = date(2018, rng.randint(1, 5), rng.randint(1, 28))
    fund = rng.choice((2000, 3000, 5000))
    details = {"project": name, "trade": trade, "scale": scale, "scale_unit": unit, "start_date": f"{day}"}
    if rng.random() < 0.6:
        home.benefits.append(
            Benefit("industry-project", None, day, None, fund, "federation", paid_on=day, details=details)
        )
    else:
        home.enrolments.append(
            Enrolment("startup-employment", None, "taking_part", day, fund_yuan=fund, details=details)
        )


def _loan(rng: Random, home: Home) -> None:
    granted = date(2015, rng.randint(7, 12), rng.randint(1, 28))
    due = granted.replace(year=granted.year + 3)
    home.benefits.append(
        Benefit("micro-credit", None, granted, due, rng.choice((20000, 30000, 50000)), "other",
                paid_on=granted,
                details={"loan_kind": "扶贫小额信贷（特惠贷）", "granted_date": f"{granted}",
                         "due_date": f"{due}", "overdue": False})
    )  # fmt: skip


def _training(rng: Random, home: Home) -> None:
    for member in home.members:
        if not (member.works and 16 <= member.age() < 60):
            continue
        day = date(2017, rng.randint(3, 11), rng.randint(1, 28))
        if rng.random() < 0.13:
            skill, kind = rng.choice(COURSES)
            home.benefits.append(
                Benefit("practical-training", member, day, day + timedelta(days=10), 600, "federation",
                        paid_on=day + timedelta(days=12), details={"course": skill, "course_kind": kind,
                                                                   "skill": skill, "start_date": f"{day}"})
            )  # fmt: skip
        if not member.disability:
            continue
        if member.female and rng.random() < 0.12:
            home.enrolments.append(
                Enrolment("women-weaving", member, "taking_part", day, details={"craft": "蜡染"})
            )
        if member.education == "illiterate" and member.age() <= 50 and rng.random() < 0.3:
            home.enrolments.append(_literacy(rng, member, day))


def _literacy(rng: Random, member: Member, day: date) -> Enrolment:
    left = rng.random() < 0.1
    return Enrolment(
        "education",
        member,
        "left" if left else "taking_part",
        day,
        item="literacy-class",
        ends_on=REFERENCE - timedelta(days=30) if left else None,
        left_reason="外出务工" if left else "",
        details={"mode": "送教上门", "start_date": f"{day}"},
    )
