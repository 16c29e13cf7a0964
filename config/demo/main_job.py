"""The main job of one county, done through the web by the people whose work it is.

Import the roster → pair → record → detect → ledger. What was done is kept in the data
folder step by step, so that a second start goes on from what is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from config.demo.comparing_lists import compare_department_lists
from config.demo.day import DAY
from config.demo.preparing import COUNTY, manage
from config.demo.telling import Teller
from config.demo.visitor import Page, Refused, Visitor
from config.embedded.folders import data_dir
from config.embedded.services import Services

HOUSEHOLDS, SEED = 5_000, 1
AS_OF, PERIOD = "2018-06-30", "2018-06"
# What the clerk records for everybody who was missed: kind, item, and what the form asks.
RECORDED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("benefit", "medical-aid-coverage", {"year": f"{DAY.year}", "status": "approved"}),
    (
        "benefit",
        "medical-premium",
        {"year": f"{DAY.year}", "subsidy_yuan": "180", "status": "paid", "paid_on": f"{DAY}"},
    ),
    (
        "action",
        "startup-employment",
        {"project": "刺梨种植", "start_date": f"{DAY}", "fund_yuan": "2000", "stage": "taking_part"},
    ),
)


class MainJob:
    def __init__(self, address: str, services: Services, tell: Teller) -> None:
        self.address, self.services, self.tell = address, services, tell
        self.mark = data_dir() / "main_job.json"
        self.done: dict[str, Any] = json.loads(self.mark.read_text()) if self.mark.exists() else {}
        self.passwords = _passwords()

    def run(self) -> None:
        steps: tuple[tuple[str, Callable[[], Any]], ...] = (
            ("import", self.import_roster),
            ("records", self.load_records),
            ("everyday", self.work_half_a_year),
            ("lists", self.compare_lists),
            ("pair", self.pair_the_unpaired),
            ("record", self.record_support),
            ("detect", self.detect),
            ("ledger", self.produce_ledger),
        )
        for name, step in steps:
            if name not in self.done:
                self.done[name] = step()
                self.mark.write_text(json.dumps(self.done, ensure_ascii=False))

    def import_roster(self) -> dict[str, Any]:
        workbook = data_dir() / "roster.xlsx"
        manage(
            self.services, "demo_roster", "--area", str(COUNTY), "--households", str(HOUSEHOLDS),
            "--seed", str(SEED), "--out", str(workbook),
        )  # fmt: skip
        content = workbook.read_bytes()
        self.tell.step(f"花名册已生成：{len(content) // 1024}KB,SHA-256 {sha256(content).hexdigest()[:16]}…")
        clerk = self.signed_in("clerk")
        page = clerk.upload(
            "/rosters/upload/", form_at="/rosters/", field="file", name="花名册.xlsx", content=content
        )
        checked = self.follow(clerk, page)
        self.tell.step(f"花名册已核对：{_counts(checked)}")
        merged = self.follow(clerk, clerk.post(f"{page.path}confirm/", form_at=page.path))
        self.follow(clerk, clerk.post(f"{page.path}wrong-rows/make/", form_at=page.path))
        wrong = clerk.get(f"{page.path}wrong-rows/").raw
        self.tell.step(f"花名册已入库：{_counts(merged)}；待改行工作簿{len(wrong) // 1024}KB")
        return {"counts": merged["result"]}

    def load_records(self) -> str:
        told = manage(
            self.services, "demo_records", "--area", str(COUNTY), "--households", str(HOUSEHOLDS),
            "--seed", str(SEED), owner=True,
        )  # fmt: skip
        self.tell.step(f"历年调查和待遇名单已载入：{told.strip()}")
        return told.strip()

    def work_half_a_year(self) -> str:
        told = manage(self.services, "demo_everyday", "--area", str(COUNTY)).strip()
        self.tell.step(f"半年日常工作已办理：{told}")
        return told

    def compare_lists(self) -> dict[str, Any]:
        told = manage(
            self.services, "demo_lists", "--area", str(COUNTY), "--households", str(HOUSEHOLDS),
            "--seed", str(SEED), "--out", str(data_dir()),
        )  # fmt: skip
        return compare_department_lists(self, json.loads(told.splitlines()[-1]))

    def pair_the_unpaired(self) -> int:
        """The roster named most helpers; the clerk pairs the first page of those without one."""
        clerk = self.signed_in("clerk")
        homes = clerk.get("/households/?paired=no").links(r"/households/\d+/")
        paired = 0
        for home in homes[:20]:
            form = clerk.get(f"{home}pair/")
            cadre = re.search(r'<option value="(\d+)"', form.body)
            if cadre is None:
                break
            clerk.post(
                f"{home}pair/", cadre=cadre[1], starts_on=DAY.isoformat(),
                measures="发展产业、落实医保和康复服务", fund_yuan="1000", fund_source="fiscal",
            )  # fmt: skip
            paired += 1
        self.tell.step(f"结对：花名册之外又为{paired}户确定了帮扶责任人")
        return paired

    def record_support(self) -> list[str]:
        clerk = self.signed_in("clerk")
        told = []
        for kind, slug, answers in RECORDED:
            page = clerk.post(f"/entitlements/{kind}/{slug}/record/", **answers)
            told.append(_message(page))
            self.tell.detail(f"{slug}：{told[-1]}")
        self.tell.step("帮扶和待遇已按名单登记")
        return told

    def detect(self) -> dict[str, Any]:
        clerk = self.signed_in("clerk")
        run = self.follow(clerk, clerk.post("/alerts/detect/", as_of=AS_OF))
        self.tell.step(f"返贫监测（{AS_OF}）：{_counts(run)}")
        return dict(run["result"])

    def produce_ledger(self) -> dict[str, Any]:
        clerk = self.signed_in("clerk")
        run = self.follow(clerk, clerk.post("/ledgers/", period=PERIOD))
        ledger = run["result"]
        content = clerk.get(f"/ledgers/{ledger['object_id']}/download/").raw
        name = data_dir() / f"脱贫台账-{PERIOD}.xlsx"
        name.write_bytes(content)
        digest = sha256(content).hexdigest()
        if digest != ledger["sha256"]:
            raise Refused(f"the ledger's digest is {digest}, not {ledger['sha256']}")
        self.tell.step(f"脱贫台账（{PERIOD}）：{_counts(run)}")
        self.tell.detail(f"{name}")
        self.tell.detail(f"SHA-256 {digest}")
        return dict(ledger)

    def signed_in(self, username: str) -> Visitor:
        visitor = Visitor(self.address)
        visitor.sign_in(username, self.passwords[username])
        return visitor

    def follow(self, visitor: Visitor, page: Page) -> dict[str, Any]:
        """Wait for the run that the page shows."""
        found = re.findall(r"/runs/(\d+)/", page.body)
        if not found:
            raise Refused(f"{page.url} shows no run: {page.words()}")
        return visitor.follow_run(int(found[-1]), self.tell.run)


def run_unless_done(address: str, services: Services, tell: Teller) -> None:
    MainJob(address, services, tell).run()


def _passwords() -> dict[str, str]:
    """Username to password, from the file that create_accounts keeps."""
    lines = (data_dir() / "accounts.txt").read_text().splitlines()
    rows = [line.split() for line in lines]
    return {row[-2]: row[-1] for row in rows if len(row) >= 3}


WORDS = {
    "rows": "行",
    "new": "新增",
    "changed": "变更",
    "unchanged": "无变化",
    "wrong": "有误",
    "held": "同户待改",
    "elsewhere": "在他县登记",
    "blank": "空行或非人员行",
    "households_new": "新登记户",
    "paired": "结对",
    "households": "户",
    "members": "家庭成员",
    "persons": "残疾人",
    "alerts_new": "新预警",
    "lifted": "已脱贫",
    "fallen": "返贫",
}


def _counts(run: dict[str, Any]) -> str:
    result = run["result"]
    return "，".join(
        f"{word}{result[key]}" for key, word in WORDS.items() if isinstance(result.get(key), int)
    )


def _message(page: Page) -> str:
    """The sentence that the page greets with."""
    found = re.search(r'class="notice notice-success">\s*<p><strong>.*?</strong>(.*?)</p>', page.body, re.S)
    return found[1].strip() if found else page.words()
