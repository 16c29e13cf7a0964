"""What the county put in as an area: funds, care, rehabilitation, training of cadres."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from config.demo.everyday.desk import Desk
from foundation.policy.models import PolicyItem
from support_measures.areas.supporting import record_area_support
from support_measures.recording import Granted

# Item, since, yuan, source.
PUT_IN = (
    ("fund-allocation", date(2018, 3, 1), 2_600_000, "county"),
    ("county-care-institution", date(2017, 9, 1), 1_800_000, "province"),
    ("rehab-institution", date(2017, 6, 1), 950_000, "province"),
    ("cadre-training", date(2018, 4, 10), 60_000, "county"),
    ("care-staff", date(2018, 5, 8), 45_000, "federation"),
    ("prevention", date(2018, 2, 20), 120_000, "county"),
    ("data-comparison", date(2018, 6, 25), 0, ""),
)


def record_supports(desk: Desk) -> int:
    count = 0
    for slug, since, yuan, source in PUT_IN:
        item = (
            PolicyItem.objects.filter(plan__slug="gz-2017", kind="benefit", slug=slug).order_by("-pk").first()
        )
        if item is None or item.per != "area":
            continue
        granted = Granted(
            starts_on=since, status="paid" if yuan else "approved",
            amount_yuan=Decimal(yuan) if yuan else None,
            fund_source=source, paid_on=since if yuan else None,
        )  # fmt: skip
        record_area_support(item=item, area_code=desk.county.code, by=desk.clerk, on=desk.on, granted=granted)
        count += 1
    return count
