"""Pictures before they are kept: without the place where they were taken, and as a small copy for lists."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from pranata.base.files.errors import RefusedFile

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FORMATS = ("JPEG", "MPO", "PNG", "WEBP")  # MPO: a JPEG with another behind it, as many cameras and phones write them
MOST_PIXELS = 60_000_000  # a phone's largest picture, and some more
THUMBNAIL = (320, 320)


def opened(content: bytes) -> Picture | None:
    """The picture in ``content``, None when it is none that we can rewrite.

    Raises ``RefusedFile`` for a picture too large to open, or one that is damaged.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content))
            if picture.format not in FORMATS:
                return None
            if picture.width * picture.height > MOST_PIXELS:
                raise RefusedFile(_("Gambar terlalu besar; paling besar 60 juta piksel."))
            picture.load()
    except UnidentifiedImageError:
        return None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedFile(_("Gambar terlalu besar; paling besar 60 juta piksel.")) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise RefusedFile(_("Gambar ini rusak dan tidak dapat dibuka.")) from error
    return picture


def without_place(picture: Picture) -> bytes:
    """The picture upright and without anything that was written beside it: place, camera, moment, more pictures."""
    form = "JPEG" if picture.format in (None, "MPO") else picture.format
    bare = ImageOps.exif_transpose(picture)
    bare.info = {name: value for name, value in bare.info.items() if name in ("icc_profile", "transparency")}
    out = io.BytesIO()
    profile = bare.info.get("icc_profile")
    options = {"quality": 90} if form in ("JPEG", "WEBP") else {}
    bare.save(out, format=form, exif=b"", **({"icc_profile": profile} if profile else {}), **options)
    return out.getvalue()


def has_place(picture: Picture) -> bool:
    """Whether the picture says where it was taken."""
    gps = 0x8825  # EXIF 2.32, tag GPS Info IFD Pointer
    return bool(picture.getexif().get_ifd(gps)) or b"GPSLatitude" in picture.info.get("xmp", b"")


def thumbnail(picture: Picture) -> bytes:
    """A small JPEG of the picture, upright, at most 320 pixels wide and high."""
    small = ImageOps.exif_transpose(picture).convert("RGB")
    small.thumbnail(THUMBNAIL)
    out = io.BytesIO()
    small.save(out, format="JPEG", quality=75)
    return out.getvalue()
