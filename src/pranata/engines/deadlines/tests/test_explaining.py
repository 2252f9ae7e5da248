from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pranata.engines.deadlines.clocks import UnknownClock
from pranata.engines.deadlines.explaining import explain
from pranata.engines.deadlines.model import (
    Counted,
    Ended,
    Extended,
    GrantedExtension,
    Off,
    Pause,
    Paused,
    Skipped,
    Started,
)

JAYAPURA = ZoneInfo("Asia/Jayapura")


def test_request_of_26_april_2022_is_due_on_19_may_with_every_step():
    found = explain("information_requests.answer", date(2022, 4, 26))

    holiday, leave, decree = Off.NATIONAL_HOLIDAY, Off.JOINT_LEAVE, "SKB 3 Menteri 2022"
    feast, with_leave = "Hari Raya Idul Fitri", "Cuti Bersama Hari Raya Idul Fitri"
    assert found.due == date(2022, 5, 19)
    assert found.steps == (
        Started(date(2022, 4, 26)),
        Counted(date(2022, 4, 27), date(2022, 4, 28), count=2, total=2),
        Skipped(date(2022, 4, 29), date(2022, 4, 29), leave, with_leave, decree),
        Skipped(date(2022, 4, 30), date(2022, 5, 1), Off.WEEKEND, "", ""),
        Skipped(date(2022, 5, 2), date(2022, 5, 3), holiday, feast, decree),
        Skipped(date(2022, 5, 4), date(2022, 5, 6), leave, with_leave, decree),
        Skipped(date(2022, 5, 7), date(2022, 5, 8), Off.WEEKEND, "", ""),
        Counted(date(2022, 5, 9), date(2022, 5, 13), count=5, total=7),
        Skipped(date(2022, 5, 14), date(2022, 5, 15), Off.WEEKEND, "", ""),
        Skipped(date(2022, 5, 16), date(2022, 5, 16), holiday, "Hari Raya Waisak", decree),
        Counted(date(2022, 5, 17), date(2022, 5, 19), count=3, total=10),
        Ended(date(2022, 5, 19)),
    )
    assert (found.basis, found.certainty, found.is_provisional) == ("UU 14/2008 Pasal 22 ayat (7)", "source", False)


def test_extension_is_told_where_its_days_begin():
    granted = GrantedExtension(date(2022, 5, 18), "Naskah perlu disalin")
    found = explain("information_requests.answer", date(2022, 4, 26), extensions=[granted])

    (told,) = [step for step in found.steps if isinstance(step, Extended)]
    assert found.due == date(2022, 5, 31)
    assert told == Extended(
        date(2022, 5, 18), 7, "Naskah perlu disalin", "UU 14/2008 Pasal 22 ayat (8)", date(2022, 5, 19)
    )


def test_due_day_is_unknown_while_a_pause_lasts():
    found = explain("complaints.answer_oversight", date(2022, 6, 1), pauses=[Pause(date(2022, 6, 3), reason="berkas")])

    assert (found.due, found.total) == (None, 2)
    assert isinstance(found.steps[-1], Paused)
    assert (found.steps[-1].first, found.steps[-1].last, found.steps[-1].reason) == (date(2022, 6, 4), None, "berkas")


def test_law_of_the_day_of_receipt_decides_when_counting_starts_later():
    late = date(2026, 1, 26)

    assert explain("gratifications.completion", late, on=date(2026, 1, 19)).clock.amount == 30
    assert explain("gratifications.completion", late).clock.amount == 20


def test_hours_run_from_the_moment_through_days_off():
    found = explain("personal_data.access", datetime(2022, 12, 23, 9, 30, tzinfo=UTC), zone=JAYAPURA)

    assert found.due_at == datetime(2022, 12, 26, 9, 30, tzinfo=UTC)
    assert (found.due, found.due_at.tzinfo) == (date(2022, 12, 26), JAYAPURA)


def test_moment_begins_on_the_day_of_the_office():
    night = datetime(
        2022, 4, 25, 16, 30, tzinfo=UTC
    )  # half past one on the 26th in Jayapura, still the 25th in Jakarta

    assert explain("information_requests.answer", night, zone=JAYAPURA).steps[0] == Started(date(2022, 4, 26))
    assert explain("information_requests.answer", night).steps[0] == Started(date(2022, 4, 25))


def test_months_end_on_the_last_day_of_march_when_the_year_ended():
    assert explain("asset_declarations.periodic", date(2025, 12, 31)).due == date(2026, 3, 31)


def test_due_day_on_which_offices_are_closed_stays_and_says_so():
    found = explain("service_complaints.lodging", date(2022, 9, 2))

    assert found.steps[-1] == Ended(date(2022, 10, 2), off=Off.WEEKEND)


def test_due_day_is_provisional_when_its_year_is_not_decreed():
    found = explain("information_requests.answer", date(2029, 12, 20))

    assert (found.is_provisional, found.undecided_years) == (True, (2029, 2030))


def test_due_day_is_provisional_when_a_feast_on_the_way_is_estimated():
    found = explain("information_requests.answer", date(2027, 3, 1))

    assert (found.undecided_years, found.estimated_days) == ((), (date(2027, 3, 10), date(2027, 3, 11)))


def test_calendar_days_rest_on_no_decree():
    assert not explain("service_complaints.lodging", date(2029, 12, 20)).is_provisional


@pytest.mark.parametrize(
    ("name", "facts", "words"),
    [
        ("information_requests.answer", {"pauses": [Pause(date(2022, 5, 1))]}, "tidak mengenal penghentian"),
        (
            "information_requests.answer",
            {"extensions": [GrantedExtension(date(2022, 5, 1))] * 2},
            "perpanjangan lebih banyak",
        ),
        ("complaints.verification", {"extensions": [GrantedExtension(date(2022, 5, 1))]}, "perpanjangan lebih banyak"),
        ("personal_data.access", {"on": date(2022, 12, 1)}, "dihitung dalam jam; waktu mulainya perlu jam"),
    ],
)
def test_what_the_clock_does_not_allow_is_refused(name, facts, words):
    with pytest.raises(ValueError, match=f"^{name}: .*{words}"):
        explain(name, date(2022, 4, 26), **facts)


def test_unknown_clock_is_refused():
    with pytest.raises(UnknownClock, match=r"'contoh\.tidak_ada' tidak dikenal"):
        explain("contoh.tidak_ada", date(2022, 4, 26))
