"""Small pictures and scanned pages that stand for evidence; each says in large letters that it is an example."""

from __future__ import annotations

import io
import textwrap
from datetime import date, datetime, time
from random import Random

from PIL import Image, ImageDraw, ImageFont

from pranata.base.paper.characters import FONTS

WORD = "CONTOH"
PHOTO, PAGE = (640, 420), (620, 877)  # pixels: a phone's picture made small, an A4 page at 75 dpi
WALLS = ("#dfe8e6", "#e8e2d6", "#dde3ee", "#e9dfe3", "#e3e8d8")
CLOTHES = ("#1f5f5b", "#8a3b3b", "#34527a", "#7a6a34", "#5b3f75")
INK, RED = "#222222", "#b42318"


def photo(title: str, day: date) -> bytes:
    """A JPEG of some people in a room, different for every title."""
    chance = Random(title)  # noqa: S311 -- a drawing, no secret
    picture = Image.new("RGB", PHOTO, chance.choice(WALLS))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 290, *PHOTO), fill="#a58d72")
    draw.rectangle((190, 40, 450, 150), fill="#ffffff", outline="#777777", width=3)
    for place in range(chance.randint(4, 7)):
        left = 40 + place * 82 + chance.randint(-8, 8)
        draw.rounded_rectangle((left, 215, left + 58, 330), 20, fill=chance.choice(CLOTHES))
        draw.ellipse((left + 10, 170, left + 48, 212), fill="#c99a75")
    _centred(draw, PHOTO[0] // 2, 72, WORD, 34, RED)
    draw.rectangle((0, 360, *PHOTO), fill="#ffffff")
    _lines(draw, 14, 366, [*textwrap.wrap(title, 62)[:2], f"Gambar rekaan, {day:%d-%m-%Y}"], 15)
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=70)
    return out.getvalue()


def page(title: str, day: date) -> bytes:
    """A PDF of one page that looks scanned, with grey lines for its text."""
    chance = Random(title)  # noqa: S311 -- a drawing, no secret
    picture = Image.new("L", PAGE, 252)
    draw = ImageDraw.Draw(picture)
    _centred(draw, PAGE[0] // 2, 56, WORD, 44, 60)
    _lines(draw, 60, 130, textwrap.wrap(title, 44), 20)
    _lines(draw, 60, 210, [f"Lembar rekaan bertanggal {day:%d-%m-%Y}, hanya untuk peragaan."], 15)
    for line in range(24):
        draw.rectangle((60, 260 + line * 22, 560 - chance.choice((0, 0, 20, 180)), 266 + line * 22), fill=205)
    _centred(draw, PAGE[0] // 2, 815, f"{WORD} {WORD} {WORD}", 22, 140)
    out = io.BytesIO()
    moment = datetime.combine(day, time()).timetuple()
    picture.save(out, format="PDF", resolution=75, title=f"{WORD}: {title}", creationDate=moment, modDate=moment)
    return out.getvalue()


def _lines(draw: ImageDraw.ImageDraw, left: int, top: int, lines: list[str], size: int) -> None:
    for number, line in enumerate(lines):
        draw.text((left, top + number * (size + 4)), line, fill=INK, font=_font(size))


def _centred(draw: ImageDraw.ImageDraw, middle: int, top: int, words: str, size: int, fill: str | int) -> None:
    draw.text((middle, top), words, fill=fill, font=_font(size), anchor="mt")


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / "DejaVuSans.ttf", size)
