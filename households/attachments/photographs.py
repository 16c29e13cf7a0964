"""Files from phones and scanners, taken for what they are: pictures are drawn anew, a PDF is looked over.

The name and the type that the browser tells are not asked. A picture is decoded by its
content and written again as JPEG, so that nothing travels along: no place where it was
taken (EXIF, GPS), no hidden data, no second format behind the first.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import dataclass

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from households.models.attachments import MediaType

_FORMATS = ("JPEG", "PNG", "WEBP")
_THUMBNAIL = (320, 320)
_QUALITY = 85
# What a scanned paper has no need of: programs, other files, a password.
_NOT_IN_A_PAPER = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Encrypt")


class UnfitFile(ValueError):
    """The file cannot be kept; the message says why and how to mend it."""


@dataclass(frozen=True)
class Readied:
    """What will be kept: bytes of a known type, and a thumbnail of a picture."""

    media_type: str
    content: bytes
    thumbnail: bytes = b""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


def ready(raw: bytes) -> Readied:
    """The file as it will be kept; raises :class:`UnfitFile`."""
    if not raw:
        raise UnfitFile("文件是空的，请重新选择")
    if len(raw) > settings.ATTACHMENT_MAX_BYTES:
        limit = settings.ATTACHMENT_MAX_BYTES // (1024 * 1024)
        raise UnfitFile(f"文件超过{limit}MB，请缩小或分开后再上传")
    if raw[:5] == b"%PDF-":
        return _paper(raw)
    if raw[4:8] == b"ftyp" and raw[8:12] in _HEIC:
        raise UnfitFile(
            "这是苹果手机的HEIC格式照片，电脑和其他手机多打不开。已拍的：用这部手机打开本页，从相册直接选取，"
            "手机会自动转成JPEG；以后拍的：在手机“设置—相机—格式”中选“兼容性最佳”"
        )
    return _picture(raw)


def _picture(raw: bytes) -> Readied:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(raw), formats=_FORMATS) as opened:
                _refuse_huge(opened)
                upright = ImageOps.exif_transpose(opened)
                drawn = _on_white(upright)
    except UnfitFile:
        raise
    except UnidentifiedImageError as unknown:
        raise UnfitFile("只收JPEG、PNG、WebP照片和PDF，此文件不是其中一种") from unknown
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise UnfitFile(_too_many_pixels()) from bomb
    except Exception as damaged:  # decoders raise what they like on a damaged file
        raise UnfitFile("照片已损坏，读不出来；请重新拍摄或扫描") from damaged
    side = settings.ATTACHMENT_SIDE_PIXELS
    drawn.thumbnail((side, side))
    content = _as_jpeg(drawn)
    drawn.thumbnail(_THUMBNAIL)
    return Readied(MediaType.JPEG, content, _as_jpeg(drawn))


def _refuse_huge(opened: Image.Image) -> None:
    """By the header alone, before anything is decoded."""
    width, height = opened.size
    if width * height > settings.ATTACHMENT_MAX_PIXELS:
        raise UnfitFile(_too_many_pixels())


def _too_many_pixels() -> str:
    limit = settings.ATTACHMENT_MAX_PIXELS // 10_000
    return f"照片超过{limit}万像素，请在手机或扫描仪上调小尺寸后再上传"


def _on_white(picture: Image.Image) -> Image.Image:
    """Plain colours without transparency, in an image that carries no metadata over."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    plain = picture.convert("RGB")
    plain.info.clear()
    return plain


def _as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _paper(raw: bytes) -> Readied:
    """A PDF is kept as it is and only ever handed out as a download."""
    tail = raw[-2048:]
    if not re.match(rb"%PDF-[12]\.\d", raw) or b"%%EOF" not in tail or b"startxref" not in tail:
        raise UnfitFile("PDF不完整，请重新扫描或导出")
    if any(re.search(re.escape(word) + rb"\b", raw) for word in _NOT_IN_A_PAPER):
        raise UnfitFile("PDF带有密码、程序或附带文件，请去掉密码，重新扫描或打印成普通PDF后再上传")
    return Readied(MediaType.PDF, raw)
