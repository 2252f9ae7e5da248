"""Small workbooks as people send them."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date

import xlsxwriter
from django.core.files.base import ContentFile


def workbook(*sheets: Iterable[Iterable], name: str = "contoh.xlsx") -> ContentFile:
    """A file with one sheet for each list of rows; a date becomes a date cell, ``None`` an empty one."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for rows in sheets:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, place, value, day)
                else:
                    page.write(number, place, value)
    book.close()
    return ContentFile(buffer.getvalue(), name)


def with_sheet(xml: str, *, shared: str = "") -> ContentFile:
    """A workbook whose first sheet is ``xml``, and whose shared texts are ``shared`` if given."""
    source = io.BytesIO(workbook([["Nama"]]).read())
    buffer = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = f"<worksheet><sheetData>{xml}</sheetData></worksheet>".encode()
            if shared and entry.filename == "xl/sharedStrings.xml":
                content = shared.encode()
            new.writestr(entry.filename, content)
    return ContentFile(buffer.getvalue(), "contoh.xlsx")
