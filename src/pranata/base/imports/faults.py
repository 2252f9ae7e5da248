"""What is wrong with a workbook, cell by cell."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Fault:
    """One faulty cell, or with ``heading`` "" one faulty row; ``row`` is Excel's own number.

    ``sheet`` is named where a workbook has several.
    """

    row: int
    heading: str
    message: str
    sheet: str = ""

    def __str__(self) -> str:
        if not self.heading:
            words = _("Baris %(row)d: %(message)s") % {"row": self.row, "message": self.message}
        else:
            words = _("Baris %(row)d, kolom %(heading)s: %(message)s")
            words %= {"row": self.row, "heading": self.heading, "message": self.message}
        if not self.sheet:
            return words
        return _("Lembar %(sheet)s, %(words)s") % {"sheet": self.sheet, "words": words[0].lower() + words[1:]}


class FaultySheet(Exception):
    """The sheet was read but cannot be taken; ``faults`` names every faulty cell, top to bottom."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.sheet, fault.row))
        super().__init__("; ".join(map(str, self.faults)))
