"""Every item that persons or households have: who is just inside, just outside, and who cannot be judged.

The words are changes to an ordinary subject: a registered household with one member whose
certificate says first level. ``judged`` are statements, ``records`` benefits already held.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Words = dict[str, Any]
NOT_POOR: Words = {"home": {"poverty_status": "none"}}
NOT_DISABLED: Words = {"level": None}
WORKS: Words = {"labour_ability": "ordinary"}


def born(day: str) -> Words:
    return {"born_on": date.fromisoformat(day)}


def said(**facts: bool | None) -> Words:
    return {"judged": facts}


@dataclass(frozen=True)
class Edge:
    """``inside`` is entitled; ``outside`` is surely not; ``unknown`` (if any) is neither."""

    slug: str
    inside: Words = field(default_factory=dict)
    outside: Words = field(default_factory=lambda: NOT_POOR)
    unknown: Words | None = None
    kind: str = "benefit"
    plan: str = "gz-2017"


EDGES = [
    # The ten key actions of Guizhou, and those that only the national plan has.
    Edge("startup-employment", kind="action"),
    Edge("party-pairing", outside=NOT_DISABLED, kind="action"),
    Edge(
        "precise-rehab",
        {"need_device": True, "need_rehab": False},
        {"need_device": False},
        {"need_device": None},
        "action",
    ),
    Edge(
        "women-weaving",
        WORKS | born("1958-07-01") | {"female": True} | said(willing_employment=True),
        born("1958-06-30"),
        said(willing_employment=None),
        "action",
    ),
    Edge("finance", said(loan_eligible=True), said(loan_eligible=False), said(loan_eligible=None), "action"),
    Edge("sunshine-volunteers", outside=NOT_DISABLED, kind="action"),
    Edge(
        "model-cases",
        {"home": {"poverty_status": "lifted", "lifted_year": 2017}} | said(exemplary=True),
        {"home": {"poverty_status": "identified"}},
        said(exemplary=None),
        "action",
    ),
    Edge(
        "literacy",
        born("1968-06-30") | {"education": "illiterate"} | said(willing_literacy=True),
        born("1967-06-30"),
        {"education": ""},
        "action",
        "cn-2016",
    ),
    Edge("industry", kind="action", plan="cn-2016"),
    Edge("photovoltaic", outside=NOT_DISABLED, kind="action", plan="cn-2016"),
    # Benefit items.
    Edge(
        "senior-free",
        {"school_stage": "vocational"},
        {"school_stage": "college"},
        {"school_stage": "", **born("2001-01-01")},
    ),
    Edge("senior-free", {"school_stage": "senior"}, {"school_stage": "junior"}, plan="cn-2016"),
    Edge(
        "poor-student-aid",
        {"school_stage": "preschool"},
        {"school_stage": "none", "dropped_out_for_poverty": False},
    ),
    Edge(
        "literacy-class",
        born("2003-06-30") | {"education": "illiterate"} | said(willing_literacy=True),
        born("2003-07-01"),
        said(willing_literacy=None),
    ),
    Edge("ecommerce-training", outside=NOT_DISABLED),
    Edge(
        "ecommerce-startup",
        said(willing_ecommerce=True, ecommerce_conditions=True),
        said(ecommerce_conditions=False),
        said(ecommerce_conditions=None),
    ),
    Edge("identification-check", NOT_POOR, NOT_DISABLED),
    Edge("dibao", said(dibao_conditions=True), said(dibao_conditions=False), said(dibao_conditions=None)),
    Edge(
        "dibao-single",
        born("2000-06-30")
        | {"employed": False, "level": 2, "family_supported": True}
        | said(hardship=True, can_live_alone_registered=False),
        born("2000-07-01"),
        {"employed": None},
    ),
    Edge(
        "tekun",
        said(tekun_conditions=True, supporter_unable=True),
        said(supporter_unable=False),
        said(supporter_unable=None),
    ),
    Edge("pension-premium", born("2002-06-30"), born("2002-07-01")),
    Edge("pension-premium", born("1958-07-01"), born("1958-06-30")),
    Edge("living-allowance", {"records": ["dibao"]}, {"records": ["dibao"], "level": None}, {"records": []}),
    Edge(
        "nursing-allowance",
        {"level": 2} | said(need_long_term_care=True),
        {"level": 3},
        said(need_long_term_care=None),
    ),
    Edge("industry-project", {"home": {"poverty_status": "fallen_back"}}),
    Edge(
        "startup-household-support",
        {"home": {"startup_household": True}},
        {"home": {"startup_household": False}},
        {"home": {"startup_household": None}},
    ),
    Edge("operator-driven"),
    Edge("one-household-plan", outside=NOT_DISABLED),
    Edge(
        "relocation-housing",
        said(relocation_eligible=True, willing_relocation=True),
        said(willing_relocation=False),
        said(willing_relocation=None),
    ),
    Edge(
        "resettlement-house",
        said(relocation_eligible=True, willing_relocation=True, cannot_self_fund=True),
        said(cannot_self_fund=False),
        said(cannot_self_fund=None),
        plan="cn-2016",
    ),
    Edge(
        "house-renovation",
        {"home": {"house_grade": "C", "only_house": True}},
        {"home": {"house_grade": "B", "only_house": True}},
        {"home": {"house_grade": "D", "only_house": None}},
    ),
    Edge(
        "house-hardship",
        {"home": {"house_grade": "D"}} | said(cannot_self_fund=True),
        said(cannot_self_fund=False),
        said(cannot_self_fund=None),
    ),
    Edge(
        "home-accessibility",
        {"home": {"need_accessibility": True}},
        {"home": {"need_accessibility": False}},
        {"home": {"need_accessibility": None}},
    ),
    Edge("pairing", outside=NOT_DISABLED),
    Edge("medical-premium"),
    Edge(
        "medical-aid",
        {"medical_insured": True} | said(out_of_pocket_heavy=True),
        {"medical_insured": False},
        said(out_of_pocket_heavy=None),
    ),
    Edge("medical-aid-coverage", outside=NOT_DISABLED),
    Edge("device-fitting", {"need_device": True}, {"need_device": False}, {"need_device": None}),
    Edge("health-management"),
    Edge("rehab-service", {"need_rehab": True}, {"need_rehab": False}, {"need_rehab": None}),
    Edge("child-rehab", {"need_rehab": True} | born("2011-07-01"), born("2011-06-30")),
    Edge(
        "practical-training",
        WORKS | born("2002-06-30") | said(willing_training=True),
        born("2002-07-01"),
        {"labour_ability": ""},
    ),
    Edge("youth-skills", WORKS, {"labour_ability": "lost"}, {"labour_ability": ""}),
    Edge("yulu", plan="cn-2016"),
    Edge("pro-farmer", said(farming_suited=True), said(farming_suited=False), said(farming_suited=None)),
    Edge("returnee", {"returned_migrant": True}, {"returned_migrant": False}, {"returned_migrant": None}),
    Edge(
        "leader-training",
        {"home": {"poverty_status": "lifted", "lifted_year": 2017}} | said(exemplary=True),
        {"home": {"poverty_status": "identified"}},
        said(exemplary=None),
    ),
    Edge("preschool-aid", {"school_stage": "preschool"}, {"school_stage": "primary"}),
    Edge("college-aid", {"school_stage": "college"}, {"school_stage": "none"}, plan="cn-2016"),
    Edge("compulsory-support", {"school_stage": "junior"}, {"school_stage": "senior"}),
    Edge("student-supplies", {"school_stage": "primary"}, {"school_stage": "none"}),
    Edge(
        "forest-ranger",
        said(competent_for_post=True),
        said(competent_for_post=False),
        said(competent_for_post=None),
    ),
    Edge("library-keeper", said(competent_for_post=True), NOT_DISABLED, said(competent_for_post=None)),
    Edge("tourism-post"),
    Edge("micro-credit", said(loan_eligible=True), said(loan_eligible=False), said(loan_eligible=None)),
    Edge("rehab-loan"),
    Edge("guarantee"),
    Edge("loan-insurance", plan="cn-2016"),
    Edge("coop-credit", plan="cn-2016"),
    Edge(
        "land-shares",
        {"home": {"has_contract_land_or_house": True}},
        {"home": {"has_contract_land_or_house": False}},
        {"home": {"has_contract_land_or_house": None}},
    ),
    Edge(
        "collective-dividend",
        {"home": {"collective_member": True}},
        {"home": {"collective_member": False}},
        {"home": {"collective_member": None}},
    ),
    Edge("asset-shares"),
    Edge("trusteeship", outside=NOT_DISABLED),
    Edge("pv-dividend", plan="cn-2016"),
    Edge("care-service", {"need_care": True}, {"need_care": False}, {"need_care": None}),
    Edge("social-donation"),
    Edge(
        "women-weaving-support",
        WORKS | {"female": True} | said(willing_employment=True),
        {"female": False},
        said(willing_employment=None),
    ),
    Edge("volunteer-service"),
]
