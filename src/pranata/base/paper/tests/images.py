"""Small images, made here."""

import io

from PIL import Image


def image(file_format: str, size: tuple[int, int] = (60, 80)) -> bytes:
    """A plain image of that many pixels, as "PNG", "JPEG" or another format of Pillow."""
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, file_format)
    return made.getvalue()
