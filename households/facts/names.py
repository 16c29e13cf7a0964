"""What rules may ask of a person, a household and the area it lies in: declared once, here.

A column stands in the narrow rows of ``households.models.facts``; from a person's row
the household's facts are reached through ``household__facts``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from foundation.policy.facts import Fact, Holds, Subject, register_facts, register_statements
from households.models import FactStatement, Pairing
from households.models.households import HouseGrade, PovertyStatus
from households.models.persons import DisabilityKind, LabourAbility, SchoolStage, Sex

HOUSEHOLD = "household__facts__"
NEEDS_LIST = "残疾人服务状况和需求动态更新名单（按年）"
_BY_BILL = "凭医保部门的结算清单逐人或按名单认定，写明起止"
_LEVELS = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}


def _words(choices: Any) -> dict[Any, str]:
    return dict(choices.choices)


def _person(key: str, label: str, **given: Any) -> Fact:
    return Fact(key, label, "person", **({"path": key} | given))


def _household(key: str, label: str, **given: Any) -> Fact:
    return Fact(key, label, "household", **({"path": key, "person_path": HOUSEHOLD + key} | given))


def _area(key: str, label: str, **given: Any) -> Fact:
    return Fact(key, label, "area", path=key, person_path=HOUSEHOLD + key, source="区划标志", **given)


def _judged(of: Subject, key: str, label: str, **given: Any) -> Fact:
    return Fact(key, label, of, judged=True, **({"source": "认定"} | given))


def _closed(by: str = "", **given: Any) -> dict[str, Any]:
    return {"absence": "closed", "closed_by": by, **given}


def _has_lead_cadre(subject: Subject, on: date) -> Exists:
    return Exists(Pairing.objects.in_force(on).filter(household_id=OuterRef("household_id"), is_lead=True))


EMPLOYABLE: dict[str, Any] = {
    "all": [
        {"fact": "age", "op": "gte", "value": 16},
        {"fact": "age", "op": "lte", "value": 59},
        {"fact": "labour_ability", "op": "in", "value": ["skilled", "ordinary", "weak"]},
    ]
}

PERSON = [
    _person("age", "年龄", type="age", path="birth_date", source="身份证号", gloss="基准日的周岁"),
    _person("sex", "性别", type="choice", choices=_words(Sex), source="身份证号"),
    _person(
        "has_certificate",
        "持有有效残疾人证",
        until="certificate_until",
        source="残疾人证",
        gloss="基准日有效，未注销、未过期",
        **_closed(),
    ),
    _person(
        "disability",
        "残疾类别",
        type="set",
        choices=_words(DisabilityKind),
        path="kinds",
        source="残疾人证",
        gloss="多重残疾逐类计；未登记包含哪几类的，类别未知",
    ),
    _person(
        "disability_level",
        "残疾等级",
        type="int",
        choices=_LEVELS,
        source="残疾人证",
        gloss="一级最重；多重残疾按最重一类",
    ),
    _person(
        "disabled",
        "残疾人",
        until="certificate_until",
        source="残疾人证",
        gloss="持有效残疾人证，或未满18岁有诊断；不限于贫困户",
        **_closed(),
    ),
    _person("illiterate", "文盲", source="户档", gloss="文化程度为文盲或半文盲"),
    _person(
        "school_stage",
        "在校阶段",
        type="choice",
        choices=_words(SchoolStage),
        source="户档",
        gloss="不满3岁、超过30岁而无记载的，按非在校生",
        **_closed("学籍比对名单（按学年）"),
    ),
    _person(
        "dropped_out_for_poverty",
        "因贫失学",
        source="入户调查",
        gloss="6至17岁、不在校、原因为贫困",
        **_closed("年龄和在校阶段"),
    ),
    _person("child_of_disabled", "残疾人子女", source="推算", gloss="按与户主关系，户内父母有残疾人"),
    _person("labour_ability", "劳动能力", type="choice", choices=_words(LabourAbility), source="户档"),
    _person("employed", "已就业", source="户档"),
    _person(
        "employable",
        "有就业能力",
        path="",
        rule=EMPLOYABLE,
        source="推算",
        gloss="16至59岁且为技能、普通或弱劳动力（文件未写年龄）",
    ),
    _person("returned_migrant", "返乡农民工", source="入户调查"),
    _judged("person", "farming_suited", "适合从事农业生产", gloss="由乡镇认定"),
    _judged("person", "competent_for_post", "有胜任/管护能力", per_item=True, gloss="由用人单位就该岗位认定"),
    _judged("person", "willing_literacy", "有扫盲意愿", source="入户调查"),
    _judged("person", "willing_ecommerce", "有电商创业意愿", source="入户调查"),
    _judged(
        "person", "ecommerce_conditions", "有电商创业条件", source="入户调查", gloss="网络、设备、文化、产品"
    ),
    _judged("person", "willing_employment", "有就业意愿", source="入户调查"),
    _judged("person", "willing_training", "有培训意愿", source="入户调查"),
    _person("need_rehab", "有康复需求", source="入户调查", gloss="年度调查或走访所得", **_closed(NEEDS_LIST)),
    _person("need_device", "有辅具需求", source="入户调查", **_closed(NEEDS_LIST)),
    _person("need_care", "有托养/照料需求", source="入户调查", **_closed(NEEDS_LIST)),
    _judged("person", "need_long_term_care", "需要长期照护"),
    _judged("person", "can_live_alone_registered", "可单独立户"),
    _person("family_supported", "靠家庭供养", source="入户调查"),
    _judged(
        "person",
        "supporter_unable",
        "法定义务人无供养能力",
        gloss="抚养、扶养、赡养人生活困难，事实无力供养",
    ),
    _judged("person", "tekun_conditions", "符合特困人员认定条件"),
    _judged("person", "hardship", "生活困难", gloss="就本人认定"),
    _person("medical_insured", "参加基本医保", source="户档", **_closed("基本医保参保名单（按年）")),
    _person(
        "pension_insured",
        "参加城乡居民养老保险",
        source="户档",
        **_closed("城乡居民养老保险参保名单（按年）"),
    ),
    _judged("person", "out_of_pocket_heavy", "医保和大病保险后自付仍困难", gloss="按县规定就当年费用认定"),
    _judged("person", "inpatient", "本期住院", source="医保部门", gloss=_BY_BILL),
    _judged("person", "inpatient_in_county", "本期县域内住院", source="医保部门", gloss=_BY_BILL),
    _judged("person", "medical_visit", "本期就医", source="医保部门", gloss=_BY_BILL),
    _judged("person", "exemplary", "典型", per_item=True, gloss="推荐并说明理由；参加活动本身不算"),
]

HOUSEHOLDS = [
    _judged("household", "dibao_conditions", "符合当地低保条件", gloss="由民政按家庭收入和财产认定"),
    _judged("household", "hh_hardship", "家庭经济困难", gloss="就家庭认定"),
    _household(
        "poverty_status",
        "建档立卡状态",
        type="choice",
        choices=_words(PovertyStatus),
        source="户档",
        **_closed(),
    ),
    _household(
        "registered", "建档立卡户", source="推算", gloss="未脱贫、已脱贫（享受政策）或返贫", **_closed()
    ),
    _household("hh_has_disabled", "残疾人贫困户", source="推算", gloss="建档立卡且有残疾成员", **_closed()),
    _household("n_disabled", "残疾成员数", type="int", source="推算", **_closed()),
    _household("old_supports_disabled", "以老养残", source="推算", gloss="照料残疾成员的人都满60岁"),
    _household(
        "hh_labour", "家庭劳动力数", type="int", source="推算", gloss="16至59岁且有技能、普通或弱劳动力的成员"
    ),
    _household(
        "hh_lost_labour", "有丧失劳动能力的残疾成员", source="推算", gloss="建档立卡且有残疾成员丧失劳动能力"
    ),
    _household(
        "house_grade",
        "房屋安全等级",
        type="choice",
        choices=_words(HouseGrade),
        source="户档",
        **_closed("农村危房存量名单（按年）"),
    ),
    _household("only_house", "唯一住房", source="入户调查"),
    _judged("household", "cannot_self_fund", "无力自筹", per_item=True, gloss="就该房屋或项目认定"),
    _judged("household", "relocation_eligible", "符合易地搬迁政策条件"),
    _judged("household", "willing_relocation", "自愿搬迁", source="入户调查"),
    _judged("household", "has_development_plan", "有产业发展意愿和项目", source="入户调查"),
    _household("need_accessibility", "有无障碍改造需求", source="入户调查", **_closed(NEEDS_LIST)),
    _household("startup_household", "创业户", source="入户调查", gloss="有成员经营家庭生意"),
    _judged("household", "loan_eligible", "符合贷款条件", per_item=True, gloss="由银行就该类贷款认定"),
    _household("has_contract_land_or_house", "有承包地经营权或住房财产权可入股", source="入户调查"),
    _household("collective_member", "集体经济组织成员", source="入户调查"),
    _household(
        "paired",
        "有帮扶责任人",
        path="",
        person_path="",
        exists=_has_lead_cadre,
        source="结对帮扶",
        **_closed(),
    ),
    _household("has_student_college", "家庭有在读大学生", source="推算"),
]

AREAS = [
    _area("area_key_county", "国家扶贫开发工作重点县", **_closed("不是贫困县的即为否")),
    _area("area_contiguous", "集中连片特困地区县", **_closed("不是贫困县的即为否")),
    _area("area_poor_county", "贫困县", **_closed("区划标志表"), gloss="重点县或片区县（832县名单）"),
    _area("area_old_base", "革命老区"),
    _area("area_minority", "少数民族地区", **_closed("区划标志表"), gloss="按名称认定的民族自治地方"),
    _area("area_tibet_xinjiang", "西藏、四省藏区、南疆四地州", **_closed("区划标志表")),
    _area("area_midwest", "中西部地区", **_closed("区划标志表")),
    _area("area_tourism_village", "有旅游资源的贫困村", gloss="由县录入"),
    _area("area_solar_fit", "具备光伏条件", gloss="由县录入"),
]


def statement_in_force(
    subject: Subject, fact: Fact, items: tuple[str, ...], value: bool, on: date, holds: Holds | None
) -> Q:
    """Surely so: a statement in force says it and none in force says the contrary."""

    def said(that: bool) -> Q:
        stated = FactStatement.objects.filter(
            Q(holds_to=None) | Q(holds_to__gt=on), fact=fact.key, value=that, holds_from__lte=on
        )
        stated = stated.filter(item__in=items) if fact.per_item else stated.filter(item="")
        stated = stated.filter(person__isnull=fact.of == "household")
        if holds is not None:
            return Q(holds(stated, subject))
        if fact.of == "person":
            return Q(Exists(stated.filter(person_id=OuterRef("person_id"))))
        return Q(Exists(stated.filter(household_id=OuterRef("household_id"))))

    return said(value) & ~said(not value)


def declare() -> None:
    """Called from ``HouseholdsConfig.ready``."""
    register_facts([*PERSON, *HOUSEHOLDS, *AREAS])
    register_statements(statement_in_force)
