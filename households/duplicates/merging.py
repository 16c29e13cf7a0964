"""Merging two files of one person or one family. Nothing is deleted and nothing is lost.

Every row that hangs on the dropped file goes to the kept one, table by table as registered
(households/hanging.py). A row that the database refuses there, because the kept file has the
same (one benefit and period on both, one survey of a year), stays with the dropped file and is
told. The dropped file leaves the registry with the reason; the Merge row says what was done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone

from foundation.accounts.models import User
from foundation.areas.codes import county_of
from foundation.sealed.fields import LookupKeyField, Sealed
from households.duplicates.differences import choosable
from households.duplicates.finding import find_around
from households.facts import refreshing as facts
from households.hanging import Hanging, followers, followers_of
from households.models import Duplicate, Household, Merge, Person
from households.models.linked import HouseholdLinked
from households.names import initials
from households.words import words_of


class UnableToMerge(Exception):
    """The two cannot be merged; the message is ready for the user."""


@dataclass(frozen=True)
class SamePerson:
    """``dropped`` is ``kept``; ``take``: names of the fields whose value comes from the dropped one."""

    kept: Person
    dropped: Person
    take: Sequence[str] = ()


@dataclass
class _Trail:
    moved: list[dict[str, Any]] = field(default_factory=list)
    clashes: list[dict[str, Any]] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    before: list[dict[str, Any]] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


@transaction.atomic
def keep_apart(*, duplicate: Duplicate, reason: str, by: User, on: date) -> Duplicate:
    """Not the same: remembered for ever, whatever is found later."""
    if not reason.strip():
        raise UnableToMerge("请写明核实情况：凭什么认定不是同一人（户）。")
    _decide(duplicate, Duplicate.State.APART, reason.strip()[:200], by)
    homes = [duplicate.household_a_id, duplicate.household_b_id]
    find_around(homes)
    duplicate.refresh_from_db()
    return duplicate


@transaction.atomic
def merge_persons(*, duplicate: Duplicate, same: SamePerson, decision: str, by: User, on: date) -> Merge:
    """One person entered twice. The last member of a household takes the whole household along."""
    kept, dropped = same.kept, same.dropped
    if {kept.pk, dropped.pk} != {duplicate.person_a_id, duplicate.person_b_id}:
        raise UnableToMerge("所选的两人不是这一对疑似重复，请重新打开核对。")
    home, left = _locked(kept.household_id, dropped.household_id)
    _check_persons(same)
    others = Person.objects.living_here().filter(household=left).exclude(pk=dropped.pk)
    alone = home.pk != left.pk and dropped.left_on is None and not others.exists()
    if home.pk != left.pk and not alone and dropped.left_on is None and dropped.relation == "head":
        raise UnableToMerge(
            f"{dropped.name}是{left}的户主，户内还有其他人；请合并两户，或先为该户更换户主再合并此人。"
        )
    trail = _Trail()
    _absorb_person(trail, same, home, on=on)
    if alone:
        _absorb_household(trail, home, left, (), on=on)
    return _finish(duplicate, trail, home, left, decision, by=by, on=on, same=same)


@transaction.atomic
def merge_households(
    *,
    duplicate: Duplicate,
    kept: Household,
    dropped: Household,
    people: Sequence[SamePerson],
    take: Sequence[str],
    decision: str,
    by: User,
    on: date,
) -> Merge:
    """One family entered twice: the same people become one, the others move over as members."""
    if {kept.pk, dropped.pk} != {duplicate.household_a_id, duplicate.household_b_id}:
        raise UnableToMerge("所选的两户不是这一对疑似重复，请重新打开核对。")
    home, left = _locked(kept.pk, dropped.pk)
    trail = _Trail()
    for same in people:
        if same.kept.household_id != home.pk or same.dropped.household_id != left.pk:
            raise UnableToMerge(f"{same.dropped.name}已不在原来的户中，请重新打开核对。")
        _check_persons(same)
        _absorb_person(trail, same, home, on=on)
    _absorb_household(trail, home, left, take, on=on)
    return _finish(duplicate, trail, home, left, decision, by=by, on=on)


def _locked(kept: int, dropped: int) -> tuple[Household, Household]:
    """Both files, locked in one order, so that two leads merging crosswise do not wait for each other."""
    rows = Household.objects.filter(pk__in={kept, dropped}).order_by("pk").select_for_update()
    homes = {home.pk: home for home in rows}
    if homes[kept].left_on is not None:
        raise UnableToMerge(f"{homes[kept]}已退出登记，请保留仍在册的一户。")
    return homes[kept], homes[dropped]


def _check_persons(same: SamePerson) -> None:
    if same.kept.left_on is not None:
        raise UnableToMerge(f"要保留的{same.kept.name}已减少，请保留仍在册的一份。")
    if same.kept.id_number_key is None and same.dropped.id_number_key is not None:
        raise UnableToMerge(f"{same.kept.name}的这份没有身份证号；请保留有身份证号的一份，证件随之保留。")


def _absorb_person(trail: _Trail, same: SamePerson, home: Household, *, on: date) -> None:
    kept, dropped = same.kept, same.dropped
    trail.people.append(dropped.pk)
    if dropped.left_on is None:
        _set(trail, dropped, {"left_on": on, "left_reason": f"与{home.number}户{kept.name}重复，已合并"[:60]})
    for table in followers():
        for column in table.persons:
            for row in _rows(table).filter(**{column: dropped.pk}).order_by("pk"):
                _move(trail, table, row, {column: kept.pk}, home)
    _set(trail, kept, _taken(trail, kept, dropped, same.take))
    if kept.relation == "head" and home.head_name != kept.name:
        _set(trail, home, {"head_name": kept.name, "head_initials": initials(kept.name)})


def _absorb_household(
    trail: _Trail, home: Household, left: Household, take: Sequence[str], *, on: date
) -> None:
    for member in Person.objects.filter(household=left).exclude(pk__in=trail.people).order_by("pk"):
        values: dict[str, Any] = {"household_id": home.pk, "area_code": home.area_code}
        if member.relation == "head" and member.left_on is None:
            values["relation"] = "other"
        _set(trail, member, values)
    for table in followers():
        for column in table.households:
            rows = _rows(table).filter(**{column: left.pk}).order_by("pk")
            for person in table.persons:
                # What stayed with a person that ended here stays in that person's file.
                rows = rows.exclude(**{f"{person}__in": trail.people})
            for row in rows if table.model is not Person and not table.through else ():
                _move(trail, table, row, {}, home, column)
    _set(trail, home, _taken(trail, home, left, take))
    if left.left_on is None:
        _set(trail, left, {"left_on": on, "left_reason": f"与户编号{home.number}重复，已合并"})


def _rows(table: Hanging) -> Any:
    return table.model._default_manager.all()


def _move(
    trail: _Trail,
    table: Hanging,
    row: Any,
    to: dict[str, Any],
    home: Household,
    household_column: str = "household_id",
) -> None:
    """Move one row in a savepoint: what the database refuses stays where it is and is told."""
    if household_column in table.households:
        to = {**to, household_column: home.pk}
        if household_column == "household_id" and issubclass(table.model, HouseholdLinked):
            to["area_code"] = home.area_code
    before = {name: getattr(row, name) for name in to}
    if before == to:
        return
    try:
        with transaction.atomic():
            _rows(table).filter(pk=row.pk).update(**to)
    except IntegrityError as refused:
        words = f"{table.words}：{table.told(row)}"[:200]
        trail.clashes.append({"table": table.label, "id": row.pk, "words": words, "why": _why(refused)})
    else:
        trail.moved.append({"table": table.label, "id": row.pk, "from": before, "to": to})
        for child in followers_of(table.model):
            for one in _rows(child).filter(**{child.through: row.pk}).order_by("pk"):
                _move(trail, child, one, {}, home)


def _why(refused: IntegrityError) -> str:
    name = str(getattr(getattr(refused.__cause__, "diag", None), "constraint_name", ""))
    if name == "certificate_of_its_holder":
        return "证号与保留的身份证号不符"
    return "保留的一方已有同一项目、同一期间的记录"


def _taken(trail: _Trail, kept: Any, dropped: Any, names: Sequence[str]) -> dict[str, Any]:
    """The values that come from the dropped file, with their words for the trail."""
    fields = {field.name: field for field in choosable(type(kept))}
    values: dict[str, Any] = {}
    for name in names:
        old, new = getattr(kept, name), getattr(dropped, name)
        if old == new:
            continue
        if name == "relation" and "head" in {old, new}:
            continue
        trail.taken.append(
            {
                "table": kept._meta.label,
                "id": kept.pk,
                "field": name,
                "label": str(fields[name].verbose_name),
                "old": words_of(fields[name], old),
                "new": words_of(fields[name], new),
            }
        )
        values[name] = new
    if "name" in values:
        values["name_initials"] = initials(values["name"])
    for key in type(kept)._meta.concrete_fields:
        if isinstance(key, LookupKeyField) and key.of in values:
            values[key.name] = values[key.of].lookup_key if values[key.of] else None
    return values


def _set(trail: _Trail, row: Any, values: Mapping[str, Any]) -> None:
    if not values:
        return
    trail.before.append(
        {
            "table": row._meta.label,
            "id": row.pk,
            "values": {name: _plain(getattr(row, name)) for name in values},
            "now": {name: _plain(value) for name, value in values.items()},
        }
    )
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(updated_at=timezone.now(), **values)
    except IntegrityError as contrary:
        raise UnableToMerge(f"{row}：所选的值互相矛盾，不能一起登记；请逐项核对后重选。") from contrary
    for name, value in values.items():
        setattr(row, name, value)


def _plain(value: Any) -> Any:
    """As JSON: the whole is sealed afterwards."""
    if isinstance(value, Sealed | bytes):
        return {"bytes": bytes(value).hex(), "kind": getattr(value, "kind", "")}
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)


def _finish(
    duplicate: Duplicate,
    trail: _Trail,
    home: Household,
    left: Household,
    decision: str,
    *,
    by: User,
    on: date,
    same: SamePerson | None = None,
) -> Merge:
    _decide(duplicate, Duplicate.State.MERGED, decision.strip()[:200] or "已合并", by)
    Household.objects.filter(pk__in={home.pk, left.pk}).update(
        version=F("version") + 1, updated_at=timezone.now()
    )
    codes = {home.area_code, left.area_code}
    merge = Merge.objects.create(
        area_code=home.area_code if len(codes) == 1 else county_of(home.area_code),
        duplicate=duplicate,
        kept_household=home,
        dropped_household=left,
        kept_person=same.kept if same else None,
        dropped_person=same.dropped if same else None,
        dropped_people=trail.people,
        moved=trail.moved,
        clashes=trail.clashes,
        taken=trail.taken,
        before=Sealed.of("merge", json.dumps(trail.before, ensure_ascii=False)),
        created_by=by,
    )
    facts.refresh([home.pk, left.pk], on=on)
    find_around([home.pk, left.pk])
    return merge


def _decide(duplicate: Duplicate, state: str, words: str, by: User) -> None:
    decided = Duplicate.objects.filter(pk=duplicate.pk, state=Duplicate.State.OPEN).update(
        state=state, decision=words, decided_by=by, decided_at=timezone.now()
    )
    if not decided:
        raise UnableToMerge("这一对疑似重复刚刚已由别人处理，请重新打开核对。")


def restore_value(model: type[models.Model], name: str, plain: Any) -> Any:
    """What :func:`_plain` made, as the column takes it again."""
    if isinstance(plain, dict) and "bytes" in plain:
        raw = bytes.fromhex(plain["bytes"])
        return Sealed(plain["kind"], raw) if plain["kind"] else raw
    field: Any = model._meta.get_field(name)
    return field.to_python(plain) if plain is not None else None
