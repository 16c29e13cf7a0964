"""``make reset``: empty the data folder. Refuses while its services are running."""

from __future__ import annotations

import fcntl
import shutil
import sys

from config.embedded.folders import ServiceUser, data_dir, services_dir


def main() -> int:
    folder = data_dir()
    with (folder / "services.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print(
                "数据目录正在使用中；请先停止正在运行的系统（Ctrl-C），再执行 make reset。", file=sys.stderr
            )
            return 1
        shutil.rmtree(services_dir(ServiceUser.for_postgres()), ignore_errors=True)
        for entry in folder.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink()
    print("数据目录已清空。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
