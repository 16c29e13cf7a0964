"""``make demo``: install, run the main job of one county through the real processes, then serve."""

from __future__ import annotations

import argparse
import os
import sys
import time

from config.demo import day, main_job, preparing
from config.demo.telling import Teller
from config.embedded import start_services
from config.embedded.supervisor import Processes, Stopped, unwind_on_signals


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--once", action="store_true", help="stop after the main job")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    arguments = parser.parse_args()
    unwind_on_signals()
    tell = Teller()
    try:
        _run(tell, once=arguments.once, port=arguments.port)
    except Stopped:
        tell.line("已停止，没有留下任何进程。")
    return 0


def _run(tell: Teller, *, once: bool, port: int) -> None:
    began = time.monotonic()
    os.environ[day.VARIABLE] = day.DAY.isoformat()
    with start_services() as services:
        tell.step("数据库和队列已启动")
        preparing.prepare(services, tell)
        processes = Processes(services.environment(), port=0 if once else preparing.usable_port(port))
        try:
            processes.start()
            tell.step(f"网站、后台任务和定时任务已启动：{processes.address}")
            main_job.run_unless_done(processes.address, services, tell)
            tell.line(f"用时{time.monotonic() - began:.0f}秒。")
            if once:
                return
            tell.accounts(processes.address)
            processes.watch()
        finally:
            processes.stop()


if __name__ == "__main__":
    sys.exit(main())
