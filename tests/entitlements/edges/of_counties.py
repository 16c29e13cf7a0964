"""Items that counties have: most concern every county, two only those that the state has named."""

from __future__ import annotations

from tests.entitlements.edges.wording import BOTH, CN, GZ, Condition, Edge, Told, edge

EVERY_COUNTY = {
    BOTH: (
        "data-comparison", "cadre-training", "insured-rehab", "severe-reimbursement", "rehab-talent",
        "rehab-institution", "prevention", "rehab-directory", "special-ed-funding", "inclusive-kindergarten",
        "special-ed-allowance", "fund-allocation", "base-building", "purchase-service", "finance-products",
        "risk-guarantee-fund", "base-survey", "county-care-institution", "care-staff", "public-culture",
    ),
    CN: (
        "base-project", "ecommerce-platform", "thousand-enterprise", "school-twinning", "east-west",
        "designated-unit",
    ),
    GZ: ("demo-site", "ledger"),
}  # fmt: skip

NAMED = {
    "area_old_base": "革命老区",
    "area_minority": "少数民族地区",
    "area_contiguous": "集中连片特困地区县",
    "area_tibet_xinjiang": "西藏、四省藏区、南疆四地州",
}
NONE_OF_THEM = dict.fromkeys(NAMED, False)

OF_COUNTIES = [
    *(edge(slug, plans=plans) for plans, slugs in EVERY_COUNTY.items() for slug in slugs),
    edge(
        "ledger",
        Condition(
            "贫困县",
            {"flags": {"area_poor_county": True}},
            {"flags": {"area_poor_county": False}},
            {"flags": {}},
        ),
        plans=CN,
    ),
    Edge(
        "special-region",
        frozenset(NAMED.values()),
        [Told({"flags": NONE_OF_THEM | {flag: True}}) for flag in NAMED],
        [Told({"flags": NONE_OF_THEM}, tuple(NAMED.values()))],
        [
            Told({"flags": {key: False for key in NAMED if key != flag}}, shown=label)
            for flag, label in NAMED.items()
        ],
        plans=CN,
    ),
]
