import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.engines.intake.declaration import PROVEN, UNPROVEN
from pranata.engines.intake.rules import (
    FILLING_TIME,
    IPV6_NETWORK,
    WINDOW,
    Limits,
    earliest_sending,
    is_solved,
    opens_at,
    source_group,
    takes_one_more,
    tidied,
)
from pranata.engines.intake.staging import SPACE
from pranata.engines.intake.tests.posting import solved
from pranata.engines.intake.tracking import MISSES

LIMITS = Limits(busy=3, per_source=2, ceiling=8)
START = datetime(2022, 6, 26, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("total", "own", "expected"),
    [
        (0, 0, True),
        (2, 2, True),  # not busy: a whole office behind one address may send
        (3, 2, False),  # busy: whoever had his share waits
        (3, 1, True),
        (4, 1, True),
        (5, 1, False),  # half of what is left would be more than his
        (7, 0, True),  # and whoever is new finds room to the last place
        (8, 0, False),
    ],
)
def test_door_takes_one_more_by_share_when_it_is_busy(total, own, expected):
    assert takes_one_more(LIMITS, total=total, own=own, near=own) is expected


def test_network_of_many_sources_gets_a_third_when_each_of_them_sends_its_share():
    limits = Limits(busy=6, per_source=2, ceiling=30)
    taken = 0
    for number in range(100):
        taken += takes_one_more(limits, total=taken, own=number % 2, near=taken)

    assert taken == 10
    assert takes_one_more(limits, total=taken, own=1, near=1)


def test_door_that_would_take_one_more_were_all_from_one_source_takes_it_from_anyone():
    limits = Limits(busy=3, per_source=3, ceiling=16)
    totals = [total for total in range(20) if takes_one_more(limits, total=total, own=total, near=total)]
    refused = [
        (total, own, near)
        for total in totals
        for near in range(total + 1)
        for own in range(near + 1)
        if not takes_one_more(limits, total=total, own=own, near=near)
    ]
    assert (totals, refused) == ([0, 1, 2], [])


@pytest.mark.parametrize("limits", [PROVEN, UNPROVEN, MISSES, SPACE])
def test_no_network_fills_a_door_alone(limits):
    assert max(limits.busy, limits.per_network) * 2 < limits.ceiling


@pytest.mark.parametrize("networks", [3, 5, 60])
def test_several_networks_together_leave_room_to_the_next(networks):
    taken = [0] * networks
    for _round in range(PROVEN.ceiling):
        for number in range(networks):
            taken[number] += takes_one_more(PROVEN, total=sum(taken), own=0, near=taken[number])

    assert takes_one_more(PROVEN, total=sum(taken), own=0, near=0)
    assert max(taken) < PROVEN.per_network


def test_one_source_stops_only_itself_when_it_floods():
    taken = {"flood": 0, "reader": 0}
    for source in ["flood"] * 100 + ["reader"] * 2:
        if takes_one_more(LIMITS, total=sum(taken.values()), own=taken[source], near=taken[source]):
            taken[source] += 1

    assert taken == {"flood": 3, "reader": 2}


@pytest.mark.parametrize("numbers", [(0, 0, 0), (3, 4, 5), (3, 2, 2), (0, 1, 2)])
def test_limits_are_refused_when_they_contradict_each_other(numbers):
    with pytest.raises(ValueError, match="0 < per_source <= busy <= ceiling"):
        Limits(busy=numbers[0], per_source=numbers[1], ceiling=numbers[2])


@pytest.mark.parametrize(
    ("own", "minutes"),
    [
        ([True, True, True], 0),  # one event goes: three are left less one, and the door is no longer busy
        ([False, True, True, True], 1),
        ([False] * 8, 0),
        ([True, False], None),
    ],
)
def test_door_opens_when_enough_events_have_left_the_window(own, minutes):
    events = [(START + timedelta(minutes=number), is_own, is_own) for number, is_own in enumerate(own)]

    expected = None if minutes is None else START + timedelta(minutes=minutes) + WINDOW
    assert opens_at(LIMITS, events) == expected


@given(seen=st.lists(st.sampled_from([(True, True), (False, True), (False, False)]), max_size=12))
def test_door_takes_one_more_when_the_moment_told_has_come(seen):
    events = [(START + timedelta(seconds=number), *whose) for number, whose in enumerate(seen)]

    moment = opens_at(LIMITS, events)

    left = [whose for at, *whose in events if moment is None or at + WINDOW > moment]
    assert takes(left)
    assert (moment is None) == takes(seen)


def takes(seen):
    return takes_one_more(LIMITS, total=len(seen), own=sum(own for own, _ in seen), near=sum(near for _, near in seen))


def test_form_may_come_back_after_the_filling_time():
    assert earliest_sending(START) == START + FILLING_TIME


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_addresses_count_as_one_source_when_a_provider_gives_them_together(address, group):
    assert source_group(address) == group


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1::/48"),
        ("2001:db8:1:ffff::1", "2001:db8:1::/48"),
        ("2001:db8:2::1", "2001:db8:2::/48"),
        ("", ""),
    ],
)
def test_network_is_wider_than_a_source_where_one_customer_holds_many(address, group):
    assert source_group(address, IPV6_NETWORK) == group


def test_puzzle_is_solved_when_every_part_begins_with_zero_bits():
    solution = solved("pertanyaan")
    parts = solution.split(".")

    assert is_solved("pertanyaan", solution)
    assert not is_solved("pertanyaan lain", solution)
    assert not is_solved("pertanyaan", ".".join(parts[:-1]))
    assert not is_solved("pertanyaan", ".".join([*parts[:-1], str(int(parts[-1]) + 1)]))


@pytest.mark.parametrize("solution", ["", "0", "a.b.c.d.e.f.g.h", "-1.0.0.0.0.0.0.0", "٣.0.0.0.0.0.0.0", "1." * 8])
def test_puzzle_is_not_solved_when_the_answer_is_no_list_of_numbers(solution):
    assert not is_solved("pertanyaan", solution)


@pytest.mark.parametrize(
    ("text", "kept", "had_hidden"),
    [
        ("biasa", "biasa", False),
        ("satu\r\ndua\rtiga\u2028empat", "satu\ndua\ntiga\nempat", False),
        ("kol\tom", "kol\tom", False),
        ("e\u0301", "é", False),
        ("keluarga \U0001f468\u200d\U0001f469", "keluarga \U0001f468\u200d\U0001f469", False),
        ("a\x00b", "ab", True),
        ("\u202d0812\u202c", "0812", True),  # a number copied from a phone's contacts
        ("gambar\u202egpj.exe", "gambargpj.exe", True),
        ("\ufeffawal", "awal", True),
        ("<b>x</b>", "<b>x</b>", False),  # text stays text; pages escape it
    ],
)
def test_text_is_tidied_when_it_holds_something_hidden(text, kept, had_hidden):
    assert tidied(text, several_lines=True) == (kept, had_hidden)


def test_line_ends_become_spaces_when_the_field_has_one_line():
    assert tidied("satu\r\ndua\tiga", several_lines=False) == ("satu dua iga", False)


@given(st.text())
def test_tidied_text_stays_the_same_when_tidied_again(text):
    once, _had_hidden = tidied(text, several_lines=True)

    assert tidied(once, several_lines=True) == (once, False)
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
