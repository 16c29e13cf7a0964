"""The subjects of the table, each once, whatever items it serves: put there, then judged together."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.areas.models import Area, AreaFlag
from foundation.policy.facts import fact_named
from foundation.policy.models import PolicyItem
from households.models import FactStatement, Household, LoadedList
from support_measures.models import BenefitRecord, Status
from tests import world as w
from tests.entitlements.edges.wording import Words
from tests.world import World, household, pair, person

# What is known of the villages: their flags. None of them says anything but "plain" where nothing is known.
VILLAGES: dict[str, tuple[int, dict[str, bool]]] = {
    "plain": (w.VILLAGE, {}),
    "listed": (w.OTHER_VILLAGE, {}),
    "tourism": (520203102211, {"area_tourism_village": True, "area_midwest": True}),
    "no-tourism": (520203102212, {"area_tourism_village": False, "area_midwest": True}),
    "east": (520203102213, {"area_tourism_village": True, "area_midwest": False}),
    "somewhere": (520203102214, {"area_tourism_village": True}),
}
# A village of the county next door, as well endowed.
NEXT_DOOR = "next-door"
RECORDS: dict[str, dict[str, Any]] = {
    "moved-today": {"item": "relocation-housing", "details": {"moved_date": "2018-06-30"}},
    "moved-tomorrow": {"item": "relocation-housing", "details": {"moved_date": "2018-07-01"}},
    "trained": {"item": "practical-training", "status": Status.PAID},
    "in-training": {"item": "practical-training", "status": Status.APPROVED},
}


class People:
    """``key(item, words)`` is the subject's key in the lists of the item."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.homes: dict[str, Household] = {}
        self.counties: dict[str, int] = {}
        self.statements: list[FactStatement] = []
        self.records: list[BenefitRecord] = []
        flags = dict(VILLAGES.values()) | {w.NEXT_VILLAGE: VILLAGES["tourism"][1]}
        known = set(Area.objects.values_list("code", flat=True))
        Area.objects.bulk_create(
            Area(code=code, name=f"测试村{code % 1000}", level="village", parent_id=w.TOWNSHIP)
            for code in flags
            if code not in known
        )
        AreaFlag.objects.bulk_create(
            AreaFlag(area_id=code, flag=flag, holds=holds)
            for code, said in flags.items()
            for flag, holds in said.items()
        )
        LoadedList.objects.create(area_code=w.OTHER_VILLAGE, list_name="低保对象名单", period="2018-06")

    def key(self, item: PolicyItem, words: Words, *, next_door: bool = False) -> int:
        if item.per == "area":
            return self._county(words.get("flags", {}), next_door=next_door)
        home = self._home(item, {**words, "village": NEXT_DOOR} if next_door else words)
        return int(home.pk if item.per == "household" else home.persons.order_by("pk")[0].pk)

    def stand(self) -> None:
        FactStatement.objects.bulk_create(self.statements)
        BenefitRecord.objects.bulk_create(self.records)

    def _home(self, item: PolicyItem, words: Words) -> Household:
        per_item = any(fact_named(fact).per_item for fact in words.get("judged", ()))
        told = repr((sorted(words.items()), item.slug if per_item else ""))
        if told not in self.homes:
            self.homes[told] = self._settled(item, {"level": 1, **words})
        return self.homes[told]

    def _settled(self, item: PolicyItem, words: Words) -> Household:
        village, columns = words.pop("village", "plain"), words.pop("home", {})
        judged, records = words.pop("judged", {}), words.pop("records", [])
        paired, others = words.pop("paired", ""), words.pop("with", [])
        until, valid_until = words.pop("until", None), words.pop("valid_until", None)
        code = w.NEXT_VILLAGE if village == NEXT_DOOR else VILLAGES[village][0]
        home = household(code, members=[person(**words), *(person(**one) for one in others)], **columns)
        if paired:
            pair(home, self.world.cadre, starts_on=date.fromisoformat(paired))
        member = home.persons.order_by("pk")[0]
        if valid_until:
            member.certificates.update(valid_until=valid_until)
        for key, value in judged.items():
            fact = fact_named(key)
            if value is not None:
                self.statements.append(
                    FactStatement(
                        household=home,
                        area_code=home.area_code,
                        person=member if fact.of == "person" else None,
                        fact=key,
                        item=item.slug if fact.per_item else "",
                        value=value,
                        holds_from=date(2018, 1, 1),
                        holds_to=until,
                        basis="乡镇评估",
                    )
                )
        for name in records:
            given = RECORDS.get(name, {"item": name})
            self.records.append(
                BenefitRecord(household=home, area_code=home.area_code, starts_on=date(2018, 1, 1), **given)
            )
        return home

    def _county(self, flags: dict[str, bool], *, next_door: bool) -> int:
        told = repr((sorted(flags.items()), next_door))
        if told not in self.counties:
            prefecture = w.OTHER_PREFECTURE if next_door else w.PREFECTURE
            code = prefecture + (50 + len(self.counties)) * 1_000_000
            Area.objects.create(code=code, name=f"测试县{code}", level="county", parent_id=prefecture)
            AreaFlag.objects.bulk_create(
                AreaFlag(area_id=code, flag=flag, holds=holds) for flag, holds in flags.items()
            )
            self.counties[told] = code
        return self.counties[told]
