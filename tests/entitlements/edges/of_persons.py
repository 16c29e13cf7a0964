"""Items that persons have."""

from __future__ import annotations

from tests.entitlements.edges.wording import (
    CERTIFIED,
    CN,
    DISABLED,
    DISABLED_AND_POOR,
    EMPLOYABLE,
    GZ,
    LIFTED,
    POOR,
    SEVERE,
    Condition,
    Edge,
    Told,
    at_least,
    at_most,
    at_school,
    born,
    edge,
    home,
    judged,
    said,
    surveyed,
    under,
)

LITERACY = (
    DISABLED,
    POOR,
    Condition("文盲", {"education": "illiterate"}, {"education": "primary"}, {"education": ""}),
    at_least(15),
    at_most(50),
    judged("willing_literacy", "有扫盲意愿"),
)
WEAVING = (
    DISABLED,
    Condition("性别为女", {"female": True}, {"female": False}, shown=("性别女", "性别男")),
    *EMPLOYABLE,
    judged("willing_employment", "有就业意愿"),
)
NEEDS_REHAB = surveyed("need_rehab", "有康复需求")
NEEDS_DEVICE = surveyed("need_device", "有辅具需求")
# Who is fed by the state has neither subsidy.
NOT_TEKUN = Condition("", {}, {"records": ["dibao", "tekun"]}, shown=("", "已有不得同享的待遇"))

ACTIONS = [
    edge("precise-rehab", DISABLED, NEEDS_REHAB, kind="action", plans=CN),
    Edge(
        "precise-rehab",
        frozenset({"残疾人", "有康复需求", "有辅具需求"}),
        [Told({"need_device": True, "need_rehab": False}), Told({"need_device": False, "need_rehab": True})],
        [
            Told({"need_device": False, "need_rehab": False}, ("有康复需求", "有辅具需求")),
            Told({"need_device": True, "level": None}, ("残疾人",)),
        ],
        [Told({"need_device": None, "need_rehab": False}, shown="有辅具需求")],
        "action",
        GZ,
    ),
    edge("literacy", *LITERACY, kind="action", plans=CN),
    edge("women-weaving", *WEAVING, kind="action"),
    edge("sunshine-volunteers", DISABLED, POOR, kind="action"),
    edge("model-cases", DISABLED, LIFTED, judged("exemplary", "典型"), kind="action"),
]

SOCIAL_SECURITY = [
    edge(
        "dibao-single",
        DISABLED,
        judged("hardship", "生活困难"),
        at_least(18),
        Condition("非“已就业”", {"employed": False}, {"employed": True}, {"employed": None}),
        SEVERE,
        surveyed("family_supported", "靠家庭供养"),
        Condition(
            "非“可单独立户”",
            said(can_live_alone_registered=False),
            said(can_live_alone_registered=True),
            said(can_live_alone_registered=None),
        ),
    ),
    edge(
        "tekun",
        DISABLED,
        judged("tekun_conditions", "符合特困人员认定条件"),
        judged("supporter_unable", "法定义务人无供养能力"),
    ),
    edge("pension-premium", DISABLED, POOR, at_least(16), under(60)),
    edge(
        "living-allowance",
        CERTIFIED,
        Condition(
            "低保家庭成员", {"records": ["dibao"]}, {"records": [], "village": "listed"}, {"records": []}
        ),
        NOT_TEKUN,
    ),
    edge(
        "nursing-allowance",
        CERTIFIED,
        SEVERE,
        judged("need_long_term_care", "需要长期照护"),
        NOT_TEKUN,
    ),
]

HEALTH = [
    edge("medical-premium", DISABLED, POOR),
    edge("severe-settlement", DISABLED, SEVERE, judged("medical_visit", "本期就医")),
    edge(
        "medical-aid",
        DISABLED,
        surveyed("medical_insured", "参加基本医保"),
        judged("out_of_pocket_heavy", "医保和大病保险后自付仍困难"),
    ),
    edge("medical-aid-coverage", DISABLED, POOR),
    edge("pay-after-treatment", DISABLED, POOR, judged("inpatient", "本期住院"), plans=CN),
    edge("pay-after-treatment", DISABLED, POOR, judged("inpatient_in_county", "本期县域内住院"), plans=GZ),
    edge("device-fitting", DISABLED, NEEDS_DEVICE),
    edge("health-management", DISABLED, POOR),
    edge("rehab-service", DISABLED, NEEDS_REHAB),
    edge("child-rehab", DISABLED, at_most(6), NEEDS_REHAB),
    edge("care-service", DISABLED, POOR, surveyed("need_care", "有托养/照料需求")),
]

STUDENT, PUPIL = {"school_stage": "college"}, {"school_stage": "primary"}
STUDIES = "在校阶段为高职高专或本科或硕士及以上"
LEARNING = [
    edge("literacy-class", *LITERACY),
    edge(
        "senior-free",
        DISABLED,
        at_school("在校阶段为高中或中职", ("senior", "高中"), ("junior", "初中")),
        plans=CN,
    ),
    Edge(
        "senior-free",
        frozenset({"残疾人", "建档立卡户", "家庭经济困难", "在校阶段为小学或初中或高中或中职"}),
        [
            Told({"school_stage": "vocational"}, shown="在校阶段中职"),
            Told({"school_stage": "primary", **home(poverty_status="none"), **said(hh_hardship=True)}),
        ],
        [
            Told({**PUPIL, "level": None}, ("残疾人",)),
            Told({"school_stage": "college"}, ("在校阶段为小学或初中或高中或中职",), "在校阶段高职高专"),
            Told(
                {**PUPIL, **home(poverty_status="none"), **said(hh_hardship=False)},
                ("建档立卡户", "家庭经济困难"),
            ),
        ],
        [
            Told({"school_stage": "", **born("2001-01-01")}, shown="在校阶段"),
            Told({**PUPIL, **home(poverty_status="none")}, shown="家庭经济困难"),
        ],
        plans=GZ,
    ),
    Edge(
        "poor-student-aid",
        frozenset({"残疾人", "建档立卡户", "在校阶段不为非在校生", "因贫失学"}),
        [
            Told({"school_stage": "preschool"}, shown="在校阶段学前教育"),
            Told({"school_stage": "none", "dropped_out_for_poverty": True}, shown="因贫失学"),
        ],
        [
            Told({**PUPIL, "level": None}, ("残疾人", "因贫失学")),
            Told({**PUPIL, **home(poverty_status="none")}, ("建档立卡户", "因贫失学")),
            Told(
                {"school_stage": "none", "dropped_out_for_poverty": False},
                ("在校阶段不为非在校生", "因贫失学"),
            ),
        ],
        [Told({"school_stage": "", **born("2006-01-01")}, shown="因贫失学")],
        plans=GZ,
    ),
    edge(
        "preschool-aid",
        DISABLED,
        at_school("在校阶段为学前教育", ("preschool", "学前教育"), ("primary", "小学")),
    ),
    Edge(
        "college-aid",
        frozenset({"残疾人", "残疾人贫困户", "建档立卡户", STUDIES}),
        [
            Told(STUDENT | home(poverty_status="none"), shown="在校阶段高职高专"),
            Told(STUDENT | {"level": None, "with": [{"level": 1}]}, shown="残疾人贫困户"),
        ],
        [
            Told({"school_stage": "vocational"}, (STUDIES,), "在校阶段中职"),
            Told(STUDENT | {"level": None}, ("残疾人", "残疾人贫困户")),
            Told(
                STUDENT | {"level": None, "with": [{"level": 1}]} | home(poverty_status="none"),
                ("残疾人", "残疾人贫困户", "建档立卡户"),
            ),
        ],
        [Told({"school_stage": "", **born("1998-01-01")}, shown="在校阶段")],
        plans=CN,
    ),
    Edge(
        "college-aid",
        frozenset({"残疾人", "建档立卡户", "残疾人子女", "在校阶段不为非在校生"}),
        [
            Told(STUDENT, shown="在校阶段高职高专"),
            Told(STUDENT | {"level": None, "relation": "son", "with": [{"level": 1, "relation": "head"}]}),
        ],
        [
            Told({"school_stage": "none"}, ("在校阶段不为非在校生", "残疾人子女"), "在校阶段非在校生"),
            Told(STUDENT | {"level": None}, ("残疾人", "残疾人子女")),
            Told(STUDENT | home(poverty_status="none"), ("建档立卡户", "残疾人子女")),
        ],
        [Told({"school_stage": "", **born("1998-01-01")}, shown="在校阶段")],
        plans=GZ,
    ),
    edge(
        "compulsory-support",
        DISABLED,
        at_school("在校阶段为小学或初中", ("junior", "初中"), ("senior", "高中")),
    ),
    edge(
        "student-supplies",
        DISABLED,
        POOR,
        at_school("在校阶段不为非在校生", ("primary", "小学"), ("none", "非在校生")),
    ),
]

WORK = [
    edge("ecommerce-training", DISABLED),
    edge(
        "ecommerce-startup",
        DISABLED,
        POOR,
        judged("willing_ecommerce", "有电商创业意愿"),
        judged("ecommerce_conditions", "有电商创业条件"),
    ),
    edge(
        "practical-training",
        POOR,
        DISABLED_AND_POOR,
        *EMPLOYABLE,
        judged("willing_training", "有培训意愿"),
    ),
    edge("youth-skills", DISABLED, POOR, *EMPLOYABLE, plans=GZ),
    edge("yulu", DISABLED, POOR, plans=CN),
    edge("pro-farmer", DISABLED, POOR, judged("farming_suited", "适合从事农业生产")),
    edge("returnee", DISABLED, surveyed("returned_migrant", "返乡农民工")),
    edge("leader-training", DISABLED, LIFTED, judged("exemplary", "典型")),
    edge("forest-ranger", DISABLED, POOR, judged("competent_for_post", "有胜任/管护能力")),
    edge("library-keeper", DISABLED, POOR, judged("competent_for_post", "有胜任/管护能力")),
    edge("women-weaving-support", *WEAVING),
    edge("volunteer-service", DISABLED, POOR),
]

OF_PERSONS = [*ACTIONS, *SOCIAL_SECURITY, *HEALTH, *LEARNING, *WORK]
