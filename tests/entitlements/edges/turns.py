"""The day of the change: the same subject on 30 June and on 1 July 2018, nothing entered in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.entitlements.edges.wording import Words, born, said

LAST_DAY, DAY_AFTER = date(2018, 6, 30), date(2018, 7, 1)


@dataclass(frozen=True)
class Turn:
    """On which list of the item on either day, and what the page tells on the second."""

    name: str
    slug: str
    words: Words
    before: str
    after: str
    told: str = ""


WANTS_TO_READ = {"education": "illiterate", **said(willing_literacy=True)}
NEEDS_CARE = said(need_long_term_care=True)

TURNS = [
    Turn(
        "15th birthday", "literacy-class", born("2003-07-01") | WANTS_TO_READ, "ruled_out", "missed", "15岁"
    ),
    Turn(
        "51st birthday",
        "literacy-class",
        born("1967-07-01") | WANTS_TO_READ,
        "missed",
        "ruled_out",
        "（51岁）",
    ),
    Turn("16th birthday", "pension-premium", born("2002-07-01"), "ruled_out", "missed", "16岁"),
    Turn("60th birthday", "pension-premium", born("1958-07-01"), "missed", "ruled_out", "（60岁）"),
    Turn(
        "7th birthday",
        "child-rehab",
        born("2011-07-01") | {"need_rehab": True},
        "missed",
        "ruled_out",
        "（7岁）",
    ),
    Turn(
        "a diagnosed child without a certificate turns 18",
        "medical-premium",
        born("2000-07-01") | {"level": None, "diagnosed_kinds": ["visual"]},
        "missed",
        "ruled_out",
        "不满足“残疾人”",
    ),
    Turn(
        "the certificate's last day is over",
        "nursing-allowance",
        {"valid_until": LAST_DAY} | NEEDS_CARE,
        "missed",
        "ruled_out",
        "不满足“持有有效残疾人证”",
    ),
    Turn(
        "the statement ends",
        "nursing-allowance",
        {"until": DAY_AFTER} | NEEDS_CARE,
        "missed",
        "cannot_judge",
        "缺：需要长期照护",
    ),
    Turn("the helper begins", "visit", {"paired": "2018-07-01"}, "ruled_out", "missed", "未享受帮扶走访"),
]
