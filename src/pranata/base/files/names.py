"""File names as people send them, made harmless."""

import re
import unicodedata

LONGEST_NAME = 150  # characters; with room for what file systems and archives add
FORBIDDEN_IN_NAMES = re.compile(r'[<>:"|?*]')


def clean_name(name: str) -> str:
    """``name`` without folders, control and direction marks, or characters a file system refuses; never empty.

    What is too long loses its middle, never its extension.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(character for character in last if unicodedata.category(character) not in ("Cc", "Cf", "Cs"))
    plain = re.sub(r"\s+", " ", FORBIDDEN_IN_NAMES.sub("_", visible)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME] or "berkas"
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"[-LONGEST_NAME:]


def extension(name: str) -> str:
    """What follows the last dot of the cleaned name, in small letters; empty when there is none."""
    return clean_name(name).rpartition(".")[2].lower() if "." in clean_name(name) else ""
