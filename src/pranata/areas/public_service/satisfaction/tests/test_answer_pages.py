"""Answering in public: by the open link, an invitation, a kiosk, and in a rehearsal."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client, RequestFactory

from pranata.areas.public_service.satisfaction import doors
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.intake import rules
from pranata.engines.intake.models import Attempt
from pranata.engines.intake.rules import Limits
from pranata.engines.intake.tests.posting import OURS, hidden, solved, words
from pranata.engines.surveys.actions.doors import code_digest
from pranata.engines.surveys.models import AddedAnswer, Channel, Invitation, Response, SentPage, Status
from pranata.engines.surveys.tests.factories import (
    AddedQuestionFactory,
    InvitationFactory,
    KioskFactory,
    ResponseFactory,
    SurveyFactory,
    SurveyServiceFactory,
)
from pranata.lib import clock

pytestmark = pytest.mark.django_db
ADDRESS = "/9001/survei/skm-2022/"
THREES = {f"u{place}": "3" for place in range(1, 10)}
CODE = "undangan-contoh-1"
INVITED = f"{ADDRESS}undangan/{CODE}/"
KIOSK = f"{ADDRESS}kios/kunci-contoh/"


@pytest.fixture(autouse=True)
def _easy(monkeypatch):
    monkeypatch.setattr(rules, "PUZZLE_BITS", 1)


@pytest.fixture
def survey(db):
    return SurveyFactory(
        code="skm-2022", office=OfficeFactory(code="9001", is_active=True, name="KPU Kabupaten Contoh")
    )


@pytest.fixture
def invitation(survey):
    return InvitationFactory(survey=survey, digest=code_digest(CODE))


@pytest.fixture
def kiosk(survey):
    return KioskFactory(survey=survey, digest=code_digest("kunci-contoh"))


def send(client, address=ADDRESS, token=None, **fields):
    token = token or hidden(client.get(address))
    sent = {**THREES, **fields, "intake_token": token, "intake_proof": solved(token, bits=1)}
    return client.post(address, {name: value for name, value in sent.items() if value is not None}, headers=OURS)


def test_form_holds_the_official_questions_in_the_order_of_the_paper_with_their_words(client, survey):
    page = words(client.get(ADDRESS))

    order = [each.element for each in survey.questionnaire.questions]
    assert [each.text in page for each in survey.questionnaire.questions] == [True] * 9
    assert order[7:] == ["Sarana dan prasarana", "Penanganan pengaduan, saran, masukan"]
    assert page.index("kualitas sarana dan prasarana") < page.index("penanganan pengaduan pengguna layanan")
    assert "Ada tetapi tidak berfungsi" in page


def test_answer_is_kept_with_its_month_and_nothing_of_its_sender(client, survey):
    response = send(client, suggestion="Perbanyak kursi")

    kept = Response.objects.get()
    assert (response.status_code, response["Survey-Answer"]) == (200, "kept")
    assert (kept.total, kept.month.isoformat(), kept.channel) == (27, "2022-06-01", "link")
    assert "Perbanyak" not in words(response)
    assert (response.cookies, client.cookies) == ({}, {})
    assert list(Attempt.objects.values_list("door", flat=True)) == ["surveys/9001"]


def test_page_sets_no_cookie_and_is_kept_by_no_cache(client, survey):
    response = client.get(ADDRESS)

    assert (response.cookies, response["Cache-Control"]) == ({}, "private, no-store")


def test_same_page_sent_twice_is_kept_once_and_says_so(client, survey):
    token = hidden(client.get(ADDRESS))
    first, second = (send(client, token=token) for _time in range(2))

    assert (first["Survey-Answer"], second["Survey-Answer"]) == ("kept", "again")
    assert "Jawaban ini sudah terkirim" in words(second)
    assert (Response.objects.count(), Attempt.objects.count()) == (1, 1)


def test_form_comes_back_with_its_faults_and_what_was_chosen(client, survey):
    response = send(client, u4=None, suggestion="Sudah baik")
    page = response.content.decode()

    assert (response.status_code, Response.objects.count(), SentPage.objects.count()) == (422, 0, 0)
    assert re.findall(r'<a href="#(q-\w+)"', page) == ["q-u4"]
    assert 'id="id_u3_2" required checked' in page
    assert "Sudah baik</textarea>" in page


def test_official_questions_are_left_out_by_who_says_so_and_none_of_the_others(client, survey):
    SurveyServiceFactory(survey=survey)
    first = send(client, u4=None, service=survey.services.get().pk)
    without_service = send(client, u4=None, skip="1")
    kept = send(client, u4=None, skip="1", service=survey.services.get().pk)

    assert "Kirim walau ada yang tidak saya jawab" in words(first)
    assert [each.status_code for each in (first, without_service, kept)] == [422, 422, 200]
    assert Response.objects.values_list("a3", "a4", "total").get() == (3, None, None)


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"u1": "5"}, 422), ({"u1": "x"}, 422), ({"suggestion": "a" * 1001}, 422), ({"suggestion": "a" * 200_000}, 413)],
)
def test_what_is_no_answer_keeps_nothing(client, survey, fields, status):
    assert (send(client, **fields).status_code, Response.objects.count()) == (status, 0)


def test_page_that_is_not_ours_comes_back_fresh_with_what_was_chosen(client, survey):
    other = SurveyFactory(office=survey.office, code="lain")
    response = send(client, token=hidden(client.get(f"/9001/survei/{other.code}/")))

    assert (response.status_code, Response.objects.count()) == (422, 0)
    assert 'id="id_u1_2" required checked' in response.content.decode()


def test_form_of_a_foreign_page_is_refused(client, survey):
    token = hidden(client.get(ADDRESS))
    response = client.post(ADDRESS, {**THREES, "intake_token": token}, headers={"Origin": "https://lain.example"})

    assert (response.status_code, Response.objects.count()) == (403, 0)


def test_hasty_sender_without_the_work_is_asked_to_look_again(client, survey):
    token = hidden(client.get(ADDRESS))
    response = client.post(ADDRESS, {**THREES, "intake_token": token}, headers=OURS)

    assert (response.status_code, "Itu cepat sekali" in words(response), Response.objects.count()) == (422, True, 0)


def test_flood_by_the_open_link_waits_and_the_kiosk_does_not(client, survey, kiosk, monkeypatch):
    monkeypatch.setattr(doors, "PROVEN_LIMITS", Limits(1, 1, 1))
    statuses = [send(client).status_code for _time in range(2)]
    at_kiosk = [client.post(KIOSK, THREES, headers=OURS).status_code for _time in range(3)]

    assert (statuses, at_kiosk, Response.objects.count()) == ([200, 429], [200] * 3, 4)
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (datetime(2022, 5, 31, 3, tzinfo=UTC), "Survei dibuka mulai 1 Juni 2022."),
        (datetime(2022, 8, 1, 3, tzinfo=UTC), "Masa pengisiannya sudah berakhir."),
    ],
)
def test_survey_out_of_its_period_says_when_and_keeps_nothing(client, survey, day, said):
    token = hidden(client.get(ADDRESS))
    with clock.at(day):
        shown = client.get(ADDRESS)
        answered = send(client, token=token)

    assert (shown.status_code, said in words(shown), "<form" in shown.content.decode()) == (200, True, False)
    assert (answered.status_code, Response.objects.count()) == (409, 0)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.PUBLISHED])
def test_survey_that_has_ended_takes_nothing(client, survey, status):
    token = hidden(client.get(ADDRESS))
    survey.status = status
    survey.save()

    assert (send(client, token=token).status_code, Response.objects.count()) == (409, 0)


def test_draft_and_unknown_survey_look_alike(client, survey):
    survey.status = Status.DRAFT
    survey.save()

    assert [client.get(path).status_code for path in (ADDRESS, "/9001/survei/tidak-ada/")] == [404, 404]


def test_survey_without_open_link_says_how_it_is_answered(client, survey, invitation):
    survey.takes_anyone = False
    survey.save()

    assert "hanya diisi lewat undangan" in words(client.get(ADDRESS))
    assert client.post(ADDRESS, THREES, headers=OURS).status_code == 409
    assert client.post(INVITED, THREES, headers=OURS).status_code == 200


def test_invitation_is_good_for_one_answer_without_limit_or_proof(client, survey, invitation):
    service = SurveyServiceFactory(survey=survey, name="Layanan contoh")
    Invitation.objects.update(service=service)
    shown = client.get(INVITED)
    first = client.post(INVITED, THREES, headers=OURS)
    again = client.post(INVITED, THREES, headers=OURS)

    kept = Response.objects.get()
    assert ("Layanan: Layanan contoh" in words(shown), 'name="service"' in shown.content.decode()) == (True, False)
    assert (first["Survey-Answer"], again["Survey-Answer"]) == ("kept", "again")
    assert (kept.channel, kept.service, Attempt.objects.count()) == (Channel.INVITATION, service, 0)
    assert "Undangan ini sudah dipakai" in words(client.get(INVITED))


def test_invitation_used_long_ago_says_so(client, survey, invitation):
    client.post(INVITED, THREES, headers=OURS)
    SentPage.objects.all().delete()  # forgotten after a month
    response = client.post(INVITED, THREES, headers=OURS)

    assert (response.status_code, "Undangan ini sudah dipakai" in words(response)) == (409, True)
    assert Response.objects.count() == 1


def test_code_that_opens_nothing_is_not_found(client, survey, invitation, kiosk):
    other = SurveyFactory(office=survey.office, code="lain")
    kiosk.is_withdrawn = True
    kiosk.save()
    paths = [f"{ADDRESS}undangan/salah/", f"/9001/survei/{other.code}/undangan/{CODE}/", KIOSK]

    assert [client.get(path).status_code for path in paths] == [404] * 3
    assert client.post(KIOSK, THREES, headers=OURS).status_code == 404


def test_kiosk_keeps_each_of_its_ids_once(client, survey, kiosk):
    sent = [client.post(KIOSK, {**THREES, "once": once}, headers=OURS) for once in ("a" * 32, "a" * 32, "b" * 32)]

    assert [each["Survey-Answer"] for each in sent] == ["kept", "again", "kept"]
    assert list(Response.objects.values_list("channel", flat=True)) == ["kiosk"] * 2


def test_kiosk_page_has_another_id_each_time_and_leads_nowhere_else(client, survey, kiosk):
    pages = [client.get(KIOSK) for _time in range(2)]

    assert hidden(pages[0], "once") != hidden(pages[1], "once")
    assert set(re.findall(r'href="(/[^"]*)"', pages[0].content.decode().split("</head>")[1])) == {f"/en{KIOSK}"}
    assert 'http-equiv="refresh"' in client.post(KIOSK, THREES, headers=OURS).content.decode()


def test_services_and_facts_and_own_questions_are_kept_as_chosen(client, survey):
    survey.asked = "sex education"
    survey.save()
    service = SurveyServiceFactory(survey=survey)
    one = AddedQuestionFactory(survey=survey)
    many = AddedQuestionFactory(survey=survey, kind="multiple")
    text = AddedQuestionFactory(survey=survey, kind="text", options="")
    response = send(
        client,
        **{"service": service.pk, "sex": "P", "education": "", one.code: "2", many.code: ["1", "3"], text.code: "Baik"},
    )

    kept = Response.objects.get()
    assert (response.status_code, kept.service, kept.sex, kept.education) == (200, service, "P", "")
    found = sorted(AddedAnswer.objects.values_list("question", "option"), key=str)
    assert found == sorted([(one.pk, 2), (many.pk, 1), (many.pk, 3), (text.pk, None)], key=str)


def test_service_must_be_named_where_the_survey_asks_for_it(client, survey):
    SurveyServiceFactory(survey=survey)
    response = send(client)

    assert (response.status_code, Response.objects.count()) == (422, 0)
    assert re.findall(r'<a href="#(q-\w+)"', response.content.decode()) == ["q-service"]


def test_full_service_is_told_before_and_after_answering(client, survey):
    survey.stops_when_full = True
    survey.save()
    full, free = SurveyServiceFactory(survey=survey, target=1), SurveyServiceFactory(survey=survey, target=1)
    token = hidden(client.get(ADDRESS))
    ResponseFactory(survey=survey, service=full)
    before = client.get(ADDRESS).content.decode()
    after = send(client, token=token, service=full.pk)

    assert re.findall(r'value="(\d+)"[^>]*name="service"|name="service" value="(\d+)"[^>]* disabled', before) == [
        ("", str(full.pk))
    ]
    assert (after.status_code, "baru saja mencapai" in words(after), Response.objects.count()) == (409, True, 1)
    assert send(client, service=free.pk).status_code == 200
    assert "Jumlah jawaban yang dicari sudah tercapai" in words(client.get(ADDRESS))


def test_kiosk_of_a_full_service_says_so(client, survey, kiosk):
    survey.stops_when_full = True
    survey.save()
    kiosk.service = SurveyServiceFactory(survey=survey, target=1)
    kiosk.save()
    ResponseFactory(survey=survey, service=kiosk.service)

    assert "Jumlah jawaban yang dicari sudah tercapai" in words(client.get(KIOSK))


def test_english_page_marks_what_has_no_english(client, survey):
    AddedQuestionFactory(survey=survey, text="Dari mana?", text_en="Where from?", options_en="Site\nFriend\nOther")
    AddedQuestionFactory(survey=survey, text="Tanpa terjemahan?")
    page = client.get(f"/en{ADDRESS}").content.decode()

    assert ("Where from?" in page, "Dari mana?" in page) == (True, False)
    assert '<span lang="id">Tanpa terjemahan?</span>' in page
    assert send(client, f"/en{ADDRESS}").status_code == 200


def test_own_survey_without_official_questions_is_answered(client, survey):
    survey.key = ""
    survey.save()
    question = AddedQuestionFactory(survey=survey, kind="scale", options="Buruk\nCukup\nBaik", is_required=True)
    response = send(client, **{question.code: "3"})

    assert (response.status_code, AddedAnswer.objects.get().option) == (200, 3)


def test_empty_answer_to_a_survey_that_requires_nothing_is_refused(client, survey):
    survey.key = ""
    survey.save()
    AddedQuestionFactory(survey=survey)
    response = send(client)

    assert (response.status_code, "Belum ada satu pun jawaban" in words(response)) == (422, True)


@pytest.mark.parametrize("count", [1, 3])
def test_list_and_form_ask_as_often_whatever_they_hold(client, survey, django_assert_num_queries, count):
    for _each in range(count):
        SurveyFactory(office=survey.office)
        SurveyServiceFactory(survey=survey)
        AddedQuestionFactory(survey=survey)

    with django_assert_num_queries(3):
        client.get("/9001/survei/")
    with django_assert_num_queries(4):
        client.get(ADDRESS)


def test_script_that_opens_pages_without_a_line_stands_above_them(client, survey):
    response = client.get("/9001/survei/luring.js")

    assert (response.status_code, response["Content-Type"]) == (200, "text/javascript; charset=utf-8")


def test_rehearsal_keeps_a_trial_of_the_draft(survey):
    survey.status = Status.DRAFT
    survey.save()
    shown = doors.rehearse(RequestFactory().get("/"), survey)
    token = hidden(shown)
    answered = doors.rehearse(RequestFactory().post("/", {**THREES, "intake_token": token, "intake_proof": ""}), survey)

    assert "Uji coba" in words(shown)
    assert (answered.status_code, Response.objects.get().is_trial, Attempt.objects.count()) == (200, True, 0)


def test_rehearsal_is_sent_from_the_page_of_staff_with_its_guard(survey):
    survey.status = Status.DRAFT
    survey.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(RoleAssignmentFactory(office=survey.office, role=Role.SECRETARY).user)
    address = f"/meja/9001/survei/{survey.pk}/uji/"
    page = client.get(address)
    sent = {**THREES, "intake_token": hidden(page)}
    unguarded = client.post(address, sent)
    answered = client.post(address, {**sent, "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")})

    assert (unguarded.status_code, answered.status_code) == (403, 200)
    assert Response.objects.get().is_trial


def test_rehearsal_of_an_open_survey_keeps_nothing(survey):
    answered = doors.rehearse(RequestFactory().post("/", THREES), survey)

    assert (answered.status_code, Response.objects.count()) == (409, 0)
