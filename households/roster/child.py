"""The process that opens strange files: limits on itself, then plain rows on standard output.

Readers abort, swallow gigabytes or loop on files that exist in the wild; whatever
happens here, the worker lives. Started by reading.py; the file comes on standard input,
what goes out is told in formats/handing.py.
"""

from __future__ import annotations

import resource
import sys

from households.roster.formats.bundles import hand_over_bundle
from households.roster.formats.handing import Handing
from households.roster.formats.texts import hand_over_text
from households.roster.guarding import SAVE_AS, Refused, kind_of_file

MEMORY_BYTES = 2 << 30
CPU_SECONDS = 120
_HUNGRY = "文件展开后过大；请删除多余的空行、图片和格式后另存，再上传"


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    handing = Handing(sys.stdout.buffer)
    try:
        content = sys.stdin.buffer.read()
        if kind_of_file(content) == "bundle":
            hand_over_bundle(content, handing, _read_one)
        else:
            _read_one(content, handing, "")
        handing.end()
    except Refused as reason:
        handing.refuse(str(reason))
    except MemoryError:
        handing.refuse(_HUNGRY)
    except RecursionError:
        handing.refuse(f"文件内部结构不正常；{SAVE_AS}")


def _read_one(content: bytes, handing: Handing, source: str) -> None:
    """``source``: its name within a zip."""
    kind = kind_of_file(content)
    if kind == "bundle":
        raise Refused("是压缩包里的压缩包，未读取；请解压后重新压缩成一层")
    if kind == "text":
        hand_over_text(content, handing, source or "数据", source)
    elif kind == "web_page":
        from households.roster.formats.web_pages import hand_over_web_page

        hand_over_web_page(content, handing, source or "数据", source)
    else:
        from households.roster.formats.workbooks import hand_over_workbook

        hand_over_workbook(content, handing, source)


if __name__ == "__main__":
    main()
