"""Many rows of a month verified or returned at once, each as it was shown."""

import re

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.desk.tests.live import MATRIX, adopt, errors, html_of, notices, sign_in, words
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.actions.progress import progress_token
from pranata.engines.plan.models import Progress, Subactivity
from pranata.engines.plan.tests.factories import ActivityFactory, AreaFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

JUNE = f"{MATRIX}bulan/6/"
VERIFICATION = f"{JUNE}verifikasi/"
CODES = ("2.1.1", "3.1.1", "3.1.2")


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan):
    """2.1.1, 3.1.1 and 3.1.2 are planned in June."""
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=3, name="Area 3"), position=1)
    for position in (1, 2):
        SubactivityFactory(activity=activity, position=position, month_bits=0b100000)
    return adopt(plan)


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office, role="staff").user


@pytest.fixture
def verifier(client, office):
    return sign_in(client, office, "verifier")


def row(code) -> Subactivity:
    return Subactivity.objects.get(code=code)


def hand_in(code, by, achievement="Selesai.") -> Progress:
    found = Progress.objects.filter(subactivity=row(code), month=6).first()
    seen = progress_token(row(code), 6, found)
    item = actions.note(row(code), 6, achievement=achievement, obstacle="", follow_up="", seen=seen, by=by)
    return actions.submit(item, by=by)


@pytest.fixture
def submitted(live, staff):
    for code in CODES:
        hand_in(code, staff)


def marks(response) -> dict[str, str]:
    """The marks that the page would send: what was shown of each row to verify."""
    return dict(re.findall(r'name="(v\d+)" value="([^"]*)"', html_of(response)))


def decide(client, shown, ticked, *, step="verify", reason=""):
    chosen = [each if each == "semua" else row(each).pk for each in ticked]
    return client.post(VERIFICATION, {**marks(shown), "row": chosen, "step": step, "reason": reason})


def statuses() -> list[str]:
    return list(Progress.objects.order_by("subactivity__code").values_list("status", flat=True))


def lines(response) -> list[str]:
    return [words(each) for each in re.findall(r'<tr id="baris-.*?</tr>', html_of(response), re.DOTALL)]


def test_ticked_rows_are_verified_together(client, submitted, verifier):
    response = decide(client, client.get(JUNE), ["2.1.1", "3.1.2"])

    assert (response.status_code, response["Location"], statuses()) == (
        302,
        JUNE,
        ["verified", "submitted", "verified"],
    )
    assert "2 baris terverifikasi." in html_of(client.get(JUNE))


def test_all_shown_rows_are_returned_with_one_reason(client, submitted, verifier):
    shown = client.get(f"{JUNE}?keadaan=submitted")

    response = decide(client, shown, ["semua"], step="return", reason="Lampirkan bukti.")

    assert (response.status_code, statuses()) == (302, ["returned"] * 3)
    page = client.get(JUNE)
    assert ["Dikembalikan: Lampirkan bukti." in line for line in lines(page)] == [True] * 3


def test_nothing_happens_when_no_reason_or_no_row_is_given(client, submitted, verifier):
    shown = client.get(JUNE)

    without_reason = decide(client, shown, ["2.1.1"], step="return", reason=" ")
    without_rows = decide(client, shown, [], step="verify")

    assert (without_reason.status_code, errors(without_reason)) == (422, ["Alasan belum diisi."])
    assert f'name="row" value="{row("2.1.1").pk}" checked' in html_of(without_reason)
    assert (without_rows.status_code, notices(without_rows)) == (422, ["Belum ada baris yang dipilih."])
    assert statuses() == ["submitted"] * 3


def test_row_that_was_written_anew_is_named_and_the_others_are_verified(client, submitted, verifier, staff):
    shown = client.get(JUNE)
    actions.send_back(Progress.objects.get(subactivity=row("2.1.1")), reason="Kurang.", by=verifier)
    hand_in("2.1.1", staff, "Diubah.")

    response = decide(client, shown, ["semua"])

    assert (response.status_code, statuses()) == (409, ["submitted", "verified", "verified"])
    assert notices(response)[0].startswith("2 baris terverifikasi. 1 baris belum: 2.1.1")
    assert len(lines(response)) == 1
    assert "Belum diputuskan: baris ini berubah sejak Anda membukanya. Periksa lagi." in lines(response)[0]
    decide(client, response, ["semua"])
    assert statuses() == ["verified"] * 3


def test_own_row_is_never_offered_nor_verified(client, submitted, verifier, office):
    RoleAssignmentFactory(office=office, role="staff", user=verifier)
    actions.send_back(Progress.objects.get(subactivity=row("2.1.1")), reason="Kurang.", by=verifier)
    own = hand_in("2.1.1", verifier)
    shown = client.get(JUNE)

    assert f"v{row('2.1.1').pk}" not in marks(shown)
    assert "Anda yang mengajukan; verifikasinya oleh orang lain." in lines(shown)[0]
    forged = {f"v{row('2.1.1').pk}": progress_token(row("2.1.1"), 6, own), "row": "semua", "step": "verify"}
    response = client.post(VERIFICATION, forged)
    assert (response.status_code, statuses()[0]) == (409, "submitted")
    assert "Belum diputuskan: Anda yang mengajukan" in lines(response)[0]


def test_row_of_another_plan_is_not_touched(client, submitted, verifier):
    other = SubactivityFactory(month_bits=0b100000)

    response = client.post(VERIFICATION, {f"v{other.pk}": "x", "row": "semua", "step": "verify"})

    assert (response.status_code, statuses()) == (409, ["submitted"] * 3)
    assert "1 baris tidak lagi ada di bulan ini." in notices(response)[0]


def test_page_is_only_for_verifiers_of_the_office(client, submitted, office, stranger):
    hidden = client.post(VERIFICATION, {})
    sign_in(client, office, "assessor")
    refused, shown = client.post(VERIFICATION, {}), client.get(JUNE)

    assert (hidden.status_code, refused.status_code, marks(shown)) == (404, 403, {})


def test_desk_leads_to_the_months_to_verify(client, submitted, verifier):
    page = html_of(client.get("/meja/9001/?daftar=verifikasi"))

    assert re.findall(r'<a href="(/meja/9001/rencana-aksi/2022/bulan/\d+/[^"]*)">([^<]+)</a>', page) == [
        (f"{JUNE}?keadaan=submitted", "Juni 2022 (3)")
    ]
    assert "Verifikasi sekaligus" not in html_of(client.get("/meja/9001/"))
