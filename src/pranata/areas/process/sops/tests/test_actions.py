"""What happens to a version, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.process.sops.actions import use, versions
from pranata.areas.process.sops.actions.tables import Row, rows_of, table_token, write_table
from pranata.areas.process.sops.models import CRITERIA, Sop, Status
from pranata.areas.process.sops.queries import evaluations_due
from pranata.areas.process.sops.tests.conftest import ACTORS, ROWS
from pranata.areas.process.sops.tests.factories import SopFactory
from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.engines.archives.models import ArchiveItem
from pranata.engines.followups.models import FollowUp


def test_table_comes_back_as_it_was_written(draft):
    assert list(draft.actors.values_list("name", flat=True)) == list(ACTORS)
    assert rows_of(draft) == list(ROWS)
    assert Event.objects.filter(action="sops.table_written").count() == 1


@pytest.mark.parametrize(
    ("actors", "rows", "words"),
    [
        (("A", "a"), (), "tidak boleh sama"),
        (("A",), (Row("Menulis", "B"),), "tidak dikenal: B"),
        (("A",), (Row("x" * 301, "A"),), "paling banyak 300"),
        (tuple(f"P{n}" for n in range(13)), (), "Paling banyak 12"),
    ],
)
def test_table_is_refused_and_the_old_one_stays(draft, writer, actors, rows, words):
    with pytest.raises(ValidationError, match=words):
        write_table(draft, actors, rows, by=writer)
    assert rows_of(draft) == list(ROWS)


def test_second_writer_is_told_when_the_table_changed_meanwhile(draft, writer):
    seen = table_token(draft)
    write_table(draft, ACTORS, ROWS[:2], by=writer, seen=seen)
    with pytest.raises(ValidationError, match="diubah orang lain"):
        write_table(draft, ACTORS, ROWS, by=writer, seen=seen)


def test_draft_is_not_handed_in_while_something_is_wrong(office, writer):
    sop = SopFactory(office=office, number="")
    with pytest.raises(ValidationError) as caught:
        versions.submit(sop, by=writer)
    assert caught.value.messages == ["Belum dapat diajukan.", "Nomor SOP belum diisi.", "Belum ada kegiatan."]


def test_sop_is_legalized_by_another_and_born_an_archive(draft, writer, secretary, signed):
    versions.submit(draft, by=writer)
    with pytest.raises(Forbidden):
        versions.legalize(draft, signed, by=writer)

    versions.legalize(draft, signed, by=secretary)

    draft.refresh_from_db()
    assert (draft.status, draft.effective_on, draft.legalizer_name) == ("effective", date(2022, 3, 1), "Nama Contoh")
    assert ArchiveItem.objects.filter(source_label="sops.sop", source_id=draft.pk).count() == 1
    signing = Event.objects.get(action="sops.signed")
    assert "199001012015011999" not in f"{signing.before}{signing.after}"


def test_nobody_legalizes_what_he_handed_in_himself(draft, secretary, signed):
    versions.submit(draft, by=secretary)
    with pytest.raises(Forbidden):
        versions.legalize(draft, signed, by=secretary)


def test_legalized_version_never_changes(effective, writer):
    effective.title = "Lain"
    with pytest.raises(ValidationError, match="Hanya konsep"):
        effective.full_clean()
    with pytest.raises(Stale):
        write_table(effective, ACTORS, (), by=writer)
    assert rows_of(effective) == list(ROWS)


def test_revision_replaces_its_version_on_the_day_it_takes_effect(effective, writer, secretary):
    made = versions.revise(effective, by=writer)
    assert (made.edition, made.status, rows_of(made)) == (2, Status.DRAFT, list(ROWS))
    with pytest.raises(ValidationError, match="sudah disusun"):
        versions.revise(effective, by=writer)

    versions.submit(made, by=writer)
    versions.legalize(made, versions.Signature(date(2022, 7, 1), "Sekretaris", "Nama Contoh"), by=secretary)

    effective.refresh_from_db()
    assert (effective.status, effective.ended_on) == (Status.REPLACED, date(2022, 7, 1))
    assert list(Sop.objects.in_force(date(2022, 6, 30))) == [effective]
    assert list(Sop.objects.in_force(date(2022, 7, 1))) == [made]


def test_withdrawn_sop_holds_no_more(effective, secretary):
    with pytest.raises(ValidationError, match="belum diisi"):
        versions.withdraw(effective, reason=" ", ended_on=date(2022, 6, 1), by=secretary)
    versions.withdraw(effective, reason="tidak dipakai", ended_on=date(2022, 6, 1), by=secretary)
    assert [list(Sop.objects.in_force(day)) for day in (date(2022, 5, 31), date(2022, 6, 1))] == [[effective], []]


def test_given_back_draft_is_changed_and_handed_in_again(draft, writer, secretary):
    versions.submit(draft, by=writer)
    versions.give_back(draft, reason="Waktu terlalu lama", by=secretary)
    write_table(draft, ACTORS, ROWS, by=writer)
    versions.submit(draft, by=writer)
    assert draft.status == Status.SUBMITTED


def test_evaluation_opens_a_follow_up_when_it_asks_for_a_revision(effective, unit, writer):
    answers = dict.fromkeys(CRITERIA, True)
    given = {"done_on": date(2022, 6, 20), "answers": answers, "note": "", "by": writer}
    with pytest.raises(ValidationError) as caught:
        use.evaluate(effective, result="revisi", **given)
    assert set(caught.value.message_dict) == {"responsible", "due_on"}
    assert effective.evaluations.count() == 0

    look = use.evaluate(effective, result="revisi", responsible=unit, due_on=date(2022, 9, 30), **given)

    follow_up = FollowUp.objects.get()
    assert (look.follow_up, follow_up.source, follow_up.unit) == (follow_up, "evaluasi-sop", unit)


def test_evaluation_moves_the_next_one_a_year_on(effective, office, writer):
    sops = Sop.objects.filter(office=office)
    assert [each.on for each in evaluations_due(sops, date(2022, 6, 26))] == [date(2023, 3, 1)]
    answers = dict.fromkeys(CRITERIA, False)
    use.evaluate(effective, done_on=date(2022, 6, 20), answers=answers, result="tetap", note="", by=writer)
    assert [each.on for each in evaluations_due(sops, date(2022, 6, 26))] == [date(2023, 6, 20)]


def test_looks_are_noted_of_what_holds_and_not_of_days_to_come(draft, office, writer):
    given = {"is_applied": True, "note": "", "measure_taken": "", "by": writer}
    with pytest.raises(Stale):
        use.monitor(draft, done_on=date(2022, 6, 1), **given)
    Sop.objects.update(status="effective", effective_on=date(2022, 3, 1))
    with pytest.raises(ValidationError, match="belum tiba"):
        use.monitor(draft, done_on=date(2022, 6, 27), **given)
    assert use.monitor(draft, done_on=date(2022, 6, 1), **given).sop == draft


def test_sop_is_tied_only_to_a_known_service(effective, writer):
    with pytest.raises(ValidationError, match="tidak dikenal"):
        use.tie(effective, "tak-ada", by=writer)
    use.tie(effective, "", by=writer)
    assert effective.case_kind == ""


def test_looker_writes_nothing(draft, office):
    looker = RoleAssignmentFactory(office=office, role="assessor").user
    for write in (
        lambda: write_table(draft, ACTORS, (), by=looker),
        lambda: versions.submit(draft, by=looker),
        lambda: use.tie(draft, "", by=looker),
    ):
        with pytest.raises(Forbidden):
            write()
