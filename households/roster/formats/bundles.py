"""A zip of the townships' files: each is guarded and read like one sent alone, its sheets named after it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from households.roster.formats.handing import Handing
from households.roster.guarding import Refused

_LEFT_BY = re.compile(r"(^|/)(__MACOSX/|\.|~\$|Thumbs\.db|desktop\.ini)", re.IGNORECASE)

ReadOne = Callable[[bytes, Handing, str], None]


def hand_over_bundle(content: bytes, handing: Handing, read_one: ReadOne) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        read, first_problem = 0, ""
        for member in archive.infolist():
            name = name_in_zip(member)
            if member.is_dir() or _LEFT_BY.search(name):
                continue
            stem = PurePosixPath(name.replace("\\", "/")).stem
            try:
                read_one(archive.read(member), handing, stem)
                read += 1
            except Refused as why:
                problem = f"压缩包里的“{name[-60:]}”：{why}"
                first_problem = first_problem or problem
                handing.sheet(stem, source=stem, problem=problem)
            except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as broken:
                raise Refused("压缩包已损坏，打不开；请重新压缩后上传") from broken
    if not read:
        told = f"。{first_problem}" if first_problem else ""
        raise Refused(f"压缩包里没有能读的花名册；请检查后重新压缩上传{told}")


def name_in_zip(member: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 flag come from Windows in GBK (or from a careless packer in UTF-8)."""
    if member.flag_bits & 0x800:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return member.filename
