"""Handing out a frozen ledger's file: only as it was frozen."""

from __future__ import annotations

import hashlib

from assessment.models import Ledger
from foundation.sealed.cipher import CannotOpen
from foundation.sealed.files import read_file


class UnableToHandOut(Exception):
    """The file is missing or no longer what was frozen; the message is ready for the user."""


def file_of(ledger: Ledger) -> bytes:
    try:
        content = read_file(ledger.stored_as)
    except (FileNotFoundError, CannotOpen) as wrong:
        raise UnableToHandOut(
            "台账文件已损坏或丢失，不能下载；请联系系统管理员从备份恢复，或重新出具。"
        ) from wrong
    if hashlib.sha256(content).hexdigest() != ledger.sha256:
        raise UnableToHandOut("台账文件与生成时的校验值不符，不能下载；请联系系统管理员。")
    return content
