"""Foreign forms of a decree: Word (DOCX), Excel (XLSX) and text PDF, flattened to the text form the reader reads.

Start at `flatten`. Each form gives the lines of the decree, then the annex as rows of tab-separated cells; what a
form had to interpret becomes a remark through `finish`. Nothing here knows what a row means.
"""

from __future__ import annotations

from .flat import FlatTable, FlatText, finish
from .sniff import OFFICE_ARCHIVE, ending_remark, flatten

__all__ = ["OFFICE_ARCHIVE", "FlatTable", "FlatText", "ending_remark", "finish", "flatten"]
