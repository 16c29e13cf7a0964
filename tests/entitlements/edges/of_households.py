"""Items that households have."""

from __future__ import annotations

from tests.entitlements.edges.wording import (
    CN,
    DISABLED_AND_POOR,
    GZ,
    POOR,
    Condition,
    edge,
    home,
    judged,
    surveyed,
)

POOR_HOME = (POOR, DISABLED_AND_POOR)
TOURISM = Condition(
    "有旅游资源的贫困村", {"village": "tourism"}, {"village": "no-tourism"}, {"village": "plain"}
)
UNSAFE_HOUSE = Condition(
    "房屋安全等级为C级（局部危险）或D级（整幢危险）",
    home(house_grade="C"),
    home(house_grade="B"),
    home(house_grade=""),
    ("房屋安全等级C级（局部危险）", "房屋安全等级B级（基本安全）"),
    "房屋安全等级",
)
CANNOT_PAY = judged("cannot_self_fund", "无力自筹")
MAY_MOVE = (judged("relocation_eligible", "符合易地搬迁政策条件"), judged("willing_relocation", "自愿搬迁"))
LOAN = judged("loan_eligible", "符合贷款条件")

OF_HOUSEHOLDS = [
    # Actions.
    edge("party-pairing", *POOR_HOME, kind="action"),
    edge("startup-employment", *POOR_HOME, kind="action", plans=GZ),
    edge("industry", *POOR_HOME, kind="action", plans=CN),
    edge("photovoltaic", *POOR_HOME, kind="action", plans=CN),
    edge("finance", *POOR_HOME, LOAN, kind="action", plans=GZ),
    edge("rural-tourism", *POOR_HOME, TOURISM, kind="action", plans=GZ),
    edge(
        "rural-tourism",
        *POOR_HOME,
        Condition("中西部地区", {"village": "tourism"}, {"village": "east"}, {"village": "somewhere"}),
        TOURISM,
        kind="action",
        plans=CN,
    ),
    # Identification, social security, helpers.
    edge(
        "identification-check",
        Condition(
            "残疾成员数1以上（含）",
            home(poverty_status="none"),
            {"level": None},
            shown=("残疾成员数1", "残疾成员数0"),
        ),
    ),
    edge("dibao", *POOR_HOME, judged("dibao_conditions", "符合当地低保条件")),
    edge("pairing", *POOR_HOME),
    edge("visit", Condition("有帮扶责任人", {"paired": "2018-06-30"}, {"paired": "2018-07-01"})),
    # Housing and relocation.
    edge("relocation-housing", *POOR_HOME, *MAY_MOVE),
    edge("resettlement-house", *POOR_HOME, *MAY_MOVE, CANNOT_PAY, plans=CN),
    edge(
        "post-relocation",
        Condition("已搬迁", {"records": ["moved-today"]}, {"records": ["moved-tomorrow"]}),
        DISABLED_AND_POOR,
    ),
    edge(
        "home-accessibility",
        DISABLED_AND_POOR,
        surveyed("need_accessibility", "有无障碍改造需求", of="household"),
    ),
    edge(
        "house-renovation",
        *POOR_HOME,
        UNSAFE_HOUSE,
        surveyed("only_house", "唯一住房", of="household"),
    ),
    edge("house-hardship", *POOR_HOME, UNSAFE_HOUSE, CANNOT_PAY),
    # Training, trade, work.
    edge(
        "post-training-support",
        *POOR_HOME,
        Condition("已接受技能培训", {"records": ["trained"]}, {"records": ["in-training"]}),
    ),
    edge("industry-project", *POOR_HOME),
    edge(
        "startup-household-support",
        *POOR_HOME,
        surveyed("startup_household", "创业户", of="household"),
        plans=GZ,
    ),
    edge("operator-driven", *POOR_HOME),
    edge("one-household-plan", *POOR_HOME, plans=GZ),
    edge("tourism-post", *POOR_HOME),
    # Money and shares.
    edge("micro-credit", *POOR_HOME, LOAN),
    edge("rehab-loan", *POOR_HOME),
    edge("guarantee", *POOR_HOME),
    edge("coop-credit", *POOR_HOME, plans=CN),
    edge("loan-insurance", *POOR_HOME, plans=CN),
    edge("pv-dividend", *POOR_HOME, plans=CN),
    edge(
        "land-shares",
        *POOR_HOME,
        surveyed("has_contract_land_or_house", "有承包地经营权或住房财产权可入股", of="household"),
    ),
    edge(
        "collective-dividend", *POOR_HOME, surveyed("collective_member", "集体经济组织成员", of="household")
    ),
    edge("asset-shares", *POOR_HOME),
    edge("trusteeship", *POOR_HOME),
    edge("social-donation", *POOR_HOME),
]
