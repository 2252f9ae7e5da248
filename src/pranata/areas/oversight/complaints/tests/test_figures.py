from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from pranata.areas.oversight.complaints.figures import complaint_figures
from pranata.areas.oversight.complaints.tests.factories import ComplaintFactory, NamedOfficerFactory
from pranata.lib.periods import Period

pytestmark = pytest.mark.django_db

MAY = Period.parse("2022-05")


def answered(office, on, **facts):
    moment = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    return ComplaintFactory(office=office, status="answered", answered_on=on, answered_at=moment, **facts)


def closed(office, outcome, **facts):
    moment = datetime(2022, 5, 20, 3, tzinfo=UTC)
    days = {
        "closed_on": date(2022, 5, 20),
        "closed_at": moment,
        "answered_on": date(2022, 5, 20),
        "answered_at": moment,
    }
    return ComplaintFactory(office=office, status="closed", outcome=outcome, **days, **facts)


def test_answers_count_by_class_and_only_those_of_the_office_itself(office):
    answered(office, date(2022, 5, 24))
    answered(office, date(2022, 5, 25))
    closed(office, "withdrawn")
    closed(office, "to_dkpp", is_service_dispute=True)
    found = complaint_figures(office, MAY)

    assert [(each.words, each.on_time, each.late) for each in found.classes] == [
        ("normatif", 0, 0),
        ("tidak berkadar pengawasan", 1, 1),
        ("berkadar pengawasan", 0, 0),
    ]
    assert (found.withdrawn, found.settled, dict(found.transferred)["dialihkan ke DKPP"]) == (1, 0, 1)
    assert (found.classes[1].duration.count, found.classes[1].duration.median) == (2, None)


def test_received_are_counted_by_channel_kind_and_class(office):
    ComplaintFactory(office=office, channel="lapor", is_service_dispute=True)
    ComplaintFactory(office=office, verified_on=date(2022, 4, 29))
    ComplaintFactory()
    found = complaint_figures(office, Period.parse("2022-Q2"))

    assert (found.received, found.channels) == (2, [("portal", 1), ("SP4N-LAPOR!", 1)])
    assert (found.kinds, found.service_disputes, found.service_disputes_open) == ([("pengaduan", 2)], 1, 1)
    assert (found.verified, found.verified_late) == (2, 1)


@pytest.mark.parametrize(("count", "share"), [(4, None), (5, 80)])
def test_share_of_the_satisfied_needs_the_minimum_sample(office, count, share):
    for place in range(count):
        answered(office, date(2022, 5, 10), satisfaction=1 if place == 0 else 4, rated_on=date(2022, 5, 11))

    found = complaint_figures(office, MAY)
    assert (found.rated, found.satisfied) == (count, share)
    assert found.ratings == ([("tidak puas", 1), ("sangat puas", 4)] if share else [])


def test_figures_of_a_page_leave_out_what_is_about_its_reader(office, officer):
    NamedOfficerFactory(complaint=answered(office, date(2022, 5, 10), is_service_dispute=True), person=officer.person)
    shown, whole = complaint_figures(office, MAY, reader=officer), complaint_figures(office, MAY)

    assert [(each.on_time, each.whole.open, each.service_disputes_on_time) for each in (shown, whole)] == [
        (0, 0, 0), (1, 1, 1),
    ]  # fmt: skip


def test_figures_take_the_same_queries_whatever_there_is(office, django_assert_max_num_queries):
    used = []
    for count in (1, 2):
        for _ in range(count):
            answered(office, date(2022, 5, 10))
        with django_assert_max_num_queries(60) as captured:
            found = complaint_figures(office, MAY)
        used.append((found.on_time, len(captured.captured_queries)))

    assert [rows for rows, _queries in used] == [1, 3]
    assert used[0][1] == used[1][1]


def test_page_shows_a_period_to_who_sees_complaints(client, office, officer, staff):
    where = reverse("desk:complaints:statistics", args=["9001"])
    client.force_login(officer)
    assert client.get(where).context["period"].words == "April 2022"
    assert client.get(f"{where}?masa=2022-Q1").context["period"].words == "Triwulan I Tahun 2022"
    report = client.get(reverse("desk:report", args=["9001", "pengaduan-bulanan", "2022-03"]))
    assert (report.status_code, "2022-03" in client.get(f"{where}?masa=2022-03").content.decode()) == (200, True)
    assert client.get(f"{where}?masa=entah").context["period"].words == "April 2022"
    client.force_login(staff)
    assert client.get(where).status_code == 404
