import json
import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import ChainHead, Event
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as History
from pranata.base.notify.models import Notice
from pranata.base.org.tests.factories import UnitFactory
from pranata.engines.plan.actions import progress, responsibility
from pranata.engines.plan.actions.progress import progress_token, was_shown
from pranata.engines.plan.models import Plan, Progress, Status
from pranata.engines.plan.tests.factories import IndicatorFactory, PlanFactory, SubactivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(office):
    """A row of an adopted plan, due in June."""
    return SubactivityFactory(
        activity__area__plan=PlanFactory(office=office, status=Status.ADOPTED), month_bits=0b100000
    )


def write(row, by, *, achievement="Rapat diadakan.", seen=None, month=6, figures=None):
    found = Progress.objects.filter(subactivity=row, month=month).first()
    return progress.note(
        row,
        month,
        achievement=achievement,
        obstacle="",
        follow_up="",
        seen=progress_token(row, month, found) if seen is None else seen,
        by=by,
        figures=figures,
    )


def test_note_is_kept_as_a_draft(row, staff):
    write(row, staff)
    write(row, staff, achievement="Rapat diadakan dua kali.")

    stored = Progress.objects.get()
    assert (stored.month, stored.status, stored.achievement) == (6, "draft", "Rapat diadakan dua kali.")


def figures(item):
    return list(item.figures.order_by("indicator__position").values_list("indicator__position", "value", "out_of"))


def test_figures_are_kept_with_the_note_and_only_those_named_change(row, staff):
    for position in (1, 2):
        IndicatorFactory(subactivity=row, position=position)

    write(row, staff, figures={1: (Decimal(24), Decimal(26)), 2: (Decimal("95.5"), None)})
    write(row, staff, achievement="Rapat diadakan dua kali.")
    item = write(row, staff, figures={1: (Decimal(25), Decimal(26))})
    assert figures(item) == [(1, 25, 26), (2, Decimal("95.5"), None)]
    assert [each.words for each in item.figures.order_by("indicator__position")] == ["25 dari 26 (96,15%)", "95,5"]

    write(row, staff, figures={1: (None, None), 2: (None, None)})
    assert figures(item) == []


def test_figures_stand_in_the_audit_when_they_are_noted(row, staff):
    IndicatorFactory(subactivity=row, position=1)
    write(row, staff, figures={1: (Decimal("24.50"), Decimal(26))})

    event = Event.objects.filter(action="plan.progress_noted").get()
    assert json.loads(event.after) == {"row": row.code, "month": 6, "figures": ["1: 24,5/26"]}


@pytest.mark.parametrize(
    ("amount", "place", "sentence"),
    [
        ((None, Decimal(26)), "value_1", "Isi nilainya, atau kosongkan juga pembandingnya."),
        ((Decimal(1), Decimal(0)), "out_of_1", "Pembanding harus lebih dari nol."),
        (
            (Decimal(10) ** 11, None),
            "value_1",
            "Pastikan jumlah angka sebelum desimal pada bilangan tidak memiliki lebih dari 10 angka.",
        ),
    ],
)
def test_figure_is_refused_when_it_cannot_be(row, staff, amount, place, sentence):
    IndicatorFactory(subactivity=row, position=1)

    with pytest.raises(ValidationError) as refused:
        write(row, staff, figures={1: amount})

    assert refused.value.message_dict == {place: [sentence]}
    assert Progress.objects.count() == 0


def test_figure_is_refused_when_the_row_has_no_such_indicator(row, staff):
    with pytest.raises(ValidationError) as refused:
        write(row, staff, figures={7: (Decimal(1), None)})

    assert refused.value.message_dict == {"value_7": ["Subkegiatan ini tidak punya indikator itu."]}


def test_second_writer_is_told_when_only_a_figure_was_written_meanwhile(row, staff):
    IndicatorFactory(subactivity=row, position=1)
    seen = progress_token(row, 6, write(row, staff))
    write(row, staff, figures={1: (Decimal(1), None)})

    with pytest.raises(Stale):
        write(row, staff, seen=seen)


def test_handing_in_is_refused_when_the_month_was_written_anew(row, staff):
    item = write(row, staff)
    seen = progress_token(row, 6, item)
    item = write(row, staff, achievement="Lain.")

    with pytest.raises(Stale):
        progress.submit(item, seen=seen, by=staff)

    progress.submit(item, seen=progress_token(row, 6, item), by=staff)
    assert Progress.objects.get().status == "submitted"


@pytest.mark.parametrize(
    ("achievement", "value", "expected"),
    [
        ("Satu.\r\nDua.", "24,0", True),
        ("Satu.\nDua. ", "24", True),
        ("Satu. Dua.", "24", False),
        ("Satu.\nDua.", "", False),
    ],
)
def test_month_was_shown_so_when_text_and_figures_are_the_same(row, staff, achievement, value, expected):
    indicator = IndicatorFactory(subactivity=row, position=1)
    item = write(row, staff, achievement="Satu.\nDua.", figures={1: (Decimal(24), None)})
    texts = {"achievement": achievement, "obstacle": "", "follow_up": ""}
    amount = (Decimal(value.replace(",", ".")) if value else None, None)

    assert was_shown(row, 6, texts, {indicator.pk: amount}, progress_token(row, 6, item)) == expected


def test_second_writer_is_told_and_the_first_note_stays(row, staff):
    seen = progress_token(row, 6, None)
    write(row, staff, achievement="Pertama.", seen=seen)

    with pytest.raises(Stale):
        write(row, staff, achievement="Kedua.", seen=seen)

    assert Progress.objects.get().achievement == "Pertama."


def test_note_is_refused_when_another_row_or_month_was_shown(row, staff):
    other = SubactivityFactory(activity=row.activity, position=2, month_bits=0b100000)

    for shown, month in ((other, 6), (row, 7)):
        with pytest.raises(Stale):
            write(row, staff, seen=progress_token(shown, month, None))

    assert Progress.objects.count() == 0


def test_writers_lock_the_chain_of_their_office_and_nothing_before_it(row, staff, account):
    unit = UnitFactory(office=row.plan.office)

    with CaptureQueriesContext(connection) as queries:
        item = progress.submit(write(row, staff), by=staff)
        progress.verify(item, by=account("verifier"))
        responsibility.assign([row], unit, by=account("secretary"))

    locks = [each["sql"] for each in queries if "FOR UPDATE" in each["sql"]]
    assert bool(locks) == connection.features.has_select_for_update
    assert {re.search(r'FROM "(\w+)"', sql)[1] for sql in locks} <= {ChainHead._meta.db_table}


def test_note_is_refused_when_the_month_is_not_planned(row, staff):
    with pytest.raises(ValidationError):
        write(row, staff, month=7)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.CLOSED, Status.SUPERSEDED])
def test_note_is_refused_when_the_plan_is_not_in_force(row, staff, status):
    Plan.objects.update(status=status)

    with pytest.raises(Stale):
        write(row, staff)


def test_assessor_may_not_report(row, account):
    with pytest.raises(Forbidden):
        write(row, account("assessor"))


def test_month_is_handed_in_verified_and_closed_to_changes(row, staff, account):
    item = write(row, staff)

    progress.submit(item, by=staff)
    progress.verify(item, by=account("verifier"))

    stored = Progress.objects.get()
    assert (stored.status, stored.submitted_at is None, stored.verified_at is None) == ("verified", False, False)
    with pytest.raises(Stale):
        write(row, staff, achievement="Diubah.")


def test_month_without_achievement_is_not_handed_in(row, staff):
    item = write(row, staff, achievement=" ")

    with pytest.raises(ValidationError):
        progress.submit(item, by=staff)


def test_returned_month_is_mended_and_handed_in_again(row, staff, account):
    verifier = account("verifier")
    item = progress.submit(write(row, staff), by=staff)
    with pytest.raises(ValidationError):
        progress.send_back(item, reason=" ", by=verifier)

    progress.send_back(item, reason="Angkanya belum ada.", by=verifier)
    write(row, staff, achievement="Rapat diadakan, 12 peserta.")
    progress.submit(Progress.objects.get(), by=staff)

    assert Progress.objects.get().status == "submitted"
    assert list(History.objects.of(item).values_list("step", "note")) == [
        ("submit", ""),
        ("return", "Angkanya belum ada."),
        ("submit", ""),
    ]


def test_returned_month_is_told_at_once(row, staff, account):
    item = progress.submit(write(row, staff), by=staff)

    progress.send_back(item, reason="Angkanya belum ada.", by=account("verifier"))

    told = Notice.objects.get()
    assert (told.recipient, told.kind, told.month) == (staff, "plan.returned", 6)
    assert told.address == f"/meja/9999/rencana-aksi/{row.plan.key}/{row.code}/?bulan=6"


def test_nobody_verifies_what_he_handed_in(row, account):
    both = account("verifier")
    RoleAssignmentFactory(user=both, office=row.plan.office, role="staff")
    item = progress.submit(write(row, both), by=both)

    with pytest.raises(Forbidden):
        progress.verify(item, by=both)

    assert Progress.objects.get().status == "submitted"


def test_month_is_neither_verified_nor_returned_when_it_was_written_anew_meanwhile(row, staff, account):
    verifier = account("verifier")
    item = progress.submit(write(row, staff), by=staff)
    seen = progress_token(row, 6, item)
    Progress.objects.update(achievement="Ditulis ulang.")

    with pytest.raises(Stale):
        progress.verify(item, seen=seen, by=verifier)
    with pytest.raises(Stale):
        progress.send_back(item, reason="Kurang.", seen=seen, by=verifier)

    assert Progress.objects.get().status == "submitted"
    progress.verify(item, seen=progress_token(row, 6, Progress.objects.get()), by=verifier)
    assert Progress.objects.get().status == "verified"


def test_staff_may_not_verify(row, staff, account):
    item = progress.submit(write(row, staff), by=staff)

    with pytest.raises(Forbidden):
        progress.verify(item, by=account("staff"))
