"""What the demo prints: one line a step, a progress line that is written over on a terminal."""

from __future__ import annotations

import sys
import time
from typing import Any

from config.embedded.folders import data_dir


class Teller:
    def __init__(self) -> None:
        self.began = time.monotonic()
        self.number = 0
        self.last = ""

    def line(self, text: str) -> None:
        self._end_progress()
        print(text, flush=True)

    def step(self, text: str) -> None:
        self.number += 1
        self.line(f"[{time.monotonic() - self.began:6.1f}秒] {self.number:2d}. {text}")

    def detail(self, text: str) -> None:
        self.line(f"             {text}")

    def run(self, run: dict[str, Any]) -> None:
        """A background run's present state; repeated states are not printed again."""
        text = f"             … {run['done']}/{run['total']} {run['sentence']}"
        if text == self.last:
            return
        self.last = text
        if sys.stdout.isatty():
            print(f"\r\033[K{text}", end="", flush=True)
        else:
            print(text, flush=True)

    def accounts(self, address: str) -> None:
        self.line(f"\n系统地址：{address}\n")
        accounts = data_dir() / "accounts.txt"
        if accounts.exists():
            self.line(accounts.read_text())
            self.line(f"（账号和密码保存在 {accounts}，仅本人可读。按 Ctrl-C 停止。）")

    def _end_progress(self) -> None:
        if self.last and sys.stdout.isatty():
            print(flush=True)
        self.last = ""
