from datetime import UTC, date, datetime

import pytest

from pranata.lib.ical import DayEvent, calendar, escaped, folded

NOW = datetime(2022, 6, 15, 1, 2, 3, tzinfo=UTC)


def test_calendar_is_written_line_by_line():
    event = DayEvent(
        uid="3503-2022-7.5.3-6@pranata",
        day=date(2022, 6, 30),
        summary="7.5.3 Monitoring, evaluasi",
        description="Tenggat; Juni",
        address="https://contoh.test/meja/3503/?bulan=6",
        sequence=2,
    )

    assert calendar("Tugas", [event], now=NOW).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pranata//Pranata//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Tugas",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "BEGIN:VEVENT",
        "UID:3503-2022-7.5.3-6@pranata",
        "DTSTAMP:20220615T010203Z",
        "DTSTART;VALUE=DATE:20220630",
        "DTEND;VALUE=DATE:20220701",
        "SEQUENCE:2",
        "SUMMARY:7.5.3 Monitoring\\, evaluasi",
        "DESCRIPTION:Tenggat\\; Juni",
        "URL:https://contoh.test/meja/3503/?bulan=6",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("satu\r\ndua\rtiga\nempat", "satu\\ndua\\ntiga\\nempat"),
        ("bel\x07\x00", "bel"),
        ("BEGIN:VEVENT\nX", "BEGIN:VEVENT\\nX"),
    ],
)
def test_text_cannot_end_its_line(text, value):
    assert escaped(text) == value


@pytest.mark.parametrize("text", ["a" * 200, "é" * 100, "🙂" * 60, "a" + "é" * 37, ""])
def test_line_is_folded_without_cutting_a_letter(text):
    pieces = folded(text).split("\r\n")

    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text
    assert [piece[0] for piece in pieces[1:]] == [" "] * (len(pieces) - 1)
