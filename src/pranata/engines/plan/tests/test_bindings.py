"""What reads an indicator: from the file, carried along, suggested, decided by people."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.actions import bindings, importing, revisions, rows
from pranata.engines.plan.actions.bindings import binding_token
from pranata.engines.plan.actions.guards import row_token
from pranata.engines.plan.models import Binding, BindingState, Indicator, RevisionKind, Status, Subactivity
from pranata.engines.plan.reading import (
    ActivityReading,
    AreaReading,
    DecreeReading,
    IndicatorReading,
    PlanReading,
    SubactivityReading,
)
from pranata.engines.plan.tests.factories import BindingFactory, PlanFactory

pytestmark = pytest.mark.django_db

TEAM = "Adanya SK Penetapan Tim Reformasi Birokrasi Tahun 2021"
HANDLED = "Prosentase Pengaduan Masyarakat selesai ditindaklanjuti"
TEXTS = [TEAM, "Persentase (%) pelaporan LHKPN", "Tersedianya kopi"]


def reading_of(texts, *, office="3503", number="1/HK/3503/2022"):
    """A decree of one row with these indicators."""
    indicators = [IndicatorReading(text) for text in texts]
    row = SubactivityReading(code="1.1.1", no="1", text="Menetapkan tim", indicators=indicators, months=[1])
    decree = DecreeReading(number=number, office_code=office, title="RENCANA AKSI", year=2022, date="2022-01-17")
    return PlanReading(
        decree=decree, areas=[AreaReading(1, "Area contoh", [ActivityReading("1", "Kegiatan contoh", [row])])]
    )


def imported(office, texts, **more):
    reading = reading_of(texts, office=office.code, number=more.pop("number", f"1/HK/{office.code}/2022"))
    return importing.import_plan(
        reading, office=office, year=2022, by=None, source=b"isi", source_name="naskah.md", **more
    )


def found(plan):
    """(text, state, measure, code of the system) of each indicator that has a binding."""
    held = Binding.objects.filter(indicator__subactivity__plan=plan).order_by("indicator__position")
    return list(held.values_list("indicator__text", "state", "measure_key", "capability"))


def of(plan, position=1):
    return Indicator.objects.select_related("subactivity__plan__office").get(subactivity__plan=plan, position=position)


def gone(indicator):
    """A suggested measure that nobody declares any more."""
    return BindingFactory(indicator=indicator, measure_key="plan.lama", state=BindingState.SUGGESTED)


@pytest.fixture
def shipped_office():
    return OfficeFactory(code="3503")


@pytest.fixture
def indicator(adopted):
    return of_row(adopted, "1.1.1")


def of_row(plan, code):
    return Indicator.objects.select_related("subactivity__plan__office").get(
        subactivity__plan=plan, subactivity__code=code
    )


def test_imported_plan_is_bound_as_its_file_says(shipped_office):
    plan = imported(shipped_office, [TEAM, "Persentase (%) pelaporan LHKPN"])

    assert found(plan) == [(TEAM, "shipped", "reform_teams.reform_team", "")]
    after = json.loads(Event.objects.get(action="plan.imported").after)
    assert after["bindings"] == 1


def test_indicator_that_says_something_else_is_not_bound_by_its_place(shipped_office):
    assert found(imported(shipped_office, ["Adanya kopi"])) == []


def test_plan_of_another_office_gets_suggestions_that_measure_nothing():
    plan = imported(OfficeFactory(code="9999"), [HANDLED, *TEXTS])

    assert found(plan) == [
        (HANDLED, "suggested", "complaints.resolved_share", ""),
        (TEAM, "suggested", "reform_teams.reform_team", ""),
    ]
    assert list(Binding.objects.measured()) == []


def test_misplaced_indicator_keeps_what_it_says_and_names_what_would_fit(shipped_office):
    reading = reading_of([])
    reading.areas[0].activities[0].subactivities[0].code = "7.2.1"
    words = "Tersedianya unit pengelola pengaduan masyarakat"
    reading.areas[0].activities[0].subactivities[0].indicators = [IndicatorReading(words)]
    plan = importing.import_plan(
        reading, office=shipped_office, year=2022, by=None, source=b"isi", source_name="naskah.md"
    )

    held = Binding.objects.get(indicator__subactivity__plan=plan)

    assert (held.measure_key, held.proposed_key) == ("complaints.officers", "reform_teams.gratification_unit")
    assert held.misplaced.startswith("Indikatornya berbicara tentang pengaduan masyarakat")


def test_measure_is_confirmed_by_a_person_and_kept_in_the_audit(indicator, secretary):
    held = BindingFactory(indicator=indicator, state=BindingState.SUGGESTED)

    bindings.confirm(held, by=secretary, seen=binding_token(indicator, held))

    held.refresh_from_db()
    assert (held.state, held.measure_key, held.confirmed_by) == ("confirmed", "plan.adopted", secretary)
    event = Event.objects.get(action="plan.binding_confirmed")
    assert (json.loads(event.before)["state"], json.loads(event.after)["state"]) == ("suggested", "confirmed")
    assert event.target == f"plan.binding:{held.pk}"


def test_suggestion_is_confirmed_once_only(indicator, secretary):
    held = BindingFactory(indicator=indicator, state=BindingState.SUGGESTED)
    bindings.confirm(held, by=secretary)

    with pytest.raises(Stale):
        bindings.confirm(held, by=secretary)


def test_person_changes_the_measure_and_what_is_said_of_the_place_stays(indicator, secretary):
    BindingFactory(indicator=indicator, misplaced="Salah tempat.", proposed_key="plan.verified_share")

    held = bindings.bind(indicator, measure_key="plan.verified_share", note=" Sesuai usulan. ", by=secretary)

    assert (held.state, held.measure_key, held.note) == ("confirmed", "plan.verified_share", "Sesuai usulan.")
    assert held.misplaced == "Salah tempat."


def test_person_takes_the_measure_away(indicator, secretary):
    BindingFactory(indicator=indicator)

    held = bindings.read_by_hand(indicator, capability="S12", note="Dinilai orang.", by=secretary)

    assert (held.state, held.measure_key, held.capability) == ("by_hand", "", "S12")
    assert Binding.objects.count() == 1


@pytest.mark.parametrize(
    ("write", "field"),
    [
        (lambda it, by: bindings.bind(it, measure_key="plan.kebetulan", by=by), "measure_key"),
        (lambda it, by: bindings.read_by_hand(it, capability="segera", by=by), "capability"),
        (lambda it, by: bindings.confirm(gone(it), by=by), "measure_key"),
    ],
)
def test_what_does_not_exist_is_refused_at_its_field(indicator, secretary, write, field):
    with pytest.raises(ValidationError) as refusal:
        write(indicator, secretary)

    assert list(refusal.value.message_dict) == [field]


def test_who_may_not_assign_binds_nothing(indicator, staff, account):
    for user in (staff, account(Role.SECRETARY, at=OfficeFactory())):
        with pytest.raises(Forbidden):
            bindings.bind(indicator, measure_key="plan.adopted", by=user)

    assert not Binding.objects.exists()


def test_decision_is_refused_when_somebody_else_decided_meanwhile(indicator, secretary):
    seen = binding_token(indicator, None)
    bindings.read_by_hand(indicator, by=secretary)

    with pytest.raises(Stale):
        bindings.bind(indicator, measure_key="plan.adopted", by=secretary, seen=seen)


def test_closed_plan_keeps_what_reads_it(adopted, secretary):
    revisions.close(adopted, by=secretary)

    with pytest.raises(Stale):
        bindings.bind(of_row(adopted, "1.1.1"), measure_key="plan.adopted", by=secretary)


def test_binding_goes_along_into_a_revision_and_another_year(adopted, secretary):
    held = bindings.bind(of_row(adopted, "1.1.1"), measure_key="plan.adopted", by=secretary)

    revision = revisions.open_revision(adopted, kind=RevisionKind.AMENDMENT, by=secretary)
    copy = revisions.copy_to_year(adopted, year=2023, by=secretary)

    assert found(revision) == found(copy) == [("Adanya hasil 1", "confirmed", "plan.adopted", "")]
    assert {each.confirmed_at for each in Binding.objects.all()} == {held.confirmed_at}


def test_binding_decided_after_a_revision_was_opened_is_handed_over_when_it_comes_into_force(adopted, secretary):
    revision = revisions.open_revision(adopted, kind=RevisionKind.AMENDMENT, by=secretary)
    bindings.bind(of_row(adopted, "1.1.2"), measure_key="plan.adopted", by=secretary)
    type(revision.document).objects.filter(pk=revision.document_id).update(
        number="2/HK/9999/2022", issued_on=date(2022, 5, 1)
    )

    revisions.adopt(revision, by=secretary)

    assert found(revision) == [("Adanya hasil 2", "confirmed", "plan.adopted", "")]


def test_binding_goes_along_when_an_amending_decree_is_imported(shipped_office):
    plan = imported(shipped_office, [TEAM, HANDLED])
    type(plan).objects.filter(pk=plan.pk).update(status=Status.ADOPTED)
    bindings.bind(of(plan, 2), measure_key="complaints.on_time", by=None)

    amended = imported(shipped_office, [HANDLED, TEAM], kind=RevisionKind.AMENDMENT, number="2/HK/3503/2022")

    assert found(amended) == [
        (HANDLED, "confirmed", "complaints.on_time", ""),
        (TEAM, "shipped", "reform_teams.reform_team", ""),
    ]


def test_reworded_indicator_waits_for_a_person_again(draft, secretary):
    indicator = of_row(draft, "1.1.1")
    bindings.bind(indicator, measure_key="plan.adopted", by=secretary)
    row = Subactivity.objects.select_related("plan__office").get(pk=indicator.subactivity_id)
    content = rows.RowContent(
        row.text, months=frozenset({1}), indicators=(rows.IndicatorContent("Lain", pk=indicator.pk),)
    )

    rows.edit_row(row, content, seen=row_token(row), by=secretary)

    assert found(draft) == [("Lain", "suggested", "plan.adopted", "")]


def test_loading_fills_what_is_missing_and_renews_what_nobody_decided(shipped_office):
    plan = imported(shipped_office, [TEAM])
    Binding.objects.update(measure_key="plan.adopted", note="lama")

    written = [bindings.load_shipped(), bindings.load_shipped()]

    assert written == [1, 0]
    assert found(plan) == [(TEAM, "shipped", "reform_teams.reform_team", "")]
    assert Event.objects.filter(action="plan.bindings_filled").count() == 1


def test_rows_entered_by_hand_get_suggestions_when_somebody_asks(draft, secretary, staff):
    Indicator.objects.filter(subactivity__code="1.1.1").update(text=HANDLED)

    with pytest.raises(Forbidden):
        bindings.fill_missing(draft, by=staff)
    filled = [bindings.fill_missing(draft, by=secretary), bindings.fill_missing(draft, by=secretary)]

    assert (filled, found(draft)) == ([1, 0], [(HANDLED, "suggested", "complaints.resolved_share", "")])
    assert Event.objects.get(action="plan.bindings_filled").actor == f"user:{secretary.pk}"


def test_loading_leaves_alone_what_a_person_decided(shipped_office):
    plan = imported(shipped_office, [TEAM])
    bindings.read_by_hand(of(plan), by=None)

    assert bindings.load_shipped() == 0
    assert found(plan) == [(TEAM, "by_hand", "", "")]


def test_command_suggests_for_other_plans_only_when_asked(capsys):
    plan = imported(OfficeFactory(code="9999"), [HANDLED])
    Binding.objects.all().delete()

    call_command("load_bindings")
    nothing = found(plan)
    call_command("load_bindings", "--all")

    assert (nothing, len(found(plan))) == ([], 1)
    assert capsys.readouterr().out.splitlines() == [
        "Pengikatan ukuran ditulis: 0",
        "Pengikatan ukuran ditulis: 1",
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_filling_asks_as_often_for_many_indicators_as_for_one(django_assert_num_queries, shipped_office, count):
    plan = imported(shipped_office, [f"Prosentase Pengaduan Masyarakat selesai {each}" for each in range(count)])
    Binding.objects.all().delete()

    with django_assert_num_queries(2):
        bindings.fill(plan)


def test_bindings_are_seen_by_who_may_read_the_plan(adopted, staff, account):
    held = BindingFactory(indicator=of_row(adopted, "1.1.1"))
    BindingFactory(indicator__subactivity__activity__area__plan=PlanFactory())

    assert list(Binding.objects.visible_to(staff)) == [held]
    assert str(held) == "1.1.1#1: plan.adopted"
