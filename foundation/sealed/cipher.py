"""How sealed numbers are made: a lookup key by HMAC, a sealed value by AES-SIV.

The key finds (unique, joined, merged on) and its secret is not rotated online;
the sealed value is opened again and can be rotated in chunks. The kind of the
number is bound into both, so that a phone cannot pass for an account.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

VERSION = b"\x01"
KEY_BYTES = 16


class CannotOpen(ValueError):
    """The sealed value was made with another key or is damaged."""


@cache
def _cipher(key_hex: str) -> AESSIV:
    return AESSIV(bytes.fromhex(key_hex))


@cache
def _hashes(key_hex: str) -> tuple[Any, Any]:
    """The two hashes of HMAC-SHA256 with the key already in them: four times as fast as ``hmac.digest``."""
    secret = bytes.fromhex(key_hex)
    if len(secret) > 64:
        secret = hashlib.sha256(secret).digest()
    padded = secret.ljust(64, b"\0")
    inner, outer = (bytes(byte ^ mask for byte in padded) for mask in (0x36, 0x5C))
    return hashlib.sha256(inner), hashlib.sha256(outer)


def lookup_key(kind: str, number: str) -> bytes:
    """16 bytes that stand for the normalised number in searches, joins and constraints: HMAC-SHA256, cut."""
    inner, outer = _hashes(settings.SEAL_LOOKUP_KEY)
    inside, outside = inner.copy(), outer.copy()
    inside.update(f"{kind}:{number}".encode())
    outside.update(inside.digest())
    return bytes(outside.digest()[:KEY_BYTES])


def seal(kind: str, number: str) -> bytes:
    return VERSION + _cipher(settings.SEAL_KEY).encrypt(number.encode(), [kind.encode()])


def unseal(kind: str, sealed: bytes) -> str:
    if sealed[:1] != VERSION:
        raise CannotOpen("unknown version of a sealed value")
    try:
        return _cipher(settings.SEAL_KEY).decrypt(sealed[1:], [kind.encode()]).decode()
    except InvalidTag as wrong:
        raise CannotOpen("sealed with another key, or damaged") from wrong


def check_value() -> str:
    """Tells, without telling the secrets, whether these are the ones the data was sealed with."""
    material = f"{settings.SEAL_KEY}|{settings.SEAL_LOOKUP_KEY}"
    return hashlib.sha256(b"canlian seal check|" + material.encode()).hexdigest()[:32]
