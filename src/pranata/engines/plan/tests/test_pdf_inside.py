"""Every PDF that we write, looked into: archival, tagged, with our fonts alone, and with every letter of its text."""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest

from pranata.base.paper.letterhead import Letterhead
from pranata.base.paper.tests.pdf_inside import look_inside
from pranata.engines.plan.models import Progress
from pranata.engines.plan.report.facts import report_facts
from pranata.engines.plan.report.pdf import print_pdf
from pranata.engines.plan.report.texts import report_texts
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan, prove
from pranata.engines.plan.tests.writing_sample import letterhead, png, sample
from pranata.engines.plan.writing import write_pdf
from pranata.engines.reports.editions import Imprint
from pranata.lib.periods import Period

NAME = "Ḥusain André Çontoh"
HEAD = Letterhead(office=("KPU KABUPATEN CONTOH",), address=("Jalan Fiktif 1",), logo=png(), city="Contoh")
ISSUED = Imprint(
    name=NAME,
    place="Contoh",
    number="7/CONTOH/2022",
    issued_on=date(2022, 7, 21),
    code="abcdefghjkmnpqrstu",
    address="https://contoh.example/verifikasi/abcdefghjkmnpqrstu/",
    qr=b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h3v3h-3z"/></svg>',
    chain_head="12:0123456789abcdef",
)
PERIODS = ("2022-06", "2022-Q2", "2022-S1", "2022")
OUR_FONTS = {"TeXGyreBonum-Regular", "TeXGyreBonum-Bold", "DejaVuSans"}
PRINT = """
import sys
from pranata.engines.plan.tests.writing_sample import letterhead, sample
from pranata.engines.plan.writing import write_pdf
sys.stdout.buffer.write(write_pdf(sample(), letterhead()).content)
"""
CLAIMS = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}


@pytest.fixture
def plan(office, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)
    plan = counted_plan(office)
    prove(plan, "1.1.1", 6, title="Notula “contoh” – ½ m²")
    Progress.objects.update(achievement=f"Dihadiri {NAME}, محمد; suhu 27 °C …")
    return plan


@pytest.fixture(params=[(period, issued) for period in PERIODS for issued in (False, True)], ids=str)
def report(request, plan):
    """Each report, as a draft and issued: what is inside its PDF, and every text of it."""
    period, issued = request.param
    imprint = ISSUED if issued else Imprint(place="Contoh", name=NAME)
    facts = report_facts(plan.office, Period.parse(period))
    written = print_pdf(facts, HEAD, imprint)
    assert written.warnings == ()
    return look_inside(written.content), report_texts(facts, HEAD, imprint)


@pytest.fixture(params=[True, False], ids=["decree", "annex"])
def decree(request):
    reading = sample()
    for signatory in reading.decree.signatories:
        signatory.name = NAME
    return look_inside(write_pdf(reading, letterhead(), decree=request.param).content)


def assert_archival(inside):
    """What PDF/A-2a and PDF/UA-1 ask and can be counted here."""
    assert inside.claims == CLAIMS
    assert (inside.catalog["MarkInfo"]["Marked"], inside.catalog["Lang"]) == (True, b"id-ID")
    assert inside.catalog["ViewerPreferences"]["DisplayDocTitle"] is True
    assert [each.resolve()["S"].name for each in inside.catalog["OutputIntents"]] == ["GTS_PDFA1"]
    assert (inside.pages_without_tags, inside.pictures_without_words, inside.active) == (0, 0, set())
    assert {"Document", "Table", "TR", "TH", "TD", "P"} - inside.tags.keys() == set()
    assert {name[7:] for name in inside.fonts} - OUR_FONTS == set()
    assert set(inside.fonts.values()) == {True}
    assert inside.replaced == []


def letters(value) -> Iterator[str]:
    """Every letter and sign in nested texts, white space and what steers line breaks left out."""
    if isinstance(value, str):
        yield from re.sub(r"[\s\u00ad\u200b]", "", value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from letters(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from letters(item)


def test_report_is_archival_and_each_letter_can_be_copied(report):
    inside, texts = report

    assert_archival(inside)
    assert {"H1", "Link"} - inside.tags.keys() == set()
    assert {unicodedata.normalize("NFC", letter) for letter in letters(texts)} - set(inside.text) == set()
    assert NAME in inside.text.replace("\n", "")


def test_decree_is_archival_when_it_is_printed(decree):
    assert_archival(decree)
    assert NAME in decree.text


def test_bytes_are_the_same_when_another_process_prints_the_decree():
    """Nothing hangs on the moment, or on the order in which a process happens to keep its sets."""
    first, second = (
        subprocess.run(
            [sys.executable, "-c", PRINT],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert first == second
    assert first.startswith(b"%PDF-1.7")
