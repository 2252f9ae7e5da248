from datetime import date

import pytest

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import UnitFactory
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
    Remark,
    RemarkStatus,
    Responsibility,
    Status,
    Subactivity,
)
from pranata.engines.plan.queries import plan_matrix, plan_reading
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    DeputyFactory,
    IndicatorFactory,
    MonthDeadlineFactory,
    PlanFactory,
    ProgressFactory,
    RemarkFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(office):
    """A numbered draft with 1.1.1 in January and 1.1.2 in June, each with an indicator."""
    plan = PlanFactory(
        office=office, year=2022, document__number="1/HK/9999/2022", document__issued_on=date(2022, 1, 17)
    )
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=1), position=1)
    for position, (text, bits) in enumerate([("Menyusun rencana", 0b1), ("Membuat laporan", 0b100000)], start=1):
        row = SubactivityFactory(activity=activity, position=position, text=text, month_bits=bits)
        IndicatorFactory(subactivity=row, position=1, text=f"Adanya hasil {position}")
    return plan


@pytest.fixture
def adopted(draft, secretary):
    return revisions.adopt(draft, by=secretary)


def row(plan, code):
    return Subactivity.objects.get(plan=plan, code=code)


def states():
    return list(Plan.objects.order_by("year", "revision").values_list("year", "revision", "status"))


def test_draft_comes_into_force_when_nothing_is_missing(draft, secretary):
    revisions.adopt(draft, by=secretary, note="Rapat pleno.")

    assert states() == [(2022, 1, "adopted")]
    assert Event.objects.get(action="plan.plan.adopt").actor == f"user:{secretary.pk}"


def test_draft_stays_when_an_error_is_open_and_comes_into_force_when_it_is_decided(draft, secretary):
    remark = RemarkFactory(plan=draft, severity="error")
    RemarkFactory(plan=draft, severity="doubt", position=9)

    with pytest.raises(AdoptionRefused) as refusal:
        revisions.adopt(draft, by=secretary)
    assert refusal.value.obstacles == ["Masih ada 1 catatan kesalahan yang belum diputuskan."]

    Remark.objects.filter(pk=remark.pk).update(status=RemarkStatus.ACCEPTED)
    revisions.adopt(draft, by=secretary)
    assert states() == [(2022, 1, "adopted")]


def test_draft_without_rows_number_and_date_names_all_three(office, secretary):
    plan = PlanFactory(office=office, document__number="", document__issued_on=None)

    with pytest.raises(AdoptionRefused) as refusal:
        revisions.adopt(plan, by=secretary)

    assert refusal.value.obstacles == [
        "Rencana ini belum memuat subkegiatan.",
        "Nomor keputusan belum diisi.",
        "Tanggal penetapan keputusan belum diisi.",
    ]


def test_kasubbag_may_not_adopt(draft, account):
    with pytest.raises(Forbidden):
        revisions.adopt(draft, by=account("kasubbag"))


def test_plan_is_adopted_once(adopted, secretary):
    with pytest.raises(Stale):
        revisions.adopt(Plan.objects.get(), by=secretary)


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
    assert plan_reading(revision).areas == [_without_source(area) for area in plan_reading(adopted).areas]
    assert [each.predecessor.code for each in Subactivity.objects.filter(plan=revision)] == ["1.1.1", "1.1.2"]


def _without_source(area):
    for activity in area.activities:
        for each in activity.subactivities:
            each.source_lines, each.confidence, each.as_printed = [], "high", None
    return area


def test_only_one_revision_waits_at_a_time(adopted, secretary):
    revisions.open_revision(adopted, kind="amendment", by=secretary)

    with pytest.raises(Stale):
        revisions.open_revision(adopted, kind="correction", by=secretary)


def test_draft_is_not_revised(draft, secretary):
    with pytest.raises(Stale):
        revisions.open_revision(draft, kind="amendment", by=secretary)


def issue(plan, number="2/HK/9999/2022"):
    Document.objects.filter(plan=plan).update(number=number, issued_on=date(2022, 6, 1))


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


def test_plan_is_closed_and_opened_again(adopted, secretary):
    revisions.close(adopted, by=secretary)
    assert states() == [(2022, 1, "closed")]

    revisions.reopen(adopted, by=secretary, note="Keliru ditutup.")

    assert states() == [(2022, 1, "adopted")]


def test_discarded_draft_leaves_nothing_but_its_trace(draft, secretary):
    RemarkFactory(plan=draft)

    revisions.discard(draft, by=secretary, reason="Berkas keliru.")

    assert [model.objects.count() for model in (Plan, Document, Subactivity, Remark)] == [0, 0, 0, 0]
    assert Event.objects.filter(action__in=["plan.discarded", "documents.discarded"]).count() == 2


def test_adopted_plan_is_not_discarded(adopted, secretary):
    with pytest.raises(Stale):
        revisions.discard(adopted, by=secretary, reason="Berkas keliru.")

    assert Plan.objects.count() == 1


def test_draft_another_was_copied_from_is_not_discarded(draft, secretary):
    revisions.copy_to_year(draft, year=2023, by=secretary)

    with pytest.raises(Stale):
        revisions.discard(draft, by=secretary, reason="Berkas keliru.")


def test_next_year_begins_as_a_copy_with_people_and_targets(adopted, secretary, office):
    unit, gone = UnitFactory(office=office), PersonFactory(office=office, valid_to=date(2022, 6, 30))
    ResponsibilityFactory(subactivity=row(adopted, "1.1.1"), person=None, unit=unit)
    ResponsibilityFactory(subactivity=row(adopted, "1.1.2"), person=gone)
    Indicator.objects.filter(subactivity__code="1.1.1").update(target=90, target_unit="%")
    Document.objects.update(title="RENCANA AKSI TAHUN 2022")

    copy = revisions.copy_to_year(Plan.objects.get(), year=2023, by=secretary)

    assert (copy.key, copy.document.title, copy.document.number) == ("2023", "RENCANA AKSI TAHUN 2023", "")
    assert [each.code for each in copy.remarks.all()] == ["copied_decree"]
    assert [(each.subactivity.code, each.party) for each in Responsibility.objects.filter(subactivity__plan=copy)] == [
        ("1.1.1", unit)
    ]
    assert Indicator.objects.get(subactivity__plan=copy, subactivity__code="1.1.1").target == 90
    assert row(copy, "1.1.1").predecessor == row(adopted, "1.1.1")


def test_next_year_is_not_begun_twice(adopted, secretary):
    revisions.copy_to_year(adopted, year=2023, by=secretary)

    with pytest.raises(Stale):
        revisions.copy_to_year(adopted, year=2023, by=secretary)


def test_only_unfinished_rows_go_on_when_asked_for(adopted, secretary):
    ProgressFactory(subactivity=row(adopted, "1.1.1"), month=1, status=ProgressStatus.VERIFIED)
    ProgressFactory(subactivity=row(adopted, "1.1.2"), month=6, status=ProgressStatus.SUBMITTED)

    copy = revisions.copy_to_year(adopted, year=2023, by=secretary, only_unfinished=True)

    assert list(copy.subactivities.values_list("code", "text")) == [("1.1.1", "Membuat laporan")]


def test_unfinished_rows_are_carried_into_the_next_draft_once(adopted, secretary, office):
    ProgressFactory(subactivity=row(adopted, "1.1.1"), month=1, status=ProgressStatus.VERIFIED)
    coming = PlanFactory(office=office, year=2023)
    SubactivityFactory(activity__area=AreaFactory(plan=coming, no=1), activity__name="Lain", text="Baris baru")

    assert revisions.carry_over(adopted, into=coming, by=secretary) == 1
    assert revisions.carry_over(adopted, into=coming, by=secretary) == 0

    carried = coming.subactivities.get(text="Membuat laporan")
    assert (carried.code, carried.predecessor.code) == ("1.2.1", "1.1.2")
    assert carried.indicators.get().text == "Adanya hasil 2"


def test_agent_has_a_small_plan_of_his_own(adopted, secretary, office):
    agent = PersonFactory(office=office, name="Agen Contoh")

    plan = revisions.begin(office=office, year=2022, agent=agent, by=secretary)
    rows.add_row(
        rows.add_activity(plan.areas.get(), name="Apel pagi", by=secretary), RowContent("Memimpin apel"), by=secretary
    )
    revisions.adopt(plan, by=secretary)

    assert (plan.key, plan.status, str(plan)) == (
        f"2022-agen-{agent.pk}",
        "adopted",
        "Rencana Aksi Agen Perubahan 2022: Agen Contoh",
    )
    assert Plan.objects.of_office().current().get(year=2022) == adopted


def test_agent_of_another_office_gets_no_plan_here(office, secretary):
    with pytest.raises(ValueError, match="pegawai kantor ini"):
        revisions.begin(office=office, year=2022, agent=PersonFactory(), by=secretary)


def test_first_plan_begins_with_the_eight_areas(office, secretary):
    plan = revisions.begin(office=office, year=2022, by=secretary)

    assert [area.no for area in plan.areas.all()] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert plan.document.title == (
        "PENETAPAN RENCANA AKSI REFORMASI BIROKRASI DI LINGKUNGAN KOMISI PEMILIHAN UMUM KABUPATEN CONTOH TAHUN 2022"
    )


def test_staff_may_neither_begin_nor_copy(adopted, office, staff):
    with pytest.raises(Forbidden):
        revisions.begin(office=office, year=2024, by=staff)
    with pytest.raises(Forbidden):
        revisions.copy_to_year(adopted, year=2023, by=staff)

    assert Plan.objects.count() == 1


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ADOPTED])
def test_office_has_one_draft_and_one_plan_in_force_a_year(office, status):
    PlanFactory(office=office, year=2022, status=status)

    with pytest.raises(Exception, match="(?i)unique"):
        PlanFactory(office=office, year=2022, revision=2, status=status)


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


def test_row_stays_carried_over_when_its_year_is_amended(adopted, secretary):
    coming = revisions.copy_to_year(adopted, year=2023, by=secretary)
    issue(coming, "1/HK/9999/2023")
    revisions.adopt(Plan.objects.get(pk=coming.pk), by=secretary)

    revision = revisions.open_revision(Plan.objects.get(pk=coming.pk), kind="amendment", by=secretary)

    assert [line.carried_from for line in plan_matrix(revision).rows] == [2022, 2022]


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


def test_published_draft_is_discarded_only_by_who_may_publish(draft, account, secretary):
    importing.publish(draft, by=secretary)

    with pytest.raises(Forbidden):
        revisions.discard(draft, by=account("kasubbag"), reason="Berkas keliru.")
    revisions.discard(draft, by=secretary, reason="Berkas keliru.")

    assert Plan.objects.count() == 0


def test_adoption_sees_what_was_published_after_the_plan_was_read(draft, secretary):
    stale = Plan.objects.get(pk=draft.pk)
    importing.publish(draft, by=secretary)

    revisions.adopt(stale, by=secretary)

    assert Plan.objects.get().is_published


def test_audit_of_an_agents_plan_does_not_say_the_name(office, secretary):
    revisions.begin(office=office, year=2022, agent=PersonFactory(office=office, name="Agen Contoh"), by=secretary)

    told = "".join(f"{event.before}{event.after}" for event in Event.objects.all())
    assert "AGEN CONTOH" not in told.upper()
