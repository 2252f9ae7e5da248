"""The staff pages: from choosing a questionnaire to a published result, with the doors in between."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.surveys.actions.answering import Answers, take
from pranata.engines.surveys.actions.batching import close_batches
from pranata.engines.surveys.actions.doors import invitation_of, kiosk_of
from pranata.engines.surveys.models import Invitation, Kiosk, Response, Survey
from pranata.engines.surveys.tests.factories import (
    InvitationFactory,
    KioskFactory,
    ResponseFactory,
    SurveyFactory,
    SurveyServiceFactory,
)

FACTS = {
    "title": "Survei kepuasan 2022 (contoh)",
    "year": "2022",
    "opens_on": "2022-06-01",
    "closes_on": "2022-07-31",
    "asked": ["sex", "job"],
    "population": "500",
    "takes_anyone": "on",
}


@pytest.fixture
def place(survey):
    return f"/meja/{survey.office.code}/survei"


@pytest.fixture
def editor(survey):
    """Who prepares surveys, and opens none."""
    return RoleAssignmentFactory(office=survey.office, role="kasubbag").user


@pytest.fixture
def lead(survey):
    return RoleAssignmentFactory(office=survey.office, role="secretary").user


@pytest.fixture
def draft(survey):
    return SurveyFactory(office=survey.office, status="draft", code="rancangan")


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)


def test_questionnaires_are_offered_with_their_basis_when_a_survey_is_made(client, editor, place):
    client.force_login(editor)

    page = client.get(f"{place}/baru/")

    offered = {known.key: (known.basis, certainty) for known, certainty in page.context["rows"]}
    assert offered["skm@2017"] == (
        "PermenPANRB 14/2017",
        "dari sumber yang dibaca, belum dicocokkan dengan naskah resmi",
    )
    assert client.get(f"{place}/baru/?kuesioner=tidak-ada").status_code == 404


def test_survey_is_made_when_its_facts_are_filled_in(client, editor, survey, place):
    client.force_login(editor)
    address = f"{place}/baru/?kuesioner=skm@2017"
    assert client.post(address, {**FACTS, "closes_on": "2022-05-01"}).status_code == 422

    answer = client.post(address, FACTS)

    made = Survey.objects.exclude(pk=survey.pk).get()
    assert answer.headers["Location"] == f"{place}/{made.pk}/"
    assert (made.key, made.asked_fields, made.population, made.status) == ("skm@2017", ("sex", "job"), 500, "draft")
    assert client.get(f"{place}/{made.pk}/").context["wanted"] == 217


def test_own_questionnaire_is_made_when_no_official_one_fits(client, editor, survey, place):
    client.force_login(editor)

    client.post(f"{place}/baru/?kuesioner=sendiri", FACTS)

    made = Survey.objects.exclude(pk=survey.pk).get()
    assert (made.key, made.questionnaire) == ("", None)
    assert client.get(f"{place}/{made.pk}/").context["origin"] == "kuesioner sendiri, tanpa indeks resmi"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("500", {"population": 500, "size": 217, "is_exception": False}),
        ("100000", {"population": 100_000, "size": 383, "is_exception": True}),
        ("", None),
        ("0", None),
        ("-5", None),
        ("lima", None),
        ("9" * 30, None),
    ],
)
def test_sample_is_reckoned_beside_the_field_when_a_population_is_typed(client, editor, place, typed, said):
    client.force_login(editor)

    assert client.get(f"{place}/sampel/", {"population": typed}).context["sample"] == said


def test_list_shows_open_ones_first_and_one_year_when_asked(client, editor, survey, draft, place):
    client.force_login(editor)
    old = SurveyFactory(office=survey.office, year=2021, status="published")
    ResponseFactory.create_batch(2, survey=survey)
    ResponseFactory(survey=draft, batch=None, is_trial=True)

    rows = client.get(f"{place}/").context["rows"]
    of_2021 = client.get(f"{place}/?tahun=2021").context["rows"]

    assert [(row["survey"], row["count"]) for row in rows] == [(survey, 2), (draft, 0), (old, 0)]
    assert [row["survey"] for row in of_2021] == [old]


def test_list_says_when_the_period_of_an_open_survey_is_over(client, editor, survey, place):
    client.force_login(editor)
    Survey.objects.update(closes_on=date(2022, 6, 10))

    (row,) = client.get(f"{place}/").context["rows"]

    assert [words for words, _kind, _sign in row["chips"]] == ["Dibuka", "masa pengisian lewat"]


def test_list_is_empty_when_no_survey_was_made(client, editor, place):
    client.force_login(editor)
    Survey.objects.all().delete()

    assert client.get(f"{place}/").context["rows"] == []


def test_survey_shows_its_answers_by_service_and_refreshes_that_part(client, editor, survey, place):
    client.force_login(editor)
    service = SurveyServiceFactory(survey=survey, target=4)
    ResponseFactory.create_batch(3, survey=survey, service=service)
    ResponseFactory(survey=survey)

    page = client.get(f"{place}/{survey.pk}/")
    part = client.get(f"{place}/{survey.pk}/", headers={"HX-Request": "true"})

    found = part.context["progress"]
    assert [(each, share.count, share.percent) for each, share in found.services] == [(service, 3, 75)]
    assert (found.count, found.unnamed) == (4, 1)
    assert (b"<h1" in page.content, b"<h1" in part.content) == (True, False)


def test_pages_ask_as_often_for_three_rows_as_for_one(client, editor, survey, place):
    client.force_login(editor)
    SurveyServiceFactory(survey=survey)
    KioskFactory(survey=survey, service=survey.services.get())
    parts = ("", f"{survey.pk}/", f"{survey.pk}/pertanyaan/", f"{survey.pk}/layanan/", f"{survey.pk}/saran/")
    addresses = [f"{place}/{part}" for part in parts]
    few = [queries(client, each) for each in addresses]
    SurveyFactory.create_batch(2, office=survey.office)
    for each in SurveyServiceFactory.create_batch(2, survey=survey):
        KioskFactory(survey=survey, service=each)
    ResponseFactory.create_batch(2, survey=survey)

    assert [queries(client, each) for each in addresses] == few


def test_survey_goes_from_draft_to_published_and_back(client, editor, lead, draft, place):
    address = f"{place}/{draft.pk}"
    ResponseFactory(survey=draft, batch=None, is_trial=True)
    client.force_login(editor)
    assert client.post(f"{address}/buka/").status_code == 403
    client.force_login(lead)

    assert client.post(f"{address}/buka/").headers["Location"] == f"{address}/"
    assert Response.objects.filter(survey=draft).count() == 0
    ResponseFactory.create_batch(4, survey=draft)
    assert client.post(f"{address}/tutup/").status_code == 302
    assert client.post(f"{address}/terbitkan/").status_code == 422
    assert client.post(f"{address}/buka-lagi/").status_code == 302
    ResponseFactory(survey=draft)
    client.post(f"{address}/tutup/")
    assert client.post(f"{address}/terbitkan/").status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.published_on) == ("published", date(2022, 6, 15))
    assert client.post(f"{address}/tarik/").status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.published_on) == ("closed", None)


def test_next_steps_lead_only_where_the_reader_may_go(client, editor, draft, place):
    client.force_login(editor)
    SurveyServiceFactory(survey=draft)

    found = client.get(f"{place}/{draft.pk}/").context["next"]

    assert [(each.page, each.is_done, may) for each, may in found] == [
        ("survey_services", True, True),
        ("change_survey", False, True),
        ("survey_rehearsal", False, True),
        ("open_survey", False, False),
    ]


def test_step_that_cannot_be_taken_any_more_leads_back(client, lead, survey, place):
    client.force_login(lead)

    answer = client.get(f"{place}/{survey.pk}/terbitkan/", follow=True)

    assert answer.redirect_chain == [(f"{place}/{survey.pk}/", 302)]
    assert [str(each) for each in answer.context["messages"]] == ["Keadaannya sudah berubah; buka lagi halamannya."]


def test_opening_names_what_is_missing_when_a_draft_is_bare(client, lead, draft, place):
    client.force_login(lead)
    Survey.objects.filter(pk=draft.pk).update(takes_anyone=False, method="bobot-011")

    assert client.get(f"{place}/{draft.pk}/buka/").context["doubts"] == [
        "Populasi dan target belum diisi, jadi tidak terlihat kapan jawabannya cukup.",
        "Belum ada layanan: responden tidak ditanya layanan mana, dan tidak ada hasil per layanan.",
        "Cara hitungnya bukan yang biasa: Bobot dibulatkan 0,11, hanya untuk menghitung ulang laporan lama.",
        "Tidak ada yang ditanyakan tentang responden, jadi kartu publikasi tidak menyebutnya.",
        "Belum ada pintu masuk: tautan terbuka mati, belum ada undangan dan belum ada kios.",
    ]


def test_opening_has_no_doubt_when_a_draft_is_complete(client, lead, draft, place):
    client.force_login(lead)
    Survey.objects.filter(pk=draft.pk).update(target=30, asked="sex")
    SurveyServiceFactory(survey=draft, target=30)

    assert client.get(f"{place}/{draft.pk}/buka/").context["doubts"] == []


def test_publishing_says_when_answers_are_few(client, lead, survey, place):
    client.force_login(lead)
    Survey.objects.update(status="closed", target=40)
    ResponseFactory.create_batch(6, survey=survey)

    assert client.get(f"{place}/{survey.pk}/terbitkan/").context["doubts"] == [
        "Baru 6 jawaban dari target 40.",
        "Kurang dari 30 responden. Sebanyak itu lazim diminta (belum terkonfirmasi).",
    ]


def test_next_period_is_copied_without_targets(client, editor, survey, place):
    client.force_login(editor)
    SurveyServiceFactory(survey=survey, name="Layanan contoh", target=9)
    address = f"{place}/{survey.pk}/salin/"
    assert client.post(address, {"year": "2023", "opens_on": "2023-06-01"}).status_code == 422

    client.post(address, {"year": "2023", "opens_on": "2023-06-01", "closes_on": "2023-06-30"})

    made = Survey.objects.get(year=2023)
    assert (made.status, made.key, [(each.name, each.target) for each in made.services.all()]) == (
        "draft",
        "skm@2017",
        [("Layanan contoh", None)],
    )


def test_kiosk_is_set_up_with_an_address_shown_once_and_withdrawn(client, editor, survey, place):
    client.force_login(editor)
    service = SurveyServiceFactory(survey=survey)

    page = client.post(f"{place}/{survey.pk}/kios/", {"place": "Loket 1", "service": service.pk})
    kiosk = Kiosk.objects.get()
    key = page.context["address"].rstrip("/").rpartition("/")[2]
    assert (kiosk_of(key), kiosk.service) == (kiosk, service)
    assert page.context["address"].encode() in page.content

    client.post(f"{place}/{survey.pk}/kios/{kiosk.pk}/cabut/")
    assert kiosk_of(key) is None
    assert list(client.get(f"{place}/{survey.pk}/").context["kiosks"]) == []


def test_kiosk_wants_a_place(client, editor, survey, place):
    client.force_login(editor)

    assert client.post(f"{place}/{survey.pk}/kios/", {"place": ""}).status_code == 422
    assert Kiosk.objects.count() == 0


def test_invitations_are_shown_once_and_printed_as_slips(client, editor, survey, place):
    client.force_login(editor)
    address = f"{place}/{survey.pk}/undangan/"
    assert client.post(address, {"count": "0"}).status_code == 422

    page = client.post(address, {"count": "3"})

    codes = page.context["codes"]
    assert [invitation_of(each).survey for each in codes] == [survey] * 3
    assert (client.get(f"{place}/{survey.pk}/").context["invited"], Invitation.objects.count()) == (3, 3)
    assert client.post(f"{address}lembar.pdf", {"kode": " ".join(codes)}).content[:5] == b"%PDF-"
    assert client.post(f"{address}lembar.pdf", {"kode": "tidak-ada"}).status_code == 404
    assert client.post(f"{address}lembar.pdf").status_code == 404


def test_slips_are_refused_when_the_codes_are_of_another_survey(client, editor, survey, draft, place):
    client.force_login(editor)
    codes = client.post(f"{place}/{survey.pk}/undangan/", {"count": "1"}).context["codes"]

    assert client.post(f"{place}/{draft.pk}/undangan/lembar.pdf", {"kode": codes[0]}).status_code == 404


def test_poster_is_printed_only_when_the_link_is_open(client, editor, survey, place):
    client.force_login(editor)
    assert client.get(f"{place}/{survey.pk}/poster.pdf").content[:5] == b"%PDF-"

    Survey.objects.update(takes_anyone=False)

    assert client.get(f"{place}/{survey.pk}/poster.pdf").status_code == 404


def test_doors_are_shut_when_a_survey_has_ended(client, editor, survey, place):
    client.force_login(editor)
    kiosk = KioskFactory(survey=survey)
    InvitationFactory(survey=survey)
    Survey.objects.update(status="closed")

    assert client.get(f"{place}/{survey.pk}/kios/").status_code == 404
    assert client.get(f"{place}/{survey.pk}/undangan/").status_code == 404
    assert client.get(f"{place}/{survey.pk}/kios/{kiosk.pk}/cabut/").status_code == 200


def test_words_of_respondents_are_read_and_erased_by_who_prepares(client, editor, survey, place):
    client.force_login(editor)
    for number in range(5):
        answers = Answers({"u1": 4}, suggestion="Tolong perbaiki (contoh)" if number == 0 else "")
        take(survey, answers, channel="link", once=str(number))
    close_batches(survey, is_last=True)
    ((key, text),) = client.get(f"{place}/{survey.pk}/saran/").context["suggestions"]
    assert text == "Tolong perbaiki (contoh)"
    assert client.get(f"{place}/{survey.pk}/saran/{key}/hapus/").context["quotes"] == [text]

    client.post(f"{place}/{survey.pk}/saran/{key}/hapus/")

    assert client.get(f"{place}/{survey.pk}/saran/").context["suggestions"] == []
    assert Response.objects.filter(survey=survey).count() == 5


WRITES = (
    "ubah/", "buang/", "salin/", "layanan/", "pertanyaan/tambah/", "buka/", "tutup/", "buka-lagi/", "terbitkan/",
    "tarik/", "kios/", "undangan/", "undangan/lembar.pdf", "saran/", "uji/", "simulasi/",
)  # fmt: skip


@pytest.mark.parametrize("part", WRITES)
def test_who_may_only_look_prepares_and_runs_nothing(client, survey, place, part):
    client.force_login(RoleAssignmentFactory(office=survey.office, role="assessor").user)
    assert client.get(f"{place}/{survey.pk}/").status_code == 200

    answer = client.get(f"{place}/{survey.pk}/{part}")

    assert answer.status_code == (405 if part.endswith("pdf") else 403)
    assert client.post(f"{place}/{survey.pk}/{part}").status_code in (403, 405)


def test_another_office_sees_nothing(client, survey, place):
    client.force_login(RoleAssignmentFactory(role="secretary").user)

    for part in ("", "baru/", f"{survey.pk}/", f"{survey.pk}/pertanyaan/", *(f"{survey.pk}/{each}" for each in WRITES)):
        assert client.get(f"{place}/{part}").status_code == (405 if part.endswith("pdf") else 404)
    assert client.post(f"{place}/{survey.pk}/tutup/").status_code == 404
