"""The registry's own kinds of gaps."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from households.models import DisabilityCertificate, HouseholdYear, Person
from households.quality.kinds import Gap, register_gap


def _certificates(**given: Any) -> Exists:
    return Exists(DisabilityCertificate.objects.filter(person=OuterRef("pk"), **given).order_by())


def _members(**given: Any) -> Exists:
    return Exists(Person.objects.living_here().filter(household=OuterRef("pk"), **given).order_by())


def _surveys(**given: Any) -> Exists:
    return Exists(HouseholdYear.objects.filter(household=OuterRef("pk"), **given).order_by())


OWN = (
    Gap(
        "no-number",
        "没有身份证号",
        "person",
        lambda on: Q(id_number_key=None),
        "在户档中更正成员，补登身份证号",
        "补贴发放和与部门名单比对",
        10,
    ),
    Gap(
        "no-certificate",
        "残疾而没有有效残疾人证",
        "person",
        lambda on: (Q(health="disabled") | ~Q(uncertified="")) & ~Q(_certificates(state="valid")),
        "办证后在户档中登记残疾人证",
        "两项补贴等凭证享受的待遇",
        20,
    ),
    Gap(
        "certificate-expired",
        "残疾人证已过有效期",
        "person",
        lambda on: Q(_certificates(state="valid", valid_until__lt=on)),
        "换证后更正有效期",
        "两项补贴等凭证享受的待遇",
        30,
    ),
    Gap(
        "certificate-frozen",
        "残疾人证冻结或迁移中",
        "person",
        lambda on: Q(_certificates(state__in=["frozen", "moving"])) & ~Q(_certificates(state="valid")),
        "与发证机关核实证件状态",
        "两项补贴等凭证享受的待遇",
        40,
    ),
    Gap(
        "no-account",
        "有残疾人而没有银行账号",
        "household",
        lambda on: Q(facts__n_disabled__gte=1, bank_account_key=None),
        "更正户信息，登记银行账号",
        "补贴社会化发放",
        50,
    ),
    Gap(
        "components-unknown",
        "多重残疾未注明包含类别",
        "person",
        lambda on: Q(_certificates(state="valid", category=7, components=[])),
        "在户档中更正成员，选多重残疾包含的类别",
        "按残疾类别判断的政策（无法判断）",
        60,
    ),
    Gap(
        "labour-unknown",
        "残疾人劳动能力未登记",
        "person",
        lambda on: Q(facts__disabled=True, labour_ability=""),
        "在户档中更正成员",
        "就业、托养类政策（无法判断）",
        70,
    ),
    Gap(
        "needs-unknown",
        "残疾人康复、辅具、照料需求未登记",
        "person",
        lambda on: Q(facts__disabled=True) & (Q(need_rehab=None) | Q(need_device=None) | Q(need_care=None)),
        "在户档中更正成员",
        "康复、辅具、托养类政策（无法判断）",
        80,
    ),
    Gap(
        "insurance-unknown",
        "残疾人医保、养老参保情况未登记",
        "person",
        lambda on: Q(facts__disabled=True) & (Q(medical_insured=None) | Q(pension_insured=None)),
        "在户档中更正成员",
        "参保资助（无法判断）",
        90,
    ),
    Gap(
        "no-head",
        "户内没有户主",
        "household",
        lambda on: ~Q(_members(relation="head")),
        "更正成员与户主关系",
        "",
        110,
    ),
    Gap(
        "head-name-differs",
        "户主姓名与成员中的户主不一致",
        "household",
        lambda on: Q(_members(relation="head")) & ~Q(_members(relation="head", name=OuterRef("head_name"))),
        "更正户主的姓名",
        "",
        120,
    ),
    Gap(
        "no-phone",
        "没有联系电话",
        "household",
        lambda on: Q(phone_key=None) & ~Q(_members(phone_key__isnull=False)),
        "更正户信息",
        "",
        130,
    ),
    Gap(
        "no-survey",
        "没有上年度收支调查",
        "household",
        lambda on: ~Q(_surveys(year=on.year - 1)),
        "登记年度调查",
        "",
        140,
    ),
    Gap(
        "no-house-grade",
        "住房安全等级未登记",
        "household",
        lambda on: Q(house_grade=""),
        "更正户信息",
        "",
        150,
    ),
    Gap(
        "no-cause",
        "建档立卡户没有主要致贫原因",
        "household",
        lambda on: Q(main_cause="") & ~Q(poverty_status="none"),
        "更正户信息",
        "",
        160,
    ),
    Gap(
        "birth-unknown",
        "出生日期未登记",
        "person",
        lambda on: Q(birth_date=None),
        "在户档中更正成员",
        "",
        170,
    ),
    Gap(
        "education-unknown",
        "残疾人文化程度未登记",
        "person",
        lambda on: Q(facts__disabled=True, education=""),
        "在户档中更正成员",
        "",
        180,
    ),
    Gap(
        "certified-and-uncertified",
        "有有效残疾人证，又登记为无证",
        "person",
        lambda on: ~Q(uncertified="") & Q(_certificates(state="valid")),
        "在户档中更正成员的无证情况",
        "",
        190,
    ),
    Gap(
        "works-without-ability",
        "登记为已就业，又登记为丧失或无劳动能力",
        "person",
        lambda on: Q(employed=True, labour_ability__in=["lost", "none"]),
        "核实后更正成员",
        "",
        200,
    ),
    Gap("finding", "登记表或名单与登记值不一致，待核实", "finding", lambda on: Q(), "逐条处理差异", "", 210),
)


def declare_gaps() -> None:
    """Called from ``HouseholdsConfig.ready``."""
    for gap in OWN:
        register_gap(gap)
