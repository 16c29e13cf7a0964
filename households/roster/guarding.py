"""What a file must pass before it is opened: signature, members, unpacked size, encryption.

Runs in the child process (child.py), so it knows nothing of Django.
"""

from __future__ import annotations

import io
import re
import zipfile

MAX_MEMBERS = 2_000
MAX_UNPACKED = 1 << 30
RATIO_FROM, MAX_RATIO = 300 << 20, 100
MAX_ROWS, MAX_COLUMNS = 200_000, 200

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_TEXT_NAMES = (".csv", ".tsv", ".txt")
_SAVE_AS = "请用 WPS 或 Excel 打开后“另存为”.xlsx 再上传"


class Refused(Exception):
    """The file is not read; the message says why and what to do."""


def kind_of_file(content: bytes, name: str) -> str:
    """``workbook`` or ``text``; refuses everything else."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Refused("文件是空的,没有任何内容;请检查后重新上传")
    if content.startswith(b"PK"):
        _check_zip(content)
        return "workbook"
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused("文件设有打开密码;请用 WPS 或 Excel 打开、取消密码后另存,再上传")
        return "workbook"
    head = content[:2_000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"mime-version")):
        raise Refused(f"文件其实是网页格式,不是工作簿;{_SAVE_AS}")
    if name.lower().endswith(_TEXT_NAMES) and not _looks_binary(content):
        return "text"
    raise Refused(f"文件不是工作簿(能读 .xlsx、.xls、.ods、.csv);{_SAVE_AS}")


def _looks_binary(content: bytes) -> bool:
    return b"\x00" in content[:4_000] and not content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _check_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members, len(content))
            names = {member.filename for member in members}
            if "mimetype" not in names and not any(name.endswith("workbook.xml") for name in names):
                raise Refused(f"压缩包里没有工作簿;请解压后逐个上传,或{_SAVE_AS}")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_xml(archive, member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as broken:
        raise Refused(f"文件已损坏,打不开;{_SAVE_AS}") from broken
    except Exception as broken:
        if isinstance(broken, Refused):
            raise
        raise Refused(f"文件已损坏,打不开;{_SAVE_AS}") from broken


def _check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise Refused(f"文件里的部件超过{MAX_MEMBERS}个,不像正常的工作簿;{_SAVE_AS}")
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(name.startswith(("/", "\\")) or ".." in name for name in names):
        raise Refused(f"文件内部结构不正常;{_SAVE_AS}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO):
        raise Refused("文件展开后过大;请删除多余的空行、图片和格式后另存,再上传")


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as part:
        head = part.read(1_024)
    if re.search(rb"<!(DOCTYPE|ENTITY)", head, re.IGNORECASE):
        raise Refused(f"文件里含有外部实体声明,为安全起见不读取;{_SAVE_AS}")
