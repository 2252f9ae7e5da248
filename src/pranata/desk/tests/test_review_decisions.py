import re

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.flow.models import Activity as Step
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.cases.registry import kinds
from pranata.engines.plan.actions import review
from pranata.engines.plan.models import Plan, Remark
from pranata.engines.plan.tests.factories import RemarkFactory

pytestmark = pytest.mark.django_db

REMARKS = "/meja/9001/rencana-aksi/2022/catatan/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def remark(plan):
    """The doubt about row 2.1.1."""
    return plan.remarks.get(position=1)


def address(remark, step):
    return f"{REMARKS}{remark.pk}/{step}/"


def states(plan):
    return list(plan.remarks.order_by("position").values_list("status", flat=True))


def test_remark_is_accepted_and_the_list_comes_back_as_it_was_narrowed(client, remark, secretary):
    sent = {"kembali": "tingkat=doubt&halaman=1&lain=x"}

    response = client.post(address(remark, "terima"), sent)

    remark.refresh_from_db()
    assert response["Location"] == f"{REMARKS}?tingkat=doubt&halaman=1#catatan-{remark.pk}"
    assert (remark.status, remark.decided_by) == ("accepted", secretary)
    assert list(Step.objects.of(remark).values_list("step", "by")) == [("accept", secretary.pk)]


def test_only_the_remark_and_the_count_come_back_when_htmx_accepts(client, remark, secretary):
    html = client.post(address(remark, "terima"), headers=HTMX).text

    assert re.findall(r'id="(catatan-\d+|kemajuan)"', html) == [f"catatan-{remark.pk}", "kemajuan"]
    assert "<b>1 dari 3</b> diputuskan" in html
    assert "<html" not in html


def test_history_stands_beside_the_remark_when_it_was_decided_and_opened_again(client, remark, secretary):
    client.post(address(remark, "terima"))
    client.post(address(remark, "buka"))

    html = client.get(REMARKS).text

    history = re.search(r"<details class=\"remark-history\">(.*?)</details>", html, re.DOTALL)[1]
    assert re.findall(r"· (.*?)</li>", history) == [f"{secretary} menerima bacaan", f"{secretary} membuka lagi"]


def test_remark_is_marked_corrected_only_while_the_plan_is_a_draft(client, plan, remark, secretary):
    Plan.objects.filter(pk=plan.pk).update(status="adopted")

    refused = client.post(address(remark, "perbaiki"))
    Plan.objects.filter(pk=plan.pk).update(status="draft")
    taken = client.post(address(remark, "perbaiki"))

    assert (refused.status_code, taken.status_code) == (409, 302)
    assert states(plan)[0] == "corrected"


def test_second_decision_is_told_when_somebody_decided_meanwhile(client, remark, secretary):
    review.accept(remark, by=RoleAssignmentFactory(office=remark.office, role="kasubbag").user)

    response = client.post(address(remark, "terima"))

    assert response.status_code == 409
    assert "Catatan ini sudah diputuskan orang lain" in response.text


@pytest.mark.parametrize("step", ["terima", "perbaiki", "buka", "tanya"])
def test_decision_is_refused_when_the_reader_may_not_edit(client, plan, remark, staff, step):
    response = client.post(address(remark, step))

    assert response.status_code == 403
    assert states(plan) == ["open", "open", "open"]


@pytest.mark.parametrize("step", ["terima", "perbaiki", "buka", "tanya", "jawab"])
def test_remark_of_another_office_is_not_there(client, remark, stranger, step):
    assert client.post(address(remark, step)).status_code == 404


def test_remark_of_another_plan_is_not_there(client, plan, secretary):
    other = RemarkFactory(plan__office=OfficeFactory(code="9009"))

    assert client.post(address(other, "terima")).status_code == 404


def test_chosen_remarks_are_accepted_at_once(client, plan, secretary):
    chosen = list(plan.remarks.filter(position__lte=2).values_list("pk", flat=True))

    response = client.post(f"{REMARKS}terima/", {"remark": chosen}, follow=True)

    assert states(plan) == ["accepted", "accepted", "open"]
    assert "2 catatan diterima." in response.text


def test_all_shown_notes_are_accepted_when_their_button_is_pressed(client, plan, secretary):
    html = client.get(REMARKS).text
    keys = re.search(r'name="semua" value="([^"]*)"', html)[1]

    client.post(f"{REMARKS}terima/", {"semua": keys})

    assert states(plan) == ["open", "accepted", "open"]


def test_errors_are_accepted_in_bulk_only_after_a_second_question(client, plan, secretary):
    every = list(plan.remarks.values_list("pk", flat=True))

    asked = client.post(f"{REMARKS}terima/", {"remark": every})
    before = states(plan)
    keys = re.findall(r'name="semua" value="([^"]*)"', asked.text)
    client.post(f"{REMARKS}terima/", {"semua": keys[0], "yakin": "1"})
    harmless = states(plan)
    client.post(f"{REMARKS}terima/", {"semua": keys[1], "yakin": "1"})

    assert (asked.status_code, before) == (200, ["open", "open", "open"])
    assert "Nomor berbeda." in asked.text
    assert harmless == ["accepted", "accepted", "open"]
    assert states(plan) == ["accepted", "accepted", "accepted"]


def test_nothing_happens_when_nothing_or_nonsense_is_chosen(client, plan, secretary):
    response = client.post(f"{REMARKS}terima/", {"remark": ["x", "9" * 40], "semua": "a,,²"}, follow=True)

    assert "Belum ada catatan yang dipilih." in response.text
    assert states(plan) == ["open", "open", "open"]


def test_bulk_is_refused_when_the_reader_may_not_edit(client, plan, staff):
    assert client.post(f"{REMARKS}terima/", {"remark": [1]}).status_code == 403


def test_question_reaches_the_one_asked_and_the_answer_comes_back(client, plan, remark, office, secretary):
    asked = RoleAssignmentFactory(office=office).user

    response = client.post(address(remark, "tanya"), {"whom": asked.pk, "question": "Satu atau dua baris?"})
    client.force_login(asked)
    desk = client.get("/meja/9001/").text
    client.post(address(remark, "jawab"), {"text": "Dua baris."})
    client.force_login(secretary)
    shown = client.get(REMARKS, {"keputusan": "dijawab"}).text

    remark.refresh_from_db()
    assert response["Location"] == f"{REMARKS}#catatan-{remark.pk}"
    assert "Ditanyakan kepada Anda" in desk
    assert "Satu atau dua baris?" in desk
    assert (remark.status, remark.answer) == ("answered", "Dua baris.")
    assert "Satu atau dua baris?" in shown
    assert "Dua baris." in shown


def test_desk_asks_nothing_of_those_who_were_not_asked(client, plan, remark, office, secretary):
    review.ask(remark, whom=RoleAssignmentFactory(office=office).user, question="Benar?", by=secretary)

    assert "Ditanyakan kepada Anda" not in client.get("/meja/9001/").text


def test_desk_costs_the_same_when_more_is_asked(client, plan, office, secretary, django_assert_max_num_queries):
    asked = RoleAssignmentFactory(office=office).user
    first, *others = Remark.objects.all()
    review.ask(first, whom=asked, question="Benar?", by=secretary)
    client.force_login(asked)
    client.get("/meja/9001/")
    with django_assert_max_num_queries(13 + len(kinds())) as few:
        client.get("/meja/9001/")
    for remark in others:
        review.ask(remark, whom=asked, question="Benar?", by=secretary)

    with django_assert_max_num_queries(13 + len(kinds())) as many:
        client.get("/meja/9001/")

    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"question": "Benar?"}, "Bidang ini tidak boleh kosong."),
        ({"whom": "999", "question": "Benar?"}, "Masukkan pilihan yang valid. Pilihan tersebut bukan salah satu"),
    ],
)
def test_question_is_asked_again_when_something_is_missing(client, remark, secretary, sent, words):
    response = client.post(address(remark, "tanya"), sent)

    assert response.status_code == 422
    assert words in response.text


def test_nobody_of_another_office_can_be_asked(client, remark, secretary):
    elsewhere = RoleAssignmentFactory(office=OfficeFactory(code="9003")).user

    response = client.post(address(remark, "tanya"), {"whom": elsewhere.pk, "question": "Benar?"})

    remark.refresh_from_db()
    assert (response.status_code, remark.status) == (422, "open")


def test_answer_is_refused_to_everybody_else(client, remark, office, secretary):
    review.ask(remark, whom=RoleAssignmentFactory(office=office).user, question="Benar?", by=secretary)

    assert client.post(address(remark, "jawab"), {"text": "Ya"}).status_code == 403


def test_answer_is_kept_on_the_page_when_the_remark_was_decided_meanwhile(client, remark, office, secretary):
    asked = RoleAssignmentFactory(office=office).user
    review.ask(remark, whom=asked, question="Benar?", by=secretary)
    review.accept(remark, by=secretary)
    client.force_login(asked)

    response = client.post(address(remark, "jawab"), {"text": "Menurut saya benar."})

    assert response.status_code == 409
    assert '<p class="typed">Menurut saya benar.</p>' in response.text


def test_reader_without_the_right_is_offered_no_decision(client, plan, staff):
    html = client.get(REMARKS).text

    assert re.findall(r"/catatan/\d+/(\w+)/", html) == []
    assert 'id="sekaligus"' not in html
