"""The clerk at the civil affairs lists: import them, compare them with the registry, see to what differs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from config.demo.department_lists import ALLOWANCES, DIBAO, PERIOD
from config.demo.visitor import Refused, Visitor

if TYPE_CHECKING:
    from config.demo.main_job import MainJob

# Settled today: list, kind of difference, outcome, and what was found.
SETTLED = (
    (
        ALLOWANCES,
        "nursing-level",
        "told",
        "已看残疾人证原件，等级未变；函告民政局更正补贴类别，从7月起停发护理补贴",
    ),
    (
        DIBAO,
        "dibao-recorded-only",
        "told",
        "户内低保证仍有效，6月保障金已到账；民政局答复为名单漏列，7月补列",
    ),
)
# Taken on by the clerk, and how many by the township's; all others stay with the units that they fell to.
TAKEN = ((ALLOWANCES, "nursing-level"), (ALLOWANCES, "dead-still-paid"), (DIBAO, "dead-still-paid"))
OF_TOWNSHIP = 3
_TASKS = r"/comparison/tasks/\d+/"


def compare_department_lists(job: MainJob, written: dict[str, Any]) -> dict[str, Any]:
    """``written``: what ``demo_lists`` told of the workbooks and of the one who died."""
    clerk, period = job.signed_in("clerk"), f"{PERIOD:%Y-%m}"
    _register_death(clerk, **written["dead"])
    told = {}
    for name, path in written["lists"].items():
        page = clerk.upload(
            "/rosters/upload/", form_at="/rosters/?kind=lists", field="file", name=Path(path).name,
            content=Path(path).read_bytes(), kind="lists", list_name=name, period=period,
        )  # fmt: skip
        job.follow(clerk, page)
        merged = job.follow(clerk, clerk.post(f"{page.path}confirm/", form_at=page.path))["result"]
        asked = clerk.post("/comparison/compare/", left=f"{name}@{period}", right="registry")
        compared = job.follow(clerk, asked)["result"]
        told[name] = compared
        job.tell.step(
            f"{name}（{period}）已导入{merged['new']}人并与户档比对：两边一致{compared['both']}，登记不同"
            f"{compared['different']}，疑似{compared['doubtful']}，只在名单{compared['only_left']}，"
            f"待办理差异{compared['tasks']}条"
        )
    for settled in SETTLED:
        _settle(clerk, *settled)
    taken = [task for wanted in TAKEN for task in _tasks(clerk, *wanted)]
    township = job.signed_in("township")
    for who, tasks in ((clerk, taken), (township, _tasks(township)[:OF_TOWNSHIP])):
        for task in tasks:
            who.post(f"{task}take/", form_at=task)
    job.tell.step(
        f"数据比对差异：已办结{len(SETTLED)}条，县、乡承办{len(taken) + OF_TOWNSHIP}条，其余由所在单位办理"
    )
    return told


def _register_death(clerk: Visitor, household: str, name: str) -> None:
    """What the village told in May, before the list of June came."""
    found = clerk.post("/households/search/", q=household).links(r"/households/\d+/")
    if len(found) != 1:
        raise Refused(f"{len(found)} households of the number {household}")
    for person in clerk.get(found[0]).links(rf"{found[0]}persons/\d+/correct/"):
        address = person.replace("/correct/", "/remove/")
        form = clerk.get(address)
        if name in form.body.partition("<h1")[2].partition("</h1>")[0]:
            version = re.search(r'name="version" value="(\d+)"', form.body)
            clerk.post(
                address, kind="death", happened_on="2018-05-23", version=version[1] if version else "",
                reason="因病去世，村委会证明",
            )  # fmt: skip
            return
    raise Refused(f"{name} is not a member of the household {household}")


def _tasks(visitor: Visitor, name: str = "", kind: str = "") -> list[str]:
    asked = urlencode({"list_name": name, "kind": kind})
    return visitor.get(f"/comparison/?{asked}").links(_TASKS)


def _settle(clerk: Visitor, name: str, kind: str, outcome: str, note: str) -> None:
    task = _tasks(clerk, name, kind)[0]
    clerk.post(f"{task}take/", form_at=task)
    clerk.post(f"{task}settle/", form_at=task, outcome=outcome, note=note)
