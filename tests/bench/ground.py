"""The ground that benchmarks run on: services and a database of their own, one county, one roster."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# What is made once and kept; another checkout may share it.
FOLDER = Path(os.environ.get("BENCH_DIR", ROOT / "build" / "bench"))
COUNTY, TOWNSHIPS, VILLAGES = 529901000000, 12, 12
TODAY = date(2018, 6, 30)
HEADER = """序号 乡（镇） 行政村 组 户编号 户主姓名 家庭人口 姓名 性别 民族 身份证号 残疾人证号 残疾类别
残疾等级 与户主关系 文化程度 劳动能力 户属性 主要致贫原因 是否脱贫 脱贫年度 医保 养老 联系电话 备注""".split()  # noqa: SIM905
_KINDS = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"]
_LEVELS = ["一级", "二级", "三级", "四级"]


@contextmanager
def services() -> Iterator[None]:
    """PostgreSQL of the benchmarks; its folder stays, so that large worlds are made once."""
    folder = FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    os.chmod(folder, 0o755)
    os.environ.update({"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings_test"})
    from config.embedded import start_services

    with start_services() as running:
        os.environ.update(running.environment(owner=True))
        os.environ["APP_DATABASE_URL"] = running.environment()["DATABASE_URL"]
        os.environ["LOG_LEVEL"] = "ERROR"
        import django

        django.setup()
        migrate()
        _places()
        yield


def migrate() -> None:
    """The kept database brought to this code; made anew where it knows migrations that are no more."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    if set(loader.applied_migrations) - set(loader.disk_migrations):
        name = connection.settings_dict["NAME"]
        connection.close()
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f"drop database {name}")
            cursor.execute(f"create database {name} owner owner")
    call_command("migrate", verbosity=0)


def _places() -> None:
    from foundation.accounts.models import Appointment, User
    from foundation.areas.models import Area

    if Area.objects.filter(code=COUNTY).exists():
        return
    areas = [(COUNTY, "测试县", "county", None)]
    for town in range(1, TOWNSHIPS + 1):
        code = COUNTY + town * 1_000
        areas.append((code, f"测试{town}镇", "township", COUNTY))
        areas += [(code + 200 + n, f"测试{town}镇{n}村", "village", code) for n in range(1, VILLAGES + 1)]
    for code, name, level, parent in areas:
        Area.objects.create(code=code, name=name, level=level, parent_id=parent)
    clerk = User.objects.create_user("bench", full_name="测试")
    Appointment.objects.create(user=clerk, role="county_clerk", area_id=COUNTY, starts_on=date(2016, 1, 1))


def empty_registry() -> None:
    """Every table that an import writes, emptied, and the statistics renewed."""
    from django.db import connection

    tables = (
        "households_household households_householdevent households_person households_personevent"
        " households_disabilitycertificate households_disabilitycertificateevent households_pairing"
        " households_cadre households_finding households_rosterrow households_rosterfile"
        " households_personfacts households_householdfacts jobs_run"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {', '.join(tables.split())} restart identity cascade")
        cursor.execute("checkpoint") if _superuser(cursor) else None


def _superuser(cursor: Any) -> bool:
    cursor.execute("select rolsuper from pg_roles where rolname = current_user")
    return bool(cursor.fetchone()[0])


def roster(rows: int, seed: int = 7) -> Path:
    """A roster of invented people with one header row: what every peer can read."""
    import xlsxwriter

    from foundation.sealed.invented import invented_id_number

    path = FOLDER / f"roster-{rows}.xlsx"
    if path.exists():
        return path
    rng = random.Random(seed)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("花名册")
    sheet.write_row(0, 0, HEADER)
    at, home = 1, 0
    while at <= rows:
        home += 1
        size = min(rng.choice((1, 2, 3, 3, 4, 5)), rows - at + 1)
        town, village = rng.randint(1, TOWNSHIPS), rng.randint(1, VILLAGES)
        head = ""
        for place in range(size):
            born = date(rng.randint(1935, 2015), rng.randint(1, 12), rng.randint(1, 28))
            female = rng.random() < 0.5
            number = invented_id_number(born_on=born, female=female, sequence=at % 500, place=at // 500)
            kind, level = rng.randint(1, 7), rng.randint(1, 4)
            certified = place == 0 or rng.random() < 0.3
            name = rng.choice("王李张刘陈杨黄赵周吴") + rng.choice("建国秀英志强桂兰文明") + str_name(rng)
            head = head or name
            cells = [
                str(at), f"测试{town}镇", f"测试{town}镇{village}村", f"{rng.randint(1, 9)}组",
                f"{COUNTY + town * 1_000 + 200 + village}{home:06d}", head, str(size), name,
                "女" if female else "男", "汉族", number, f"{number}{kind}{level}" if certified else "",
                _KINDS[kind - 1] if certified else "", _LEVELS[level - 1] if certified else "",
                "户主" if place == 0 else rng.choice(("之子", "之女", "其他")),
                "小学", "普通劳动力", "一般贫困户", "因残", "否", "", "是", "否",
                f"139{at:08d}" if rng.random() < 0.3 else "", "",
            ]  # fmt: skip
            sheet.write_row(at, 0, cells)
            at += 1
    book.close()
    return path


def str_name(rng: random.Random) -> str:
    return rng.choice(["", *"华平军芳梅林海云"])


if __name__ == "__main__":
    sys.exit("run python -m tests.bench")
