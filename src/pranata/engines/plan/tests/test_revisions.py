from datetime import date

import pytest

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.documents.models import Document
from pranata.engines.plan.actions import importing, revisions, rows
from pranata.engines.plan.actions.revisions import AdoptionRefused
from pranata.engines.plan.actions.rows import RowContent
from pranata.engines.plan.models import (
    Indicator,
    Plan,
    ProgressStatus,
    Remark,
    RemarkStatus,
    Responsibility,
    Status,
    Subactivity,
)
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.tests.factories import (
    AreaFactory,
    PlanFactory,
    ProgressFactory,
    RemarkFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)
from pranata.engines.plan.tests.plan_life import issue, row, states

pytestmark = pytest.mark.django_db


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


def test_row_stays_carried_over_when_its_year_is_amended(adopted, secretary):
    coming = revisions.copy_to_year(adopted, year=2023, by=secretary)
    issue(coming, "1/HK/9999/2023")
    revisions.adopt(Plan.objects.get(pk=coming.pk), by=secretary)

    revision = revisions.open_revision(Plan.objects.get(pk=coming.pk), kind="amendment", by=secretary)

    assert [line.carried_from for line in plan_matrix(revision).rows] == [2022, 2022]


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
