from datetime import date

import pytest

from pranata.areas.oversight.complaints.reports import CODES, facts_of, letter_of
from pranata.areas.oversight.complaints.tests.factories import ComplaintFactory
from pranata.base.paper.queries import letterhead_of
from pranata.engines.reports.editions import Imprint
from pranata.engines.reports.errors import NoFacts
from pranata.engines.reports.registry import by_code
from pranata.lib.periods import Period

pytestmark = pytest.mark.django_db


def test_report_counts_and_names_nobody(office, lodge):
    lodge(officer="Nama Terlapor")
    ComplaintFactory(office=office, status="answered", answered_on=date(2022, 5, 25), subject="Pokok contoh")
    facts = facts_of(office, Period.parse("2022-Q2"))

    assert facts.title == "Laporan Pengelolaan Pengaduan Triwulan II Tahun 2022"
    assert (dict(facts.lines)["Diterima"], facts.as_of) == ("2", date(2022, 4, 26))
    assert facts.achievements == "Capaian: 0 dari 1 pengaduan yang dijawab selesai tepat waktu."
    assert "1 jawaban terlambat" in facts.hindrances
    assert not {"Warga Contoh", "Nama Terlapor", "Pokok contoh"} & set(str(facts).split("'"))
    assert len(facts.obstacles) == 1


def test_period_to_come_has_no_facts(office):
    with pytest.raises(NoFacts):
        facts_of(office, Period.parse("2022-05"))


def test_recommendations_are_the_remarks_of_the_issuer(office):
    facts = facts_of(office, Period.parse("2022-03"))

    assert letter_of(facts, Imprint(remarks="Tambah loket.")).paragraphs[-1].endswith(": Tambah loket.")
    assert (facts.obstacles, letter_of(facts, Imprint()).is_draft) == ((), True)


@pytest.mark.parametrize("length", CODES)
@pytest.mark.parametrize(("file_format", "beginning"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_report_is_written_in_every_format(office, length, file_format, beginning):
    report = by_code(CODES[length])
    period = Period(2022, length)
    written = report.writers[file_format](report.facts(office, period), letterhead_of(office), Imprint())

    assert (report.length, written.content[: len(beginning)]) == (length, beginning)
