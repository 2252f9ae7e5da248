from datetime import date

import pytest

from pranata.engines.deadlines.clocks import UnknownClock, clock_for, clocks, read_clocks, service_titles
from pranata.engines.deadlines.model import Certainty, ExtensionRule, PauseRule, StartRule, Unit
from pranata.engines.deadlines.rows import DataFault
from pranata.engines.deadlines.tests import samples

ROW = """
[[clock]]
service = "contoh"
event = "uji"
title = "Menjawab contoh"
actor = "petugas"
starts_when = "Diterima"
amount = 10
unit = "working_day"
basis = "UU Contoh Pasal 1"
certainty = "high"
valid_from = 2022-01-01
"""


@pytest.fixture
def read(tmp_path):
    """Reads clocks from the text of one file."""

    def read(text):
        (tmp_path / "contoh.toml").write_text(text, encoding="utf-8")
        return read_clocks(tmp_path)

    return read


def test_clock_is_found_when_one_is_in_force():
    clock = clock_for("plan.escalation", on=date(2022, 6, 15))

    assert (clock.amount, clock.unit, clock.certainty) == (5, "working_day", "own")


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2021, 12, 31), False),
        (date(2022, 1, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_clock_is_in_force_from_its_first_to_its_last_day(day, in_force):
    clock = samples.clock(valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31))

    assert clock.is_in_force(day) is in_force


@pytest.mark.parametrize(
    ("received_on", "days", "starts_when"),
    [(date(2026, 1, 19), 30, "Laporan diterima"), (date(2026, 1, 20), 20, "Dilaporkan")],
)
def test_old_and_new_rule_stand_side_by_side_when_the_law_changed(received_on, days, starts_when):
    clock = clock_for("gratifications.completion", on=received_on)

    assert (clock.amount, clock.starts_when) == (days, starts_when)


def test_unknown_clock_names_those_near_it():
    with pytest.raises(UnknownClock) as refused:
        clock_for("information_request.answr", on=date(2022, 6, 15))

    assert str(refused.value).startswith(
        "Jangka waktu 'information_request.answr' tidak dikenal; mungkin maksud Anda: information_requests.answer, "
    )


def test_unknown_event_names_those_of_its_service():
    with pytest.raises(UnknownClock) as refused:
        clock_for("plan.xyz", on=date(2022, 6, 15))

    assert str(refused.value) == (
        "Jangka waktu 'plan.xyz' tidak dikenal; mungkin maksud Anda: plan.escalation, plan.reminder."
    )


def test_clock_is_refused_when_none_is_in_force_that_day():
    with pytest.raises(UnknownClock) as refused:
        clock_for("gratifications.completion", on=date(2019, 1, 1))

    assert str(refused.value) == (
        "Jangka waktu 'gratifications.completion' tidak berlaku pada 2019-01-01; "
        "yang tercatat berlaku 2020-01-01 sampai 2026-01-19; 2026-01-20 sampai sekarang."
    )


def test_only_one_clock_may_pause_and_information_requests_may_not():
    assert [clock.name for clock in clocks() if clock.pause] == ["complaints.answer_oversight"]


def test_every_service_has_a_name():
    assert {clock.service for clock in clocks()} == set(service_titles())


def test_limits_of_the_house_are_never_shown_as_law():
    house = [clock for clock in clocks() if clock.basis.startswith("aturan rumah")]

    assert {clock.certainty for clock in house} == {Certainty.OWN}
    assert [clock.name for clock in clocks() if clock.certainty == Certainty.OWN and clock not in house] == []


def test_row_is_read_whole(read):
    (clock,) = read(f"""{ROW}valid_to = 2022-12-31
start_rule = "same_day"
source = "salinan contoh"
remark = "contoh"

[clock.extension]
amount = 7
basis = "Pasal 2"
certainty = "medium"

[clock.pause]
basis = "Pasal 3"
certainty = "own"
""")

    assert (clock.name, clock.unit, clock.start_rule) == ("contoh.uji", Unit.WORKING_DAY, StartRule.SAME_DAY)
    assert clock.extension == ExtensionRule(7, "Pasal 2", Certainty.MEDIUM, times=1)
    assert clock.pause == PauseRule("Pasal 3", Certainty.OWN)
    assert (clock.valid_to, clock.source, clock.remark) == (date(2022, 12, 31), "salinan contoh", "contoh")


HOURS = ROW.replace("working_day", "hour")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[clock]", "contoh.toml: bukan TOML: "),
        ("[clock]\na = 1", "contoh.toml: clock: harus daftar, ditulis dengan [[ ]]"),
        ("[[clok]]", "contoh.toml: kunci tidak dikenal: clok; yang dikenal: services, clock"),
        ("[services]\nx = 1", "contoh.toml: services: x: harus teks, tertulis 1"),
        (ROW + "amout = 2", "ke-1 (contoh.uji): kunci tidak dikenal: amout; yang dikenal: service, event, title"),
        (ROW.replace('basis = "UU Contoh Pasal 1"', ""), "ke-1 (contoh.uji): kunci belum ada: basis"),
        (ROW.replace("amount = 10", "amount = 0"), "amount: 0 harus lebih dari 0"),
        (ROW.replace("amount = 10", "amount = true"), "amount: harus bilangan bulat, tertulis True"),
        (ROW.replace("amount = 10", 'amount = "10"'), "amount: harus bilangan bulat, tertulis 10"),
        (ROW.replace("amount = 10", "amount = 1001"), "paling banyak 1000, dengan perpanjangannya"),
        (ROW.replace("working_day", "workday"), "unit: 'workday' tidak dikenal; pilih: working_day, calendar_day,"),
        (ROW.replace('"high"', '"sure"'), "certainty: 'sure' tidak dikenal; pilih: source, package, high,"),
        (ROW.replace('"high"', '"source"'), "certainty 'source' meminta source"),
        (ROW.replace('"high"', '"package"'), "certainty 'package' hanya untuk kalender"),
        (ROW.replace("UU Contoh Pasal 1", " "), "basis: tidak boleh kosong"),
        (
            ROW.replace("2022-01-01", "2022-01-01T00:00:00"),
            "valid_from: harus tanggal tanpa jam",
        ),
        (ROW + "valid_to = 2021-12-31", "valid_to lebih awal daripada valid_from"),
        (ROW.replace('"uji"', '"uji.dua"'), "service dan event ditulis tanpa titik dan spasi"),
        (ROW + "[clock.extension]\namount = 7", "extension: kunci belum ada: basis, certainty"),
        (HOURS + '[clock.pause]\nbasis = "a"\ncertainty = "own"', "hanya hari yang dapat berhenti dihitung"),
        (HOURS + '[clock.extension]\namount = 7\nbasis = "a"\ncertainty = "own"', "jam tidak dapat diperpanjang"),
        (HOURS + 'start_rule = "same_day"', "start_rule 'same_day' hanya untuk hari"),
        (
            ROW + ROW,
            "ke-2 (contoh.uji): berlaku pada 2022-01-01 bersama contoh.toml, baris [[clock]] ke-1",
        ),
    ],
)
def test_file_is_refused_with_file_row_and_key_when_it_is_wrong(read, text, fault):
    with pytest.raises(DataFault) as refused:
        read(text)

    assert str(refused.value).startswith("contoh.toml")
    assert fault in str(refused.value)


def test_second_row_is_named_when_only_it_is_wrong(read):
    with pytest.raises(DataFault, match=r"^contoh\.toml, baris \[\[clock\]\] ke-2 \(contoh\.dua\): amount"):
        read(ROW + ROW.replace('"uji"', '"dua"').replace("amount = 10", "amount = -1"))
