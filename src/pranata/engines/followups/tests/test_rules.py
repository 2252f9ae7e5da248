"""What the rules of follow-ups decide."""

from datetime import date

import pytest

from pranata.engines.followups.rules import follow_up_number, is_doer, is_late, origin_refusal, recommendations_in

DUE = date(2022, 6, 30)


def test_number_holds_year_and_place_when_it_is_given():
    assert follow_up_number(2022, 7) == "TL-2022-0007"


@pytest.mark.parametrize(
    ("day", "is_running", "late"),
    [(DUE, True, False), (date(2022, 7, 1), True, True), (date(2022, 7, 1), False, False)],
)
def test_follow_up_is_late_when_its_day_has_passed_and_nobody_reported_it_done(day, is_running, late):
    assert is_late(DUE, day, is_running=is_running) is late


@pytest.mark.parametrize(
    ("year", "refusal"),
    [
        (2022, ""),
        (2000, ""),
        (1999, "Tahun asal antara 2000 dan 2022."),
        (2023, "Tahun asal antara 2000 dan 2022."),
    ],
)
def test_year_of_origin_is_refused_when_it_cannot_be(year, refusal):
    assert origin_refusal(year, date(2022, 6, 26)) == refusal


@pytest.mark.parametrize(
    ("claimed", "worked", "in_charge", "doer"),
    [(False, False, False, False), (True, False, False, True), (False, True, False, True), (False, False, True, True)],
)
def test_account_is_a_doer_when_it_had_a_hand_in_it(claimed, worked, in_charge, doer):
    assert is_doer(has_claimed=claimed, has_worked=worked, is_in_charge=in_charge) is doer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Perbarui maklumat.", ["Perbarui maklumat."]),
        ("Perbarui maklumat.\nLatih petugas.", ["Perbarui maklumat.", "Latih petugas."]),
        ("1. Perbarui\nmaklumat.\n2) Latih petugas.", ["Perbarui maklumat.", "Latih petugas."]),
        ("Direkomendasikan:\n- Perbarui\n\n- Latih", ["Direkomendasikan:", "Perbarui", "Latih"]),
        ("a. Perbarui\nb. Latih", ["Perbarui", "Latih"]),
        ("Pasal 3. berlaku", ["Pasal 3. berlaku"]),
    ],
)
def test_recommendations_are_told_apart_when_a_text_holds_several(text, found):
    assert recommendations_in(text) == found
