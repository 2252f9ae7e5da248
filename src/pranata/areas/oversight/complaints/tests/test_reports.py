from datetime import date

import pytest

from pranata.areas.oversight.complaints.reports import CODES, facts_of, letter_of, start_before
from pranata.areas.oversight.complaints.tests.factories import ComplaintFactory
from pranata.base.paper.queries import letterhead_of
from pranata.engines.followups.tests.factories import FollowUpFactory
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


def test_earlier_recommendations_stand_with_what_came_of_them(office):
    about = {"office": office, "source": "pengaduan", "opened_on": date(2022, 1, 5), "due_on": date(2022, 5, 31)}
    FollowUpFactory(**about, sequence=1, recommendation="Latih\npetugas.")
    FollowUpFactory(**about, sequence=2, status="closed", ended_on=date(2022, 2, 10), recommendation="Tambah loket.")
    FollowUpFactory(**about, sequence=3, status="closed", ended_on=date(2022, 1, 10))
    FollowUpFactory(**{**about, "opened_on": date(2022, 3, 2)}, sequence=4)
    FollowUpFactory(**{**about, "source": "laporan"}, sequence=5)
    facts = facts_of(office, Period.parse("2022-03"))

    assert facts.follow_ups == (
        "TL-2022-0001 Latih petugas. (belum dimulai, tenggat 31 Mei 2022)",
        "TL-2022-0002 Tambah loket. (selesai, 10 Februari 2022)",
    )
    assert facts.follow_ups[1] in letter_of(facts, Imprint()).paragraphs[2]
    assert (
        "tidak ada rekomendasi masa lalu"
        in letter_of(facts_of(office, Period.parse("2022-01")), Imprint()).paragraphs[2]
    )


@pytest.mark.parametrize(
    ("period", "start"),
    [("2022-01", date(2021, 12, 1)), ("2022-Q2", date(2022, 1, 1)), ("2022", date(2021, 1, 1))],
)
def test_period_before_begins_so_many_months_earlier(period, start):
    assert start_before(Period.parse(period)) == start


@pytest.mark.parametrize("length", CODES)
@pytest.mark.parametrize(("file_format", "beginning"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_report_is_written_in_every_format(office, length, file_format, beginning):
    report = by_code(CODES[length])
    period = Period(2022, length)
    written = report.writers[file_format](report.facts(office, period), letterhead_of(office), Imprint())

    assert (report.length, written.content[: len(beginning)]) == (length, beginning)
