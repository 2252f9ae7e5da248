"""Who signed a decree and who certified the copy."""

from __future__ import annotations

import re

from .model import Signatory

CLOSING = re.compile(r"pada tanggal\b.*", re.IGNORECASE)
SIGNED = re.compile(r"\(?\s*(ttd|t\.t\.d|tanda tangan)\.?\s*\)?", re.IGNORECASE)
CERTIFIED = re.compile(r"salinan sesuai\b.*", re.IGNORECASE)
COPIES = re.compile(r"(tembusan|tindasan)\b.*", re.IGNORECASE)
OFFICE_WORDS = re.compile(
    r"\b(salinan|komisi|pemilihan|kabupaten|kota|provinsi|ketua|sekret\w*|kepala|bagian|subbagian|anggota|plt|plh|republik)\b",
    re.IGNORECASE,
)

Lines = list[tuple[int, str]]


def read_signatories(lines: Lines) -> list[Signatory]:
    """Signatories of one closing ("pada tanggal ... Ketua ttd NAME", "Salinan sesuai dengan aslinya ... NAME").

    Decides: the name is the line after the mark of signature, or the last line of the block when there is no mark;
    a line that speaks of an office is a role, never a name. A block without a name gives a signatory with name "". Who
    gets copies (Tembusan) signs nothing.
    """
    start = next((index for index, (_, text) in enumerate(lines) if CLOSING.fullmatch(text)), None)
    if start is None:
        start = next((index for index, (_, text) in enumerate(lines) if CERTIFIED.fullmatch(text)), len(lines)) - 1
    filled = without_copies([(number, text) for number, text in lines[start + 1 :] if text])
    cut = next((index for index, (_, text) in enumerate(filled) if CERTIFIED.fullmatch(text)), len(filled))
    blocks = [filled[:cut], filled[cut + 1 :]]
    return [read_block(block) for block in blocks if block]


def without_copies(lines: Lines) -> Lines:
    """The lines without the list of who gets copies, which goes on to the end or to what certifies the copy."""
    start = next((index for index, (_, text) in enumerate(lines) if COPIES.fullmatch(text)), len(lines))
    end = next((index for index in range(start, len(lines)) if CERTIFIED.fullmatch(lines[index][1])), len(lines))
    return lines[:start] + lines[end:]


def read_block(block: Lines) -> Signatory:
    """One signatory of the lines of its block."""
    mark = next((index for index, (_, text) in enumerate(block) if SIGNED.fullmatch(text)), None)
    before, after = (block, []) if mark is None else (block[:mark], block[mark + 1 :])
    name = ""
    if mark is None and len(before) > 1 and is_name(before[-1][1]):
        name = before[-1][1]
        before = before[:-1]
    elif after and is_name(after[0][1]):
        name = after[0][1]
    role = before[-1:] if mark is not None and len(before) > 1 and len(before[-1][1].split()) <= 2 else before
    return Signatory(" ".join(text for _, text in role).strip(" ,"), name, [number for number, _ in block])


def is_name(text: str) -> bool:
    """Whether a line may be a person's name."""
    return OFFICE_WORDS.search(text) is None and any(character.isalpha() for character in text) and len(text) <= 80
