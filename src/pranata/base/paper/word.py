"""What every DOCX of ours needs: its font inside, so that every machine prints it alike (ISO/IEC 29500-1, 17.8.1), and
the same bytes for the same content."""

from __future__ import annotations

import hashlib
import io
import re
import uuid
import zipfile
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from pranata.base.paper.characters import FONTS
from pranata.lib.demonstration import paper_mark

FONT = "Pranata Bonum"
SUBSTITUTE = "Bookman Old Style"  # where the document's own font cannot be used
FACES = {"embedRegular": "pranatabonum-regular.ttf", "embedBold": "pranatabonum-bold.ttf"}
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
HIDDEN_BYTES = 32  # of the font file, which its key hides
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BEFORE_EMBEDDING = frozenset(
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries"
    " displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData".split()
)


def embed_font(document: WordDocument) -> None:
    """Add the regular and bold faces of FONT to the document's font table."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(table.blob)
    entry = parse_xml(
        f'<w:font {nsdecls("w", "r")} w:name="{FONT}"><w:altName w:val="{SUBSTITUTE}"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    for number, (tag, name) in enumerate(FACES.items(), start=1):
        content = (FONTS / name).read_bytes()
        key = uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4)
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), CONTENT_TYPE, hidden(content, key), table.package)
        face = OxmlElement(f"w:{tag}")
        face.set(qn("r:id"), table.relate_to(part, RELATIONSHIP_TYPE.FONT))
        face.set(qn("w:fontKey"), f"{{{str(key).upper()}}}")
        entry.append(face)
    fonts.append(entry)
    table._blob = serialize_part_xml(fonts)  # noqa: SLF001 -- python-docx has no other way to write this part
    keep_embedding(document)


def hidden(font: bytes, key: uuid.UUID) -> bytes:
    """The font with its first bytes combined with the key's, last byte first; doing it again gives the font."""
    mask = key.bytes[::-1] * 2
    head = bytes(byte ^ secret for byte, secret in zip(font[:HIDDEN_BYTES], mask, strict=True))
    return head + font[HIDDEN_BYTES:]


def keep_embedding(document: WordDocument) -> None:
    """Tell Word to keep the fonts when it saves the document."""
    settings = document.settings.element
    place = sum(child.tag.rpartition("}")[2] in BEFORE_EMBEDDING for child in settings)
    settings.insert(place, OxmlElement("w:embedTrueTypeFonts"))


def steady_bytes(document: WordDocument) -> bytes:
    """The file with fixed dates inside its archive, so that the same content gives the same bytes."""
    made, steady = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return steady.getvalue()


def mark_pages(document: WordDocument) -> None:
    """Put the mark of the demonstration, if this is it, above every page. A template is marked before it is filled in.

    A section without a header of its own has the one before it.
    """
    mark = paper_mark()
    if not mark:
        return
    for number, section in enumerate(document.sections):
        headers = [section.header, *([section.first_page_header] if section.different_first_page_header_footer else [])]
        for header in headers:
            if number and header.is_linked_to_previous:
                continue
            paragraph = header.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(mark).bold = True
            header._element.insert(0, paragraph._element)  # noqa: SLF001 -- python-docx only adds at the end


def storable_texts(value: Any) -> Any:
    """Nested dictionaries and lists with every text as XML can hold it: line feeds and tabs stay, other controls go."""
    if isinstance(value, str):
        return NOT_IN_XML.sub("", value)
    if isinstance(value, dict):
        return {key: storable_texts(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable_texts(item) for item in value]
    return value
