"""What measures read, as reports say it: each figure with a note about its reading, in every format."""

import io
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import docx
import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.paper.letterhead import Letterhead
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.tests.factories import ReadingFactory
from pranata.engines.plan.models import BindingState, Progress
from pranata.engines.plan.report.facts import report_facts
from pranata.engines.plan.report.pdf import print_pdf
from pranata.engines.plan.report.sheet import print_xlsx
from pranata.engines.plan.report.word import print_docx
from pranata.engines.plan.tests.factories import BindingFactory, FigureFactory, IndicatorFactory
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan
from pranata.engines.plan.tests.test_report_files import sheets, word_texts, words
from pranata.engines.reports.actions import Edition, issue
from pranata.engines.reports.editions import Imprint
from pranata.engines.reports.making import make_draft
from pranata.engines.reports.registry import by_code
from pranata.lib.periods import Period

HEAD = Letterhead(office=("KPU KABUPATEN CONTOH",), city="Contoh")
VERIFIED, ADOPTED = "plan.verified_share", "plan.adopted"
SENTENCE = "1 dari 3 subkegiatan yang dijadwalkan pada Juni 2022 sudah diverifikasi."


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)


@pytest.fixture
def plan(office):
    return counted_plan(office)


def indicator_of(plan, code, **fields):
    row = plan.subactivities.get(code=code)
    return IndicatorFactory(subactivity=row, position=row.indicators.count() + 1, **fields)


def bound(plan, code, key=VERIFIED, **fields):
    indicator = indicator_of(plan, code, **fields)
    BindingFactory(indicator=indicator, measure_key=key)
    return indicator


def reading_of(plan, key=VERIFIED, **fields):
    """One of three in June unless told otherwise."""
    said = {"value": Decimal("33.333333"), "numerator": 1, "denominator": 3}
    moment = datetime(2022, 7, 19, 3, 15, tzinfo=UTC)
    return ReadingFactory(office=plan.office, measure=key, computed_at=moment, **said | fields)


def facts_of(plan, period="2022-06"):
    return report_facts(plan.office, Period.parse(period))


def test_figure_names_its_reading_when_a_measure_reads_the_indicator(plan):
    bound(plan, "1.1.1", text="Diverifikasinya laporan", target=90, target_unit="persen")
    reading = reading_of(plan)

    facts = facts_of(plan)

    (line,), (note,) = facts.measured, facts.reading_notes
    assert (line.code, line.words, line.target) == ("1.1.1#1", "1 dari 3 (33,33%)", "90 persen")
    assert (line.value, line.numerator, line.denominator) == (Decimal("33.333333"), 1, 3)
    assert (line.reading, line.note, note.no, note.reading) == (reading.pk, 1, 1, reading.pk)
    assert (note.measure, note.sentence, note.rule_version) == (VERIFIED, SENTENCE, 1)
    assert note.as_of == reading.computed_at


def test_indicators_of_one_measure_share_the_note_of_its_reading(plan):
    bound(plan, "1.1.1")
    bound(plan, "2.1.1")
    reading_of(plan)

    facts = facts_of(plan)

    assert [(line.code, line.note) for line in facts.measured] == [("1.1.1#1", 1), ("2.1.1#1", 1)]
    assert len(facts.reading_notes) == 1


def test_nothing_measured_is_never_zero_and_unread_is_told_from_it(plan):
    bound(plan, "1.1.1")
    bound(plan, "1.1.2", ADOPTED)
    reading_of(plan, value=None, numerator=0, denominator=0)

    nothing, unread = facts_of(plan).measured

    assert (nothing.value, nothing.words, nothing.note) == (None, "belum ada yang diukur", 1)
    assert (unread.value, unread.words, unread.note) == (None, "belum dibaca", None)


def test_quarter_tells_single_months_one_by_one_and_the_rest_as_of_its_end(plan):
    bound(plan, "1.1.1")
    bound(plan, "1.1.2", ADOPTED)
    reading_of(plan, month=5)
    reading_of(plan)
    reading_of(plan, ADOPTED, value=1, numerator=1, denominator=None)

    found = facts_of(plan, "2022-Q2").measured

    assert [(line.code, line.month, line.words) for line in found] == [
        ("1.1.1#1", 4, "belum dibaca"),
        ("1.1.1#1", 5, "1 dari 3 (33,33%)"),
        ("1.1.1#1", 6, "1 dari 3 (33,33%)"),
        ("1.1.2#1", 6, "ada"),
    ]


def test_missing_parts_are_named_when_the_report_lacks_them(plan):
    bound(plan, "1.1.1")
    bound(plan, "1.1.2", "gone.measure")
    indicator_of(plan, "2.1.1")
    by_hand = [indicator_of(plan, code) for code in ("1.1.1", "1.1.2")]
    for each in by_hand:
        BindingFactory(indicator=each, measure_key="", state=BindingState.BY_HAND)
    progress = Progress.objects.get(subactivity__code="1.1.1")
    FigureFactory(progress=progress, indicator=by_hand[0], value=1)
    Progress.objects.filter(subactivity__code="2.1.1").delete()

    found = {each.key: each.text for each in facts_of(plan).missing}

    assert found == {
        "belum-dilaporkan": "1 pelaksanaan belum dilaporkan: 2.1.1·6.",
        "tanpa-bukti": "2 laporan bulanan tanpa bukti yang berlaku: 1.1.1·6; 1.1.2·6.",
        "belum-terukur": "1 indikator terikat ukuran tetapi belum bernilai: 1.1.1#1.",
        "isian-kosong": "1 indikator isian tangan belum diberi angka: 1.1.2#2.",
        "tanpa-ukuran": "1 indikator belum diikat dengan ukuran: 2.1.1#1.",
        "ukuran-hilang": "1 indikator terikat ukuran yang tidak ada lagi: 1.1.2#1.",
    }


def test_footnote_is_printed_in_every_format(plan):
    bound(plan, "1.1.1", text="Diverifikasinya laporan")
    reading = reading_of(plan)
    facts = facts_of(plan)

    on_paper = words(print_pdf(facts, HEAD, Imprint()).content)
    in_word = word_texts(print_docx(facts, HEAD, Imprint()).content)
    in_book = sheets(print_xlsx(facts, HEAD, Imprint()).content)

    note = ["B1", VERIFIED, SENTENCE, "19 Juli 2022 10.15", "1", str(reading.pk)]
    assert [each for each in (VERIFIED, "19Juli2022", "LampiranIII.Catatanangka") if each not in on_paper] == []
    assert "1dari3subkegiatanyangdijadwalkanpadaJuni" in on_paper
    assert "1dari3(33,33%)B1" in on_paper
    table = docx.Document(io.BytesIO(print_docx(facts, HEAD, Imprint()).content)).tables[-1]
    assert [cell.text for cell in table.rows[1].cells] == note
    assert any(text.startswith("1 dari 3 (33,33%)") for text in in_word)
    assert in_book["Catatan angka"][-1] == note
    assert in_book["Capaian indikator"][-1] == [
        "1.1.1#1", "Diverifikasinya laporan", "Juni", "1 dari 3 (33,33%)", "B1", 33.333333, 1.0, 3.0, "",
        float(reading.pk),
    ]  # fmt: skip


def test_json_holds_the_id_of_the_reading(plan):
    bound(plan, "1.1.1")
    reading = reading_of(plan)

    said = json.loads(make_draft(by_code("monthly"), plan.office, Period.parse("2022-06"), "json").content)

    assert [each["reading"] for each in said["measured"]] == [reading.pk]
    assert [each["reading"] for each in said["reading_notes"]] == [reading.pk]
    assert [reading.pk] in [each["readings"] for section in said["narrative"] for each in section["sentences"]]


def test_narrative_says_what_was_read_reported_and_missing(plan):
    bound(plan, "1.1.1")
    reading_of(plan)

    facts = facts_of(plan)

    told = {section.code: [each.text for each in section.sentences] for section in facts.narrative}
    assert told["ringkasan"] == [
        (
            "Pada Juni 2022 dijadwalkan 3 pelaksanaan dari 3 subkegiatan; 2 sudah diverifikasi (66%), 1 di antaranya"
            " selesai terlambat."
        ),
        "1 laporan diajukan dan menunggu verifikasi.",
    ]
    assert told["area-1"] == [
        "2 dari 2 pelaksanaan sudah diverifikasi.",
        "Sudah diverifikasi: 1.1.1·6; 1.1.2·6.",
        f"{SENTENCE} (1.1.1#1)",
    ]
    assert told["hambatan"] == ["2.1.1 bulan Juni: Hujan."]
    assert told["tindak-lanjut"] == ["2.1.1 bulan Juni: Ulangi."]
    assert told["mutu-data"] == ["3 laporan bulanan tanpa bukti yang berlaku: 1.1.1·6; 1.1.2·6; 2.1.1·6."]
    assert "2.1.1bulanJuni:Hujan." in words(print_pdf(facts, HEAD, Imprint()).content)


def test_queries_stay_the_same_when_measured_indicators_grow(plan, django_assert_num_queries):
    bound(plan, "1.1.1")
    reading_of(plan)
    with django_assert_num_queries(15):
        facts_of(plan)
    bound(plan, "1.1.2", ADOPTED)
    bound(plan, "2.1.1", "plan.proven_share")
    reading_of(plan, ADOPTED)
    reading_of(plan, "plan.proven_share")
    with django_assert_num_queries(15):
        assert len(facts_of(plan).measured) == 3


@pytest.fixture
def secretary(office):
    OfficePaperFactory(office=office, city="Contoh")
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


def issued(plan, secretary, number, period="2022-06", code="monthly", **fields):
    edition = Edition(date(2022, 7, 20), "Contoh", "Sekretaris", "Pegawai Contoh", number=number, **fields)
    return issue(by_code(code), plan.office, Period.parse(period), edition, by=secretary)


def verify_the_third(plan):
    Progress.objects.filter(subactivity__code="2.1.1", month=6).update(status="verified")


def test_issuing_seals_the_month_and_the_old_report_keeps_its_value_after_a_correction(plan, secretary):
    bound(plan, "1.1.1")

    first = issued(plan, secretary, "1/LAP/2022")

    sealed = Reading.objects.get(measure=VERIFIED)
    assert sealed.sealed_at is not None
    assert [(each["words"], each["reading"]) for each in first.facts["measured"]] == [("2 dari 3 (66,66%)", sealed.pk)]

    verify_the_third(plan)
    second = issued(plan, secretary, "2/LAP/2022", reason="Laporan ketiga menyusul")

    first.refresh_from_db()
    corrected = Reading.objects.current().get(measure=VERIFIED)
    assert (corrected.edition, corrected.reason) == (2, "Laporan ketiga menyusul")
    assert [each["words"] for each in first.facts["measured"]] == ["2 dari 3 (66,66%)"]
    assert [(each["words"], each["reading"]) for each in second.facts["measured"]] == [
        ("3 dari 3 (100%)", corrected.pk)
    ]


def test_longer_report_seals_months_that_have_ended_and_leaves_the_running_one_open(plan, secretary):
    bound(plan, "1.1.1")
    open_june = reading_of(plan, sealed_at=None)
    open_july = reading_of(plan, month=7, sealed_at=None)

    issued(plan, secretary, "1/LAP/2022", period="2022", code="yearly")

    open_june.refresh_from_db()
    open_july.refresh_from_db()
    sealed = Reading.objects.current().get(measure=VERIFIED, month=6)
    assert (sealed.sealed_at is not None, open_july.sealed_at) == (True, None)


def test_notes_of_readings_are_reached_by_links_when_the_figure_is_raised(plan):
    bound(plan, "1.1.1")
    reading_of(plan)
    facts = facts_of(plan)

    body = print_docx(facts, HEAD, Imprint()).content
    text = docx.Document(io.BytesIO(body)).element.xml

    assert set(re.findall(r'w:name="(note-B\d+)"', text)) == {"note-B1"}
    assert set(re.findall(r'w:anchor="(note-B\d+)"', text)) == {"note-B1"}
