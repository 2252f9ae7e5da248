"""The form of the annex table as we write it into DOCX and PDF, shared by who writes it and who reads it back."""

from __future__ import annotations

TEXT_HEADINGS = ("NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN")
SCHEDULE_HEADING = "PELAKSANAAN (BULAN)"
MONTH_HEADINGS = ("JAN", "FEB", "MAR", "APRIL", "MEI", "JUNI", "JULI", "AGT", "SEPT", "OKT", "NOV", "DES")
COLUMN_NUMBERS = tuple(f"({number})" for number in range(1, len(TEXT_HEADINGS) + 2))
TICK = "✓"
# Word styles of the characters in the table's texts: printed numbers, and words that are no number whatever they say.
NUMBER_STYLE, WORDS_STYLE = "NomorLampiran", "IsiLampiran"
HEADING_ROWS = (
    (*TEXT_HEADINGS, SCHEDULE_HEADING),
    (*[""] * len(TEXT_HEADINGS), *MONTH_HEADINGS),
    COLUMN_NUMBERS,
)
