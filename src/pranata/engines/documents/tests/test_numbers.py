"""Numbers of decrees: the next of a series, one that was entered, and what is printed then."""

from datetime import date

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.engines.documents import actions, queries
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.models import Document, NumberSeries
from pranata.engines.documents.tests.factories import DocumentFactory, NumberSeriesFactory

pytestmark = pytest.mark.django_db

NO_PATTERN = "Pola nomor keputusan belum diisi; isi polanya atau ketik nomor dari SRIKANDI."


@pytest.fixture
def office():
    """Numbers its decrees "1/HK.03.1/9001/2026"."""
    return OfficePaperFactory(office=OfficeFactory(code="9001")).office


def issue(document, *, number=None, name="NAMA FIKTIF", day=date(2026, 3, 5)):
    return actions.issue(
        document,
        number=number,
        issued_on=day,
        place="Contoh",
        signatory_role="KETUA",
        signatory_name=name,
        by=None,
    )


def take(office, *, year=2026, month=3):
    return actions.next_decree_number(office, on=date(year, month, 1), by=None)


def test_numbers_follow_each_other_within_a_year(office):
    assert [take(office), take(office), take(office, year=2027), take(office)] == [
        "1/HK.03.1/9001/2026",
        "2/HK.03.1/9001/2026",
        "1/HK.03.1/9001/2027",
        "3/HK.03.1/9001/2026",
    ]


def test_number_is_passed_over_when_it_is_filed(office):
    for sequence in (1, 2, 4):
        DocumentFactory(office=office, number=f"{sequence}/HK.03.1/9001/2026")
    DocumentFactory(number="3/HK.03.1/9001/2026")

    assert [take(office), take(office)] == ["3/HK.03.1/9001/2026", "5/HK.03.1/9001/2026"]


def test_next_number_is_shown_without_taking_it(office):
    shown = [queries.next_number(office, on=date(2026, 3, 1)) for _again in range(2)]

    assert shown == ["1/HK.03.1/9001/2026"] * 2
    assert NumberSeries.objects.count() == 0
    assert take(office) == shown[0]


def test_number_is_given_back_when_its_transaction_fails(office):
    with transaction.atomic():
        take(office)
        transaction.set_rollback(True)

    assert take(office) == "1/HK.03.1/9001/2026"


@pytest.mark.django_db(transaction=True)
def test_number_is_refused_outside_a_transaction():
    office = OfficePaperFactory().office

    with pytest.raises(TransactionManagementError):
        take(office)


def test_number_is_refused_when_the_pattern_is_blank_or_lacks_a_value():
    blank = OfficePaperFactory(number_pattern="").office
    wanting = OfficePaperFactory(classification="").office

    with pytest.raises(NumberRefused, match=NO_PATTERN):
        take(blank)
    with pytest.raises(NumberRefused, match="Pola nomor memerlukan {klasifikasi}, tetapi isinya belum ada."):
        queries.next_number(wanting, on=date(2026, 3, 1))


def test_series_goes_on_from_the_last_number_given_elsewhere(office):
    secretary = RoleAssignmentFactory(office=office, role="secretary").user
    actions.set_last_number(office, year=2026, last_number=44, by=secretary)
    actions.set_last_number(office, year=2026, last_number=44, by=secretary)

    assert queries.last_number(office, 2026) == 44
    assert take(office) == "45/HK.03.1/9001/2026"
    assert Event.objects.filter(action="documents.last_number_set").count() == 1


def test_last_number_is_refused_when_it_cannot_be(office):
    with pytest.raises(NumberRefused, match="antara 0 dan 999999"):
        actions.set_last_number(office, year=2026, last_number=1_000_000, by=None)
    with pytest.raises(Forbidden):
        actions.set_last_number(office, year=2026, last_number=1, by=RoleAssignmentFactory(office=office).user)


def test_decree_is_issued_with_the_next_number(office):
    document = issue(DocumentFactory(office=office, number="", body={"decides": "x"}))

    document.refresh_from_db()
    assert (document.number, document.issued_on, document.place) == (
        "1/HK.03.1/9001/2026",
        date(2026, 3, 5),
        "Contoh",
    )
    event = Event.objects.get(action="documents.issued")
    assert event.before == '{"issued_on":"","number":"","place":""}'
    assert event.after == '{"issued_on":"2026-03-05","number":"1/HK.03.1/9001/2026","place":"Contoh"}'


def test_decree_is_issued_with_the_number_that_was_entered(office):
    document = issue(DocumentFactory(office=office, number=""), number=" 7/PL.02  /9001/2026 ")

    assert document.number == "7/PL.02 /9001/2026"
    assert NumberSeries.objects.count() == 0


def test_decree_keeps_its_number_when_none_is_entered(office):
    assert issue(DocumentFactory(office=office, number="13/HK/9001/2026")).number == "13/HK/9001/2026"


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (" ", "Nomor keputusan belum diisi."),
        ("9" * 301, "Nomor keputusan lebih dari 300 huruf."),
        ("8/X", "Nomor 8/X sudah dipakai keputusan lain di kantor ini: “Keputusan contoh”."),
    ],
)
def test_number_is_refused_with_a_sentence(office, number, message):
    DocumentFactory(office=office, number="8/X")
    document = DocumentFactory(office=office, number="")

    with pytest.raises(NumberRefused) as raised:
        issue(document, number=number)

    assert str(raised.value) == message
    assert Document.objects.get(pk=document.pk).number == ""


def test_number_of_another_office_is_free(office):
    DocumentFactory(number="8/X")

    assert issue(DocumentFactory(office=office, number=""), number="8/X").number == "8/X"


def test_series_is_visible_to_readers_of_documents():
    series = NumberSeriesFactory()
    own, stranger = (RoleAssignmentFactory(**kept).user for kept in ({"office": series.office}, {}))

    assert [list(NumberSeries.objects.visible_to(user)) for user in (own, stranger)] == [[series], []]
