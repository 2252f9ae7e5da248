from datetime import date

import pytest

from pranata.base.flow.errors import Stale
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.documents.models import Document
from pranata.engines.plan.actions import importing, revisions, rows
from pranata.engines.plan.actions.guards import row_token
from pranata.engines.plan.actions.revisions import AdoptionRefused
from pranata.engines.plan.actions.rows import RowContent
from pranata.engines.plan.models import (
    Indicator,
    MonthDeadline,
    Plan,
    Progress,
    ProgressStatus,
    Responsibility,
    Subactivity,
)
from pranata.engines.plan.queries import plan_reading
from pranata.engines.plan.tests.factories import (
    DeputyFactory,
    FigureFactory,
    IndicatorFactory,
    MonthDeadlineFactory,
    ProgressFactory,
    RemarkFactory,
    ResponsibilityFactory,
)
from pranata.engines.plan.tests.plan_life import issue, row, states

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("amendment", "PERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN CONTOH NOMOR 1/HK/9999/2022 TENTANG "),
        ("correction", "RALAT ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN CONTOH NOMOR 1/HK/9999/2022 TENTANG "),
    ],
)
def test_revision_begins_as_a_copy_that_knows_its_rows(adopted, secretary, kind, title):
    revision = revisions.open_revision(adopted, kind=kind, by=secretary)

    assert states() == [(2022, 1, "adopted"), (2022, 2, "draft")]
    assert revision.document.title == title + adopted.document.title
    assert (revision.document.number, revision.document.issued_on) == ("", None)
    assert plan_reading(revision).areas == plan_reading(adopted).areas
    assert [each.predecessor.code for each in Subactivity.objects.filter(plan=revision)] == ["1.1.1", "1.1.2"]


def test_what_nobody_has_decided_is_to_be_decided_of_the_revision_too(adopted, secretary):
    RemarkFactory(plan=adopted, position=1, code="shared_cell", subject="1.1.2", message="Satu sel.")
    RemarkFactory(plan=adopted, position=2, status="accepted")

    revision = revisions.open_revision(adopted, kind="amendment", by=secretary)

    assert list(revision.remarks.values_list("code", "subject", "status")) == [
        ("shared_cell", "1.1.2", "open"),
        ("copied_decree", "", "open"),
    ]


def test_title_speaks_of_the_first_decree_when_a_revision_is_revised_or_copied(adopted, secretary):
    first = adopted.document.title
    for number, kind in ((2, "amendment"), (3, "correction")):
        revision = revisions.open_revision(Plan.objects.get(status="adopted"), kind=kind, by=secretary)
        issue(revision, f"{number}/HK/9999/2022")
        revisions.adopt(Plan.objects.get(pk=revision.pk), by=secretary)

    copy = revisions.copy_to_year(Plan.objects.get(status="adopted"), year=2023, by=secretary)

    office = "KOMISI PEMILIHAN UMUM KABUPATEN CONTOH"
    assert revision.document.title == f"RALAT ATAS KEPUTUSAN {office} NOMOR 2/HK/9999/2022 TENTANG {first}"
    assert copy.document.title == first


def test_only_one_revision_waits_at_a_time(adopted, secretary):
    revisions.open_revision(adopted, kind="amendment", by=secretary)

    with pytest.raises(Stale):
        revisions.open_revision(adopted, kind="correction", by=secretary)


def test_draft_is_not_revised(draft, secretary):
    with pytest.raises(Stale):
        revisions.open_revision(draft, kind="amendment", by=secretary)


def test_adopted_revision_replaces_the_plan_and_takes_over_what_hangs_on_its_rows(adopted, secretary, office):
    MonthDeadlineFactory(plan=adopted, month=6)
    first, second = row(adopted, "1.1.1"), row(adopted, "1.1.2")
    DeputyFactory(
        responsibility=ResponsibilityFactory(subactivity=first, person=PersonFactory(office=office)),
        person=PersonFactory(office=office),
    )
    ProgressFactory(subactivity=first, month=1, status=ProgressStatus.VERIFIED)
    ProgressFactory(subactivity=second, month=6)
    Indicator.objects.filter(subactivity=first).update(target=90, note="Catatan contoh")
    revision = revisions.open_revision(adopted, kind="amendment", by=secretary)
    moved = row(revision, "1.1.1")
    rows.edit_row(
        moved, RowContent("Menyusun rencana tim", months=frozenset({1, 2})), seen=row_token(moved), by=secretary
    )
    rows.remove_row(row(revision, "1.1.2"), by=secretary)
    issue(revision)

    revisions.adopt(revision, by=secretary)

    assert states() == [(2022, 1, "superseded"), (2022, 2, "adopted")]
    assert list(Progress.objects.order_by("month").values_list("subactivity", "month")) == [
        (moved.pk, 1),
        (second.pk, 6),
    ]
    charge = Responsibility.objects.get()
    assert (charge.subactivity, charge.deputies.count()) == (moved, 1)
    assert MonthDeadline.objects.get().plan == revision


def test_target_follows_its_indicator_when_the_plan_is_amended(adopted, secretary):
    Indicator.objects.filter(subactivity__code="1.1.1").update(target=90, target_unit="%", note="Catatan contoh")
    revision = revisions.open_revision(adopted, kind="correction", by=secretary)
    issue(revision)

    revisions.adopt(revision, by=secretary)

    found = Indicator.objects.get(subactivity__plan=revision, subactivity__code="1.1.1")
    assert (found.target, found.target_unit, found.note) == (90, "%", "Catatan contoh")


def test_public_plan_is_the_revision_in_force(adopted, secretary):
    importing.publish(adopted, by=secretary)
    revision = revisions.open_revision(adopted, kind="amendment", by=secretary)
    with pytest.raises(Stale):
        importing.publish(revision, by=secretary)
    assert list(Plan.objects.public()) == [adopted]
    issue(revision)

    revisions.adopt(revision, by=secretary)

    assert list(Plan.objects.public()) == [revision]
    assert Document.objects.get(plan=revision).is_public


def test_imported_amendment_finds_the_rows_it_continues(adopted, office, secretary):
    reading = plan_reading(adopted)
    reading.decree.number, reading.decree.date = "7/HK/9999/2022", "2022-07-01"
    reading.areas[0].activities[0].subactivities.reverse()
    reading.areas[0].activities[0].subactivities[0].code = "1.1.1"
    reading.areas[0].activities[0].subactivities[1].code = "1.1.2"

    revision = importing.import_plan(
        reading, office=office, year=2022, by=secretary, source=b"isi", source_name="perubahan.md", kind="amendment"
    )

    assert (revision.revision, revision.based_on, revision.key) == (2, adopted, "2022-r2")
    assert [(each.code, each.predecessor.code) for each in revision.subactivities.order_by("code")] == [
        ("1.1.1", "1.1.2"),
        ("1.1.2", "1.1.1"),
    ]


def test_amendment_is_refused_when_nothing_is_in_force(draft, office):
    reading = plan_reading(draft)
    reading.decree.number = "7/HK/9999/2022"

    found = importing.placement(reading, office=office, year=2021, kind="amendment")

    assert [each.code for each in found] == ["nothing_to_change"]


def test_second_amendment_is_refused_when_a_draft_waits(adopted, office, secretary):
    reading = plan_reading(adopted)
    reading.decree.number = "7/HK/9999/2022"
    revisions.open_revision(adopted, kind="amendment", by=secretary)

    found = importing.placement(reading, office=office, year=2022, kind="amendment")

    assert [each.code for each in found] == ["draft_waiting"]


def test_targets_follow_equal_texts_first_and_each_goes_to_one_indicator(adopted, secretary):
    Indicator.objects.filter(subactivity__code="1.1.1").update(text="A", target=5)
    revision = revisions.open_revision(adopted, kind="amendment", by=secretary)
    Indicator.objects.filter(subactivity__plan=revision, subactivity__code="1.1.1").update(position=2)
    IndicatorFactory(subactivity=row(revision, "1.1.1"), position=1, text="Baru")
    issue(revision)

    revisions.adopt(revision, by=secretary)

    found = Indicator.objects.filter(subactivity__plan=revision, subactivity__code="1.1.1")
    assert list(found.values_list("text", "target")) == [("Baru", None), ("A", 5)]


def test_deadlines_are_handed_over_month_by_month(adopted, secretary):
    MonthDeadlineFactory(plan=adopted, month=6)
    MonthDeadlineFactory(plan=adopted, month=9)
    revision = revisions.open_revision(adopted, kind="amendment", by=secretary)
    MonthDeadlineFactory(plan=revision, month=6, due_on=date(2022, 7, 1))
    issue(revision)

    revisions.adopt(revision, by=secretary)

    assert list(MonthDeadline.objects.filter(plan=revision).values_list("month", "due_on")) == [
        (6, date(2022, 7, 1)),
        (9, date(2022, 7, 5)),
    ]


def test_revision_of_a_plan_closed_meanwhile_waits_until_it_is_open_again(adopted, secretary):
    revision = revisions.open_revision(adopted, kind="amendment", by=secretary)
    issue(revision)
    revisions.close(adopted, by=secretary)

    with pytest.raises(AdoptionRefused) as refusal:
        revisions.adopt(revision, by=secretary)
    assert refusal.value.obstacles == ["Rencana yang diubah sudah ditutup; buka lagi rencana itu dulu."]

    revisions.reopen(Plan.objects.get(pk=adopted.pk), by=secretary, note="Perubahan menyusul.")
    revisions.adopt(Plan.objects.get(pk=revision.pk), by=secretary)
    assert states() == [(2022, 1, "superseded"), (2022, 2, "adopted")]


def test_amendment_is_refused_when_the_plan_is_closed(adopted, office, secretary):
    revisions.close(adopted, by=secretary)
    reading = plan_reading(adopted)
    reading.decree.number = "7/HK/9999/2022"

    found = importing.placement(reading, office=office, year=2022, kind="amendment")

    assert [(each.code, "buka lagi" in each.message) for each in found] == [("nothing_to_change", True)]


def test_figures_follow_their_indicators_and_stay_with_the_month_when_one_ends(adopted, secretary):
    june = row(adopted, "1.1.2")
    progress = ProgressFactory(subactivity=june, month=6)
    for position, text in ((1, "Adanya hasil 2"), (2, "Diubah katanya"), (3, "Dihapus")):
        indicator = Indicator.objects.get_or_create(subactivity=june, position=position, defaults={"text": text})[0]
        FigureFactory(progress=progress, indicator=indicator, value=position)
    revision = revisions.open_revision(adopted, kind="amendment", by=secretary)
    successor = row(revision, "1.1.2")
    successor.indicators.filter(position=2).update(text="Dengan kata lain")
    successor.indicators.filter(position=3).delete()
    issue(revision)
    revisions.adopt(revision, by=secretary)

    found = Progress.objects.get()
    assert found.subactivity == successor
    assert [(int(each.value), each.indicator.subactivity, each.indicator.text) for each in found.figures.all()] == [
        (1, successor, "Adanya hasil 2"),
        (2, successor, "Dengan kata lain"),
        (3, june, "Dihapus"),
    ]
