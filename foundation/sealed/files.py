"""Files that hold people's numbers: kept encrypted under random names, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from foundation.sealed.cipher import CannotOpen


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _key() -> bytes:
    return bytes.fromhex(settings.SEAL_KEY)[:32]


def keep_file(content: bytes) -> str:
    """Encrypt and keep; returns the name to keep in the row. Readers never see half a file."""
    name = secrets.token_hex(20)
    nonce = os.urandom(12)
    target = _folder() / name
    temporary = target.with_suffix(".tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(nonce + AESGCM(_key()).encrypt(nonce, content, name.encode()))
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return name


def read_file(name: str) -> bytes:
    """The content again; raises :class:`CannotOpen` for a damaged file or a wrong key."""
    raw = (_folder() / Path(name).name).read_bytes()
    try:
        return AESGCM(_key()).decrypt(raw[:12], raw[12:], name.encode())
    except InvalidTag as wrong:
        raise CannotOpen("the file is damaged or was sealed with another key") from wrong


def forget_file(name: str) -> None:
    (_folder() / Path(name).name).unlink(missing_ok=True)
