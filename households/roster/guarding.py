"""What a file must pass before it is opened: signature, members, unpacked size, encryption.

The signature decides, never the name's ending. Runs in the child process (child.py), so it
knows nothing of Django.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

MAX_MEMBERS = 2_000
MAX_UNPACKED = 1 << 30
RATIO_FROM, MAX_RATIO = 300 << 20, 100
MAX_ROWS, MAX_COLUMNS = 200_000, 200
# A reader holds a sheet as a full rectangle from its first to its last filled cell.
MAX_SPREAD = 24_000_000
READABLE = "能读 .xlsx、.xls、.xlsb、.et、.ods、.csv、.tsv，以及装有这些文件的 .zip"

FileKind = Literal["workbook", "text", "web_page", "bundle"]

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
SAVE_AS = "请用 WPS 或 Excel 打开后“另存为”.xlsx 再上传"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "Word 文档"),
    (b"MZ", "程序"),
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ")
_WEB = (b"<html", b"<!doctype html", b"<table", b"<meta", b"mime-version", b"<head", b"<body", b"<style")
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_LISTS = re.compile(r"\.(xlsx|xlsm|xltx|xls|xlsb|et|ett|ods|csv|tsv|txt)$", re.IGNORECASE)


class Refused(Exception):
    """The file is not read; the message says why and what to do."""


def too_wide(row: int) -> str:
    return f"第{row}行超过{MAX_COLUMNS}列；请删除多余的列后上传"


def too_far(row: int) -> str:
    return f"第{row}行还有内容，离表格太远；请删除表格下面多余的行后上传"


def kind_of_file(content: bytes) -> FileKind:
    """Refuses everything that is neither a workbook, a list in text, a saved web page nor a zip of them."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Refused("文件是空的，没有任何内容；请检查后重新上传")
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    if content.startswith(OLE):
        return _kind_of_ole(content)
    if content.startswith(_ARCHIVES):
        raise Refused("这种压缩包不能读取；请改用 .zip 压缩，或解压后上传工作簿")
    for signature, what in _FOREIGN:
        if content.startswith(signature) and _looks_binary(content, signature):
            raise Refused(f"文件其实是{what}，不是工作簿；{SAVE_AS}")
    head = _plain_head(content)
    if head.startswith(_WEB) or (head.startswith(b"<?xml") and re.search(rb"<(html|workbook|table)\b", head)):
        return "web_page"
    if _looks_binary(content):
        raise Refused(f"文件不是工作簿（{READABLE}）；{SAVE_AS}")
    return "text"


def _plain_head(content: bytes) -> bytes:
    head = content[:4_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()


def _looks_binary(content: bytes, signature: bytes = b"") -> bool:
    """Control characters that no list in text has; two-byte text with a mark (or without) is let by."""
    if signature and not signature.isalpha():
        return True
    head = content[:8_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or two_byte_coding(content):
        return False
    return re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head) is not None


def two_byte_coding(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of separators and digits is nil, of Hanzi hardly any."""
    head = content[:2_000]
    low, high = head[1::2].count(0), head[0::2].count(0)
    if low > len(head) // 32 and low > 4 * high:
        return "utf-16-le"
    return "utf-16-be" if high > len(head) // 32 and high > 4 * low else ""


def _kind_of_ole(content: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused("文件设有打开密码；请用 WPS 或 Excel 打开、取消密码后另存，再上传")
    if "WordDocument".encode("utf-16-le") in content:
        raise Refused(f"文件其实是Word 文档，不是工作簿；{SAVE_AS}")
    return "workbook"


def _kind_of_zip(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _kind_of_archive(archive, len(content))
    except Refused:
        raise
    except Exception as broken:
        raise Refused(f"文件已损坏，打不开；{SAVE_AS}") from broken


def _kind_of_archive(archive: zipfile.ZipFile, packed: int) -> FileKind:
    members = archive.infolist()
    _check_members(members, packed)
    names = {member.filename.lower() for member in members}
    if names.isdisjoint(_WORKBOOKS) and "content.xml" not in names:
        if any(_LISTS.search(name) for name in names):
            return "bundle"
        what = "压缩包里没有工作簿"
        if "word/document.xml" in names:
            what = "文件其实是Word 文档，不是工作簿"
        raise Refused(f"{what}；{SAVE_AS}")
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            _check_xml(archive, member)
    return "workbook"


def _check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise Refused(f"文件里的部件超过{MAX_MEMBERS}个，不像正常的工作簿；{SAVE_AS}")
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(_escapes(name) for name in names):
        raise Refused(f"文件内部结构不正常；{SAVE_AS}")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("压缩包设有密码；请取消密码后重新压缩，再上传")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO):
        raise Refused("文件展开后过大；请删除多余的空行、图片和格式后另存，再上传")


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name)


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as part:
        head = part.read(4_096)
    if re.search(rb"<!(DOCTYPE|ENTITY)", head.replace(b"\x00", b""), re.IGNORECASE):
        raise Refused(f"文件里含有外部实体声明，为安全起见不读取；{SAVE_AS}")
    if member.filename == "META-INF/manifest.xml" and b"encryption-data" in head:
        raise Refused("文件设有打开密码；请用 WPS 或 Excel 打开、取消密码后另存，再上传")
