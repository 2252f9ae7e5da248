import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pranata.base.files.errors import RefusedFile
from pranata.engines.evidence import pictures

ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x0110


def photo(form="JPEG", size=(64, 32), **exif):
    """A picture, red on its left half; with orientation 6 a phone held upright took it."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    tags = picture.getexif()
    tags[CAMERA] = "Kamera Contoh"
    if exif.get("place"):
        tags.get_ifd(GPS).update({1: "S", 2: (8.0, 3.0, 0.0), 3: "E", 4: (111.0, 42.0, 0.0)})
    if exif.get("turned"):
        tags[ORIENTATION] = 6
    out = io.BytesIO()
    picture.save(out, format=form, exif=tags.tobytes(), **({"quality": 95} if form == "JPEG" else {}))
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_picture_says_no_more_where_it_was_taken(form):
    picture = pictures.opened(photo(form, place=True))
    assert pictures.has_place(picture)

    bare = pictures.opened(pictures.without_place(picture))

    assert (pictures.has_place(bare), dict(bare.getexif()), bare.format) == (False, {}, form)
    assert b"Kamera Contoh" not in pictures.without_place(picture)


def test_further_picture_behind_the_first_goes_with_the_place():
    out, first = io.BytesIO(), Image.open(io.BytesIO(photo(place=True)))
    first.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))], exif=first.getexif())
    picture = pictures.opened(out.getvalue())
    assert (picture.format, picture.n_frames, pictures.has_place(picture)) == ("MPO", 2, True)

    bare = Image.open(io.BytesIO(pictures.without_place(picture)))

    assert (bare.format, pictures.has_place(bare)) == ("JPEG", False)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_is_found_where_only_the_packet_of_an_editor_says_it(form):
    out, packet = io.BytesIO(), b'<x:xmpmeta xmlns:x="adobe:ns:meta/" GPSLatitude="8,3.0S"/>'
    options = {"xmp": packet} if form != "PNG" else {"pnginfo": PngInfo()}
    if form == "PNG":
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", packet.decode())
    Image.new("RGB", (8, 8)).save(out, form, **options)
    picture = pictures.opened(out.getvalue())

    bare = pictures.opened(pictures.without_place(picture))

    assert (pictures.has_place(picture), pictures.has_place(bare)) == (True, False)


def test_picture_stands_upright_when_the_phone_was_turned():
    bare = pictures.opened(pictures.without_place(pictures.opened(photo(turned=True))))

    assert bare.size == (32, 64)
    assert [bare.convert("RGB").getpixel((16, y))[1] < 100 for y in (4, 60)] == [True, False]


def test_thumbnail_is_small_and_keeps_its_shape():
    small = Image.open(io.BytesIO(pictures.thumbnail(pictures.opened(photo(size=(3000, 1500))))))

    assert (small.format, small.size) == ("JPEG", (320, 160))


def test_picture_with_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)

    with pytest.raises(RefusedFile, match="terlalu besar"):
        pictures.opened(photo())


def test_damaged_picture_is_refused():
    whole = photo("PNG", size=(200, 200))

    with pytest.raises(RefusedFile, match="rusak"):
        pictures.opened(whole[: len(whole) // 2])


def test_what_is_no_picture_is_none():
    assert pictures.opened(b"RIFF....bukan gambar") is None
