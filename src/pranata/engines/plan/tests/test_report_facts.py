"""The figures of implementation reports, counted by hand."""

from datetime import date

import pytest

from pranata.engines.followups.tests.factories import FollowUpFactory
from pranata.engines.plan.models import Progress, Status
from pranata.engines.plan.report.facts import DRAFT_PLAN, report_facts
from pranata.engines.plan.report.model import Entry, Figure, Note, Reached
from pranata.engines.plan.report.words import long_date
from pranata.engines.plan.tests.factories import (
    FigureFactory,
    IndicatorFactory,
    PlanFactory,
    ProgressFactory,
    SubactivityFactory,
)
from pranata.engines.plan.tests.report_sample import IN_TIME, JUNE, TODAY, adopted_plan, counted_plan, prove
from pranata.engines.reports.errors import NoFacts
from pranata.engines.reports.making import plain_facts
from pranata.lib.periods import Period

KEYS = ("rows", "cells", "verified", "late", "submitted", "missing", "ahead")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)


def facts_of(plan, period="2022-06"):
    return report_facts(plan.office, Period.parse(period))


def values(figures):
    return [getattr(figures, key).value for key in KEYS]


def test_figures_when_a_month_is_counted_by_hand(office):
    facts = facts_of(counted_plan(office))

    assert [values(area) for area in facts.areas] == [[2, 2, 1, 1, 0, 0, 0], [1, 1, 0, 0, 1, 0, 0]]
    assert values(facts.total) == [3, 3, 1, 1, 1, 0, 0]
    assert [area.share for area in (*facts.areas, facts.total)] == [100, 0, 66]


def test_figures_when_the_year_is_counted_by_hand(office):
    facts = facts_of(counted_plan(office), "2022")

    assert values(facts.total) == [4, 6, 1, 1, 1, 1, 2]
    assert [row.states for row in facts.due_rows] == [
        ("overdue", *["empty"] * 4, "verified", *["empty"] * 6),
        (*["empty"] * 5, "late", *["empty"] * 6),
        (*["empty"] * 5, "submitted", "due", *["empty"] * 5),
        (*["empty"] * 11, "planned"),
    ]


@pytest.mark.parametrize(
    ("period", "cells", "title"),
    [
        ("2022-01", 1, "Laporan pelaksanaan Rencana Aksi Reformasi Birokrasi Bulan Januari 2022"),
        ("2022-Q2", 3, "Laporan pelaksanaan Rencana Aksi Reformasi Birokrasi Triwulan II Tahun 2022"),
        ("2022-S2", 2, "Laporan pelaksanaan Rencana Aksi Reformasi Birokrasi Semester II Tahun 2022"),
        ("2022", 6, "Laporan pelaksanaan Rencana Aksi Reformasi Birokrasi Tahun 2022"),
    ],
)
def test_title_and_cells_when_the_period_is_longer_or_shorter(office, period, cells, title):
    facts = facts_of(counted_plan(office), period)

    assert (facts.total.cells.value, facts.title) == (cells, title)


def test_notes_when_figures_are_opened(office):
    facts = facts_of(counted_plan(office))

    assert facts.areas[0].verified == Figure(1, 3)
    assert facts.notes[2] == Note(3, "Area 1: terverifikasi", ("1.1.1·6",))
    assert facts.total.late == Figure(1, facts.notes[-2].no)
    assert facts.notes[-2].records == ("1.1.2·6",)
    assert facts.areas[0].missing == Figure(0, None)
    assert [note.no for note in facts.notes] == list(range(1, len(facts.notes) + 1))


def test_notes_hold_as_many_records_as_each_figure_says(office):
    facts = facts_of(counted_plan(office), "2022")
    figures = [getattr(area, key) for area in (*facts.areas, facts.total) for key in KEYS]

    assert [len(facts.notes[each.note - 1].records) for each in figures if each.note] == [
        each.value for each in figures if each.value
    ]


def test_entries_when_months_are_handed_in_or_not(office):
    plan = counted_plan(office)
    prove(plan, "1.1.1", 6)
    prove(plan, "1.1.1", 6, valid_to=date(2022, 6, 30))

    first, late, waiting = (row.entries for row in facts_of(plan).due_rows)

    assert first == (Entry(6, "verified", "terverifikasi", True, date(2022, 6, 25), "Rapat selesai", "", "", 1, 1),)
    assert late[0].words == "selesai terlambat"
    assert (waiting[0].obstacle, waiting[0].follow_up) == ("Hujan", "Ulangi")


def test_figures_stand_in_the_order_of_their_indicators_and_only_of_what_was_handed_in(office):
    plan = counted_plan(office)
    progress = Progress.objects.get(subactivity__code="1.1.1")
    second, first = (
        IndicatorFactory(subactivity=progress.subactivity, position=position, text=text, target=95, target_unit="%")
        for position, text in ((2, "Dua"), (1, "Satu"))
    )
    FigureFactory(progress=progress, indicator=second, value=3)
    FigureFactory(progress=progress, indicator=first, value=1, out_of=3)
    unfinished = ProgressFactory(subactivity=plan.subactivities.get(code="2.1.1"), month=7, status="draft")
    FigureFactory(progress=unfinished)

    rows = facts_of(plan, "2022").due_rows

    assert [each.figures for row in rows for each in row.entries if each.figures] == [
        (Reached("Satu", "1 dari 3 (33,33%)", "95 %", 1, 3), Reached("Dua", "3", "95 %", 3))
    ]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("draft", "lewat tenggat; masih konsep, belum diajukan"),
        ("returned", "lewat tenggat; dikembalikan, belum diajukan lagi"),
    ],
)
def test_words_of_a_note_are_not_quoted_when_nobody_handed_it_in(office, status, words):
    row = SubactivityFactory(activity__area__plan=adopted_plan(office), month_bits=JUNE)
    ProgressFactory(subactivity=row, month=6, status=status, achievement="Belum selesai ditulis")

    assert [each.entries for each in facts_of(row.plan).due_rows] == [(Entry(6, "overdue", words, False),)]


def test_people_when_somebody_or_nobody_is_in_charge(office):
    rows = facts_of(counted_plan(office)).due_rows

    assert [row.in_charge for row in rows] == ["Pegawai Contoh", "belum ditunjuk", "belum ditunjuk"]


def test_month_without_anything_due_is_empty(office):
    facts = facts_of(counted_plan(office), "2022-03")

    assert (facts.rows, facts.notes, facts.evidence) == ((), (), ())
    assert values(facts.total) == [0] * 7
    assert facts.total.share is None


def test_plan_without_reports_lists_every_row_that_is_due(office):
    plan = counted_plan(office)
    Progress.objects.all().delete()

    facts = facts_of(plan)

    assert [row.code for row in facts.due_rows] == ["1.1.1", "1.1.2", "2.1.1"]
    assert values(facts.total) == [3, 3, 0, 0, 0, 3, 0]


def test_draft_plan_is_reported_with_a_warning_and_may_not_be_issued(office):
    plan = counted_plan(office)
    type(plan).objects.filter(pk=plan.pk).update(status=Status.DRAFT)

    facts = facts_of(plan)

    assert facts.warnings == (DRAFT_PLAN,)
    assert facts.remarks[0] == DRAFT_PLAN
    assert facts.obstacles == ("Rencana masih rancangan; laporan diterbitkan setelah rencana ditetapkan.",)


def test_plan_in_force_is_reported_when_a_revision_is_still_a_draft(office):
    plan = counted_plan(office)
    PlanFactory(office=office, year=2022, revision=2, based_on=plan)

    assert facts_of(plan).total.cells.value == 3


def test_year_without_a_plan_has_no_facts(office):
    with pytest.raises(NoFacts, match="KPU Kabupaten Contoh belum punya rencana aksi tahun 2021"):
        report_facts(office, Period.parse("2021-06"))


def test_evidence_when_it_is_open_restricted_expired_and_used_twice(office):
    plan = counted_plan(office)
    plain = prove(plan, "1.1.1", 6, title="Notula contoh")
    prove(plan, "1.1.1", 6, title="Rahasia contoh", confidentiality="terbatas")
    prove(plan, "1.1.2", 6, title="Surat contoh", valid_to=date(2022, 6, 30))
    again = plan.subactivities.get(code="2.1.1").progress.get(month=6)
    plain.uses.create(target_label="plan.progress", target_id=again.pk, added_at=IN_TIME)

    facts = facts_of(plan)

    assert [(item.title, item.confidentiality, item.standing, item.records) for item in facts.evidence] == [
        ("Notula contoh", "biasa", "", ("1.1.1·6", "2.1.1·6")),
        ("", "terbatas", "", ("1.1.1·6",)),
        ("Surat contoh", "biasa", "habis masa berlaku", ("1.1.2·6",)),
    ]
    assert "Rahasia" not in str(facts)
    assert facts.evidence[1].file_name == ""
    assert "1 bukti gugur" in " ".join(facts.remarks)


def test_evidence_of_a_month_that_was_returned_is_left_out(office):
    row = SubactivityFactory(activity__area__plan=adopted_plan(office), month_bits=JUNE)
    ProgressFactory(subactivity=row, month=6, status="returned")
    prove(row.plan, row.code, 6)

    assert facts_of(row.plan).evidence == ()


def test_report_says_how_the_follow_ups_stand_when_some_are_open(office):
    plan = counted_plan(office)
    assert not [each for each in facts_of(plan).remarks if each.startswith("Tindak lanjut")]
    FollowUpFactory(office=office, year=2020, due_on=date(2022, 1, 31), sequence=1)
    FollowUpFactory(office=office, status="done", sequence=2, due_on=date(2022, 1, 31))

    words = "1 masih dikerjakan, 1 di antaranya lewat tenggat, 1 menunggu penutupan, 1 dari tahun-tahun sebelumnya"
    assert facts_of(plan).remarks[-1] == f"Tindak lanjut pada {long_date(date.fromisoformat(TODAY))}: {words}."


def test_facts_are_kept_as_json_with_days_as_text(office):
    kept = plain_facts(facts_of(counted_plan(office)))

    assert (kept["as_of"], kept["period"], kept["total"]["cells"]) == ("2022-07-20", "2022-06", {"value": 3, "note": 9})


def test_queries_stay_the_same_when_rows_reports_and_evidence_grow(office, django_assert_num_queries):
    plan = adopted_plan(office)
    row = SubactivityFactory(activity__area__plan=plan, month_bits=JUNE)
    ProgressFactory(subactivity=row, month=6, status="verified", submitted_at=IN_TIME)
    prove(plan, row.code, 6)
    FigureFactory(progress=row.progress.get())
    with django_assert_num_queries(14):
        facts_of(plan)
    for _ in range(2):
        more = SubactivityFactory(activity=row.activity, month_bits=JUNE)
        ProgressFactory(subactivity=more, month=6, status="verified", submitted_at=IN_TIME)
        prove(plan, more.code, 6)
        FigureFactory(progress=more.progress.get())
    with django_assert_num_queries(14):
        assert len(facts_of(plan).due_rows) == 3
