"""Files as phones and scanners make them, and some that are not what they say."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def photo(
    size: tuple[int, int] = (640, 480), *, colour: str = "teal", kind: str = "JPEG", **given: Any
) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **given)
    return out.getvalue()


def photo_with_place() -> bytes:
    """Taken upright by a phone that noted its maker, its place and how it was held."""
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif[0x0112] = 6  # turn by a quarter
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (26.0, 12.0, 33.0)
    place[3], place[4] = "E", (105.0, 28.0, 44.0)
    return photo((400, 300), exif=exif, comment=b"secret words")


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose header promises an enormous picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
