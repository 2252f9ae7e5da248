"""The fast way through a page's content gives what pdfminer's own way gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword, keyword_name

from pranata.engines.plan.reading.forms.pdf_content import Operator, objects_of


def by_library(data: bytes) -> list[object]:
    parser = PDFContentParser([PDFStream({}, data)])
    found: list[object] = []
    while True:
        try:
            _, item = parser.nextobject()
        except PSEOF:
            return found
        found.append(Operator(keyword_name(item)) if isinstance(item, PSKeyword) else item)


CONTENTS = [
    b"q 1 0 0 -1 42.5 -.25 cm /c0 cs 0 scn BT /f0 8.5 Tf [(Rencana)-30.5(kerja)]TJ ET Q ",
    b"[(a(b(c(d)e))f\\)(\\()10(\\101\\012\\\\)<41 42 4>]TJ ",
    b"/Span<</MCID 11/Lang(id)/A[1 2]>>BDC EMC % kata\n0 0 10 5 re f* T* ",
    b"/F#20satu 9 Tf (x)' 1 2 (y)\" true false ",
    b"+1 -2 3. .4 10 Tz",
]


@pytest.mark.parametrize("data", CONTENTS)
def test_objects_are_those_of_the_library(data):
    assert list(objects_of(data)) == by_library(data + b" ")


@given(
    st.lists(
        st.sampled_from(
            [b"(", b")", b"\\", b"[", b"]", b"<", b">", b"<<", b">>", b"/a", b"1", b"Tj", b" ", b"%", b"\n"]
        )
    )
)
def test_broken_content_is_passed_over_when_it_cannot_be_cut(parts):
    assert len(list(objects_of(b"".join(parts)))) <= len(parts)
