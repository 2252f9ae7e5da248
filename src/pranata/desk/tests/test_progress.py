"""A month of a row: noted, handed in, verified or returned, in the page and in the drawer."""

import re
from decimal import Decimal

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.desk.tests.live import HTMX, MATRIX, adopt, errors, html_of, notices, reported, seen, sign_in, words
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.actions.progress import progress_token
from pranata.engines.plan.models import MonthDeadline, Plan, Progress, Status, Subactivity
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    FigureFactory,
    IndicatorFactory,
    PlanFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

ROW = f"{MATRIX}2.1.1/"
JUNE = f"{ROW}bulan/6/"
VERIFICATION = f"{JUNE}verifikasi/"
TYPED = {"achievement": "Survei selesai.", "obstacle": "Hujan.", "follow_up": "Diulang."}


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan):
    return adopt(plan)


@pytest.fixture
def row(live):
    """2.1.1, planned in June and July."""
    return Subactivity.objects.get(code="2.1.1")


@pytest.fixture
def staff(client, office):
    return sign_in(client, office, "staff")


def stored() -> list[tuple]:
    return list(Progress.objects.values_list("month", "status", "achievement", "obstacle", "follow_up"))


def chips(response) -> list[str]:
    head = re.search(r'<div class="drawer-head">.*?</div>', html_of(response), re.DOTALL)[0]
    return [words(each) for each in re.findall(r'<span class="chip[^"]*">.*?</span>', head)]


def send(client, address, markers, **more):
    return client.post(address, {**TYPED, **markers}, **more)


def submitted(row, by) -> Progress:
    noted = actions.note(row, 6, **TYPED, seen=progress_token(row, 6, None), by=by)
    return actions.submit(noted, by=by)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2022-06-26", ["2.1.1", "≈ perlu ditinjau", "Juni 2022", "◔ Tenggat 30 Juni · 4 hari kerja lagi"]),
        ("2022-06-30", ["2.1.1", "≈ perlu ditinjau", "Juni 2022", "◔ Tenggat hari ini, 30 Juni"]),
        ("2022-07-02", ["2.1.1", "≈ perlu ditinjau", "Juli 2022", "◔ Tenggat 29 Juli · 20 hari kerja lagi"]),
        ("2022-09-01", ["2.1.1", "≈ perlu ditinjau", "Juli 2022", "! Lewat 23 hari kerja · tenggat 29 Juli"]),
        ("2022-03-01", ["2.1.1", "≈ perlu ditinjau", "Juni 2022", "◔ Tenggat 30 Juni · 76 hari kerja lagi"]),
        ("2023-01-02", ["2.1.1", "≈ perlu ditinjau", "Juli 2022"]),
    ],
)
def test_page_tells_the_month_and_its_day_when_the_year_runs(client, row, staff, monkeypatch, today, expected):
    monkeypatch.setenv("PRANATA_TODAY", today)

    assert chips(client.get(ROW)) == expected


def test_saturday_after_the_day_counts_no_working_day_yet(client, row, staff, live, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-30")

    assert chips(client.get(ROW))[-1] == "! Lewat tenggat 29 Juli"


def test_strip_shows_the_day_of_each_month_when_the_office_has_set_some(client, row, staff, live):
    MonthDeadline.objects.create(plan=live, month=6, due_on="2022-07-05")

    strip = re.search(r'<ul class="strip dated".*?</ul>', html_of(client.get(ROW)), re.DOTALL)[0]

    assert [words(each) for each in re.findall(r"<li class=.*?</li>", strip)] == [
        "Jun ◔ jatuh tempo bulan ini 5/7",
        "Jul ○ terjadwal 29",
    ]
    assert re.findall(r'href="([^"]+)"( aria-current="true")?', strip) == [
        (f"{ROW}?bulan=6", ' aria-current="true"'),
        (f"{ROW}?bulan=7", ""),
    ]


@pytest.mark.parametrize(("address", "month"), [(f"{ROW}?bulan=7", "Juli"), (f"{ROW}bulan/7/", "Juli"), (ROW, "Juni")])
def test_another_month_is_looked_at_when_chosen(client, row, staff, address, month):
    assert f"<h3>Catatan {month}</h3>" in html_of(client.get(address))


@pytest.mark.parametrize("address", [f"{ROW}bulan/5/", f"{ROW}bulan/13/", f"{ROW}bulan/0/"])
def test_month_is_not_there_when_nothing_is_planned_in_it(client, row, staff, address):
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_draft_plan_has_no_month_to_report(client, plan, staff):
    response = client.get(ROW)

    assert "Catatan Juni" not in html_of(response)
    assert client.post(JUNE, TYPED).status_code == 404


def test_note_is_kept_as_a_draft_when_saved(client, row, staff):
    mark = seen(client.get(ROW), "bulan/6/")

    response = send(client, JUNE, {"seen": mark, "step": "save"})

    assert (response.status_code, response["Location"]) == (302, f"{ROW}?bulan=6")
    assert stored() == [(6, "draft", "Survei selesai.", "Hujan.", "Diulang.")]
    assert "Catatan disimpan." in html_of(client.get(ROW))


def test_month_is_handed_in_when_submitted(client, row, staff):
    mark = seen(client.get(ROW), "bulan/6/")

    send(client, JUNE, {"seen": mark, "step": "submit"})

    assert stored() == [(6, "submitted", "Survei selesai.", "Hujan.", "Diulang.")]
    page = client.get(ROW)
    assert "Juni diajukan untuk verifikasi." in html_of(page)
    assert chips(page)[-1] == "● Menunggu verifikasi"
    assert 'name="achievement"' not in html_of(page)


def test_nothing_is_written_when_submitted_without_an_achievement(client, row, staff):
    mark = seen(client.get(ROW), "bulan/6/")

    response = send(client, JUNE, {"seen": mark, "step": "submit", "achievement": " "})

    assert (response.status_code, errors(response), stored()) == (422, ["Capaian belum diisi."], [])
    assert ">\nHujan.</textarea>" in html_of(response)


def test_typed_text_stays_beside_the_stored_one_when_somebody_wrote_meanwhile(client, row, staff):
    mark = seen(client.get(ROW), "bulan/6/")
    other = {"achievement": "Lain.", "obstacle": "Hujan.", "follow_up": ""}
    actions.note(row, 6, **other, seen=progress_token(row, 6, None), by=staff)

    response = send(client, JUNE, {"seen": mark, "step": "save"})

    assert response.status_code == 409
    assert notices(response)[1] == "Tersimpan sekarang Capaian: Lain. Tindak lanjut: kosong"
    assert ">\nSurvei selesai.</textarea>" in html_of(response)
    assert stored() == [(6, "draft", "Lain.", "Hujan.", "")]

    send(client, JUNE, {"seen": seen(response, "bulan/6/"), "step": "save"})
    assert stored() == [(6, "draft", "Survei selesai.", "Hujan.", "Diulang.")]


def amended(row, *, text="Survei layanan", month_bits=0b1100000, continues=True):
    """An amendment in force whose 2.1.1 goes on with ``row``, or is another one."""
    plan = row.plan
    Plan.objects.filter(pk=plan.pk).update(status=Status.SUPERSEDED)
    new = PlanFactory(office=plan.office, year=2022, revision=2, based_on=plan, status=Status.ADOPTED)
    activity = ActivityFactory(area=AreaFactory(plan=new, no=2), position=1)
    predecessor = row if continues else None
    return SubactivityFactory(activity=activity, position=1, text=text, month_bits=month_bits, predecessor=predecessor)


@pytest.mark.parametrize(
    ("continues", "sentence"), [(True, "Baris ini sudah berubah"), (False, "kode ini sekarang kode subkegiatan lain")]
)
def test_report_does_not_land_on_the_row_that_got_the_code_meanwhile(client, row, staff, continues, sentence):
    mark = seen(client.get(ROW), "bulan/6/")
    other = amended(row, continues=continues)

    response = send(client, JUNE, {"seen": mark, "step": "submit"})

    assert (response.status_code, stored()) == (409, [])
    assert sentence in notices(response)[0]
    assert ">\nSurvei selesai.</textarea>" in html_of(response)

    send(client, JUNE, {"seen": seen(response, "bulan/6/"), "step": "save"})
    assert Progress.objects.get().subactivity == other


def test_typed_text_stays_when_the_row_that_got_the_code_has_no_such_month(client, row, staff):
    mark = seen(client.get(ROW), "bulan/6/")
    amended(row, month_bits=0b1000000, continues=False)

    response = send(client, JUNE, {"seen": mark, "step": "save"})

    assert (response.status_code, stored()) == (409, [])
    assert notices(response)[1] == (
        "Yang Anda ketik, belum disimpan Capaian: Survei selesai. Hambatan: Hujan. Tindak lanjut: Diulang."
    )
    assert "<h3>Catatan Juli</h3>" in html_of(response)
    assert "Survei selesai.</textarea>" not in html_of(response)


def test_typed_text_stays_when_somebody_handed_in_meanwhile(client, row, staff):
    mark = seen(client.get(ROW), "bulan/6/")
    submitted(row, staff)

    response = client.post(JUNE, {"achievement": "Punya saya.", "seen": mark, "step": "save"})

    assert response.status_code == 409
    assert "Yang Anda ketik, belum disimpan Capaian: Punya saya." in notices(response)[1]


def test_typed_text_stays_when_the_plan_was_closed_meanwhile(client, row, staff):
    mark = seen(client.get(ROW), "bulan/6/")
    Plan.objects.update(status=Status.CLOSED)

    response = send(client, JUNE, {"seen": mark, "step": "save"})

    assert (response.status_code, stored()) == (409, [])
    assert "Capaian: Survei selesai." in notices(response)[1]


def test_drawer_shows_the_month_anew_and_tells_the_matrix_when_saved(client, row, staff):
    mark = seen(client.get(ROW), "bulan/6/")

    response = send(client, JUNE, {"seen": mark, "step": "save"}, headers=HTMX)

    assert html_of(response).startswith('<article data-code="2.1.1">')
    assert (response["HX-Trigger"], response["HX-Push-Url"]) == ("rencana-berubah", "false")
    assert notices(response) == ["Catatan disimpan."]


def test_drawer_keeps_what_was_typed_when_refused(client, row, staff):
    response = client.post(JUNE, {**TYPED, "seen": "x"}, headers=HTMX)

    assert response.status_code == 409
    assert html_of(response).startswith('<article data-code="2.1.1">')
    assert ">\nSurvei selesai.</textarea>" in html_of(response)


def test_assessor_sees_no_form_to_write_and_is_refused_when_sending_one(client, row, office):
    sign_in(client, office, "assessor")

    assert 'name="achievement"' not in html_of(client.get(ROW))
    assert (send(client, JUNE, {"seen": progress_token(row, 6, None)}).status_code, stored()) == (403, [])


def test_month_is_verified_by_somebody_else(client, row, staff, office):
    submitted(row, staff)
    sign_in(client, office, "verifier")
    mark = seen(client.get(ROW), "verifikasi/")

    response = client.post(VERIFICATION, {"seen": mark, "step": "verify", "reason": ""})

    assert (response.status_code, Progress.objects.get().status) == (302, "verified")
    page = html_of(client.get(ROW))
    assert "Juni terverifikasi." in page
    history = re.search(r'<ol class="history">.*?</ol>', page, re.DOTALL)[0]
    assert [words(each).split(" · ")[0] for each in re.findall("<li>.*?</li>", history, re.DOTALL)] == [
        "Ajukan untuk verifikasi",
        "Verifikasi",
    ]


def test_month_is_returned_with_its_reason(client, row, staff, office):
    submitted(row, staff)
    sign_in(client, office, "verifier")
    mark = seen(client.get(ROW), "verifikasi/")

    empty = client.post(VERIFICATION, {"seen": mark, "step": "return", "reason": " "})
    client.post(VERIFICATION, {"seen": mark, "step": "return", "reason": "Lampirkan register."})

    assert (empty.status_code, errors(empty)) == (422, ["Alasan belum diisi."])
    assert Progress.objects.get().status == "returned"
    client.force_login(staff)
    page = client.get(ROW)
    assert notices(page)[-1:] == ["Dikembalikan: Lampirkan register."]
    assert 'value="submit"' in html_of(page)


def test_verifier_is_told_when_the_month_was_written_anew(client, row, staff, office):
    noted = submitted(row, staff)
    verifier = sign_in(client, office, "verifier")
    mark = seen(client.get(ROW), "verifikasi/")
    actions.send_back(noted, reason="Kurang.", by=verifier)
    again = actions.note(row, 6, **{**TYPED, "obstacle": ""}, seen=progress_token(row, 6, noted), by=staff)
    actions.submit(again, by=staff)

    response = client.post(VERIFICATION, {"seen": mark, "step": "verify"})

    assert (response.status_code, Progress.objects.get().status) == (409, "submitted")


def test_nobody_verifies_what_they_handed_in(client, row, office):
    both = sign_in(client, office, "staff")
    RoleAssignmentFactory(user=both, office=office, role="verifier")
    noted = submitted(row, both)

    page = client.get(ROW)

    assert "Anda yang mengajukan; verifikasinya oleh orang lain." in html_of(page)
    assert client.post(VERIFICATION, {"seen": progress_token(row, 6, noted), "step": "verify"}).status_code == 403
    assert Progress.objects.get().status == "submitted"


def test_staff_is_refused_when_verifying(client, row, staff):
    noted = submitted(row, staff)

    response = client.post(VERIFICATION, {"seen": progress_token(row, 6, noted), "step": "verify"})

    assert (response.status_code, stored()) == (403, [(6, "submitted", *TYPED.values())])


@pytest.fixture
def counted(row):
    """2.1.1 with an indicator of June and July and one of July alone."""
    IndicatorFactory(subactivity=row, position=1, text="Adanya laporan", target=26, target_unit="laporan")
    IndicatorFactory(subactivity=row, position=2, text="Hanya Juli", month_bits=0b1000000)
    return row


def month_part(response) -> str:
    """The month's notes and figures."""
    return re.search(r"<h3>Catatan Juni</h3>.*?<h3>", html_of(response), re.DOTALL)[0]


def test_figures_are_asked_for_in_their_month_with_the_target_and_kept_with_their_share(client, counted, staff):
    page = client.get(ROW)
    assert "Adanya laporan Nilai tidak wajib Dari tidak wajib Target 26 laporan" in words(month_part(page))
    assert "Hanya Juli" not in month_part(page)

    send(client, JUNE, {"seen": seen(page, "bulan/6/"), "step": "save", "value_1": "24,50", "out_of_1": "26"})

    page = client.get(ROW)
    assert "24,5 dari 26 (94,23%)" in words(month_part(page))
    assert 'name="value_1" value="24,5"' in html_of(page)
    send(client, JUNE, {"seen": seen(page, "bulan/6/"), "step": "submit", "value_1": "24,5", "out_of_1": "26"})
    assert "Adanya laporan 24,5 dari 26 (94,23%) · target 26 laporan" in words(month_part(client.get(ROW)))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value_1": "1.250"}, "“1.250” dapat dibaca dua cara; tulis 1250 atau 1,250."),
        ({"value_1": "2", "out_of_1": "0"}, "Pembanding harus lebih dari nol."),
        ({"out_of_1": "26"}, "Isi nilainya, atau kosongkan juga pembandingnya."),
    ],
)
def test_figure_is_refused_at_its_field_when_it_cannot_be(client, counted, staff, typed, sentence):
    response = send(client, JUNE, {"seen": seen(client.get(ROW), "bulan/6/"), **typed})

    assert (response.status_code, errors(response), stored()) == (422, [sentence], [])
    assert ">\nSurvei selesai.</textarea>" in html_of(response)


def test_stored_figure_stands_beside_the_typed_one_when_somebody_wrote_meanwhile(client, counted, staff):
    mark = seen(client.get(ROW), "bulan/6/")
    texts = {**TYPED, "figures": {1: (Decimal(20), Decimal(26))}}
    actions.note(counted, 6, **texts, seen=progress_token(counted, 6, None), by=staff)

    response = send(client, JUNE, {"seen": mark, "step": "save", "value_1": "24", "out_of_1": "26"})

    assert response.status_code == 409
    assert notices(response)[1] == "Tersimpan sekarang Adanya laporan: 20 dari 26 (76,92%)"
    assert 'name="value_1" value="24"' in html_of(response)


def test_figure_of_an_indicator_that_ended_stays_to_be_read(client, counted, staff):
    ended = IndicatorFactory(subactivity=Subactivity.objects.get(code="1.1.1"), position=2, text="Sebelum diubah")
    item = actions.note(counted, 6, **TYPED, seen=progress_token(counted, 6, None), by=staff)
    FigureFactory(progress=item, indicator=ended, value=3)

    assert "Indikator sebelum rencana diubah: Sebelum diubah 3" in words(month_part(client.get(ROW)))


@pytest.mark.parametrize("address", [JUNE, VERIFICATION])
def test_month_is_not_there_when_the_writer_belongs_elsewhere(client, row, stranger, address):
    hidden, missing = client.post(address, TYPED), client.post(address.replace("9001", "9999"), TYPED)

    assert (hidden.status_code, missing.status_code, stored()) == (404, 404, [])


def test_report_of_an_unplanned_month_stays_visible(client, live, staff):
    first = Subactivity.objects.get(code="1.1.1")
    reported(first, 3, "2022-03-31", verified=True)

    page = client.get(f"{MATRIX}1.1.1/?bulan=3")

    assert chips(page)[-1] == "✓ Terverifikasi"
    assert ">Capaian contoh</dd>" in html_of(page)
