"""Makes the fonts that DOCX files carry: TeX Gyre Bonum as TrueType, the only outlines Word embeds.

Run it where fontTools is: ``uv run --no-project --with fonttools==4.68.0 tools/make_fonts.py``. The same input gives
the same bytes. The derived fonts have a name of their own, as the licence of TeX Gyre asks.
"""

from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "src/pranata/base/paper/fonts"
FAMILY, STYLES = "Pranata Bonum", ("Regular", "Bold")
# Latin with its extensions, punctuation, money, letterlike signs, arrows, mathematics, ligatures.
RANGES = ((0x20, 0x24F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x22FF), (0x2500, 0x25FF), (0xFB00, 0xFB04))
FEATURES = ("kern", "liga", "mark", "mkmk", "locl", "ccmp")
MOST_ERROR = 0.5  # units of 1000 per em, between the curves of Bonum and ours
INSTALLABLE = 0  # OS/2 fsType: whoever has the document may use the font


def make_font(style: str) -> bytes:
    """The TrueType font of one style."""
    import io  # noqa: PLC0415 -- beside what is not installed with us

    from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]  # noqa: PLC0415 -- see above
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # noqa: PLC0415 -- see above
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # noqa: PLC0415 -- see above
    from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]  # noqa: PLC0415 -- see above

    font = TTFont(FONTS / f"texgyrebonum-{style.lower()}.otf", recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=list(FEATURES), name_IDs=["*"], notdef_outline=True, hinting=False))
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    glyphs, outlines = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MOST_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), outlines
    del font["CFF "]
    font["maxp"].tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements",
    ):  # fmt: skip
        setattr(font["maxp"], field, 0)
    font["maxp"].maxZones = 1
    font["post"].formatType = 3.0
    font["OS/2"].fsType = INSTALLABLE
    rename(font, style)
    font.sfntVersion = "\x00\x01\x00\x00"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def rename(font, style: str) -> None:
    """Names of our own; copyright and licence stay."""
    names = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style} 1",
        4: FAMILY if style == "Regular" else f"{FAMILY} {style}",
        5: "Version 1.0 from TeX Gyre Bonum 2.004",
        6: f"{FAMILY.replace(' ', '')}-{style}",
        10: "TeX Gyre Bonum 2.004 with TrueType outlines, under the GUST Font License",
    }
    for record in list(font["name"].names):
        if record.nameID in names or record.nameID > 14:
            font["name"].removeNames(nameID=record.nameID)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def main() -> None:
    for style in STYLES:
        (FONTS / f"pranatabonum-{style.lower()}.ttf").write_bytes(make_font(style))


if __name__ == "__main__":
    main()
