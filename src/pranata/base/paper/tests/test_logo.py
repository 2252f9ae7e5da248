"""Which images can be printed as a logo."""

import struct

import pytest

from pranata.base.paper.logo import MAX_BYTES, LogoFault, jpeg_size, logo_fault, png_size
from pranata.base.paper.tests.images import image


@pytest.mark.parametrize("file_format", ["PNG", "JPEG"])
def test_image_is_printable_when_it_is_whole(file_format):
    assert logo_fault(image(file_format)) is None


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (image("GIF"), LogoFault.KIND),
        (b"", LogoFault.KIND),
        (image("PNG") + bytes(MAX_BYTES), LogoFault.BYTES),
        (image("PNG", (3001, 1)), LogoFault.PIXELS),
        (image("JPEG", (1, 3001)), LogoFault.PIXELS),
        (image("PNG")[:60], LogoFault.BROKEN),
        (image("PNG")[:20], LogoFault.BROKEN),
        (image("JPEG")[:40], LogoFault.BROKEN),
        (b"\xff\xd8\xff", LogoFault.BROKEN),
    ],
)
def test_image_is_refused_when_it_cannot_be_printed(data, fault):
    assert logo_fault(data) is fault


def test_size_is_read_without_opening_the_image():
    assert (png_size(image("PNG", (60, 80))), jpeg_size(image("JPEG", (60, 80)))) == ((60, 80), (60, 80))


def test_size_is_found_behind_fill_bytes_and_segments_without_content():
    frame = image("JPEG", (60, 80))[2:]
    assert jpeg_size(b"\xff\xd8" + b"\xff\x01" + b"\xff" + frame) == (60, 80)
    assert jpeg_size(b"\xff\xd8\xff\xe0" + struct.pack(">H", 2) + b"\xff\xd9") is None
