"""A draft is prepared: facts, services and quotas, added questions, rehearsal and simulation."""

import pytest

from pranata.areas.public_service.service_standards.tests.factories import ServiceFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.surveys.models import AddedQuestion, Survey
from pranata.engines.surveys.tests.factories import (
    AddedQuestionFactory,
    ResponseFactory,
    SurveyFactory,
    SurveyServiceFactory,
)

QUESTION = {"kind": "single", "text": "Dari mana Anda tahu? (contoh)", "options": "Situs\nTeman"}


@pytest.fixture
def draft(db):
    return SurveyFactory(status="draft", office__is_active=True, code="rancangan")


@pytest.fixture
def place(draft):
    return f"/meja/{draft.office.code}/survei/{draft.pk}"


@pytest.fixture
def editor(draft, client):
    """Who prepares surveys, signed in."""
    user = RoleAssignmentFactory(office=draft.office, role="kasubbag").user
    client.force_login(user)
    return user


def rows(*services, extra=0):
    """What the form of services sends."""
    sent = {"form-TOTAL_FORMS": len(services) + extra, "form-INITIAL_FORMS": len(services) + extra}
    for place, values in enumerate(services):
        sent |= {f"form-{place}-{name}": value for name, value in values.items()}
    return sent


def stored(survey):
    return [(each.name, each.population, each.target) for each in survey.services.all()]


def test_facts_of_a_draft_are_changed_and_a_second_editor_is_told(client, editor, draft, place):
    seen = client.get(f"{place}/ubah/").context["seen"]
    facts = {"title": "Judul baru (contoh)", "year": 2022, "opens_on": "2022-06-01", "closes_on": "2022-06-30"}

    assert client.post(f"{place}/ubah/", {**facts, "seen": seen, "method": "bobot-011"}).status_code == 302
    assert client.post(f"{place}/ubah/", {**facts, "seen": seen}).status_code == 422

    draft.refresh_from_db()
    assert (draft.title, draft.method, draft.takes_anyone) == ("Judul baru (contoh)", "bobot-011", False)


def test_open_survey_asks_only_what_may_still_change(client, editor, draft, place):
    Survey.objects.update(status="open")
    form = client.get(f"{place}/ubah/").context["form"]
    assert list(form.fields) == [
        "title", "introduction", "closes_on", "place", "executor", "population", "target", "takes_anyone",
        "asks_suggestion",
    ]  # fmt: skip

    sent = {"title": "Judul baru (contoh)", "closes_on": "2022-08-31", "takes_anyone": "on"}
    assert client.post(f"{place}/ubah/", sent).status_code == 302

    draft.refresh_from_db()
    assert (draft.title, str(draft.closes_on), draft.year, draft.key) == (
        "Judul baru (contoh)",
        "2022-08-31",
        2022,
        "skm@2017",
    )


def test_draft_is_thrown_away_after_asking_and_an_open_survey_is_not(client, editor, draft, place):
    assert client.get(f"{place}/buang/").status_code == 200
    Survey.objects.update(status="open")
    client.post(f"{place}/buang/")
    assert Survey.objects.count() == 1

    Survey.objects.update(status="draft")
    client.post(f"{place}/buang/")

    assert Survey.objects.count() == 0


def test_services_are_stored_in_their_order_when_rows_are_sent(client, editor, draft, place):
    sent = rows({"name": "Layanan B", "population": "80"}, {"name": "Layanan A", "target": "7"}, extra=3)

    assert client.post(f"{place}/layanan/", sent).headers["Location"] == f"{place}/"

    assert stored(draft) == [("Layanan B", 80, None), ("Layanan A", None, 7)]


def test_services_are_saved_and_more_rows_offered_when_asked(client, editor, draft, place):
    answer = client.post(f"{place}/layanan/", {**rows({"name": "Layanan A"}), "lakukan": "lagi"})

    assert answer.headers["Location"] == f"{place}/layanan/"
    assert len(client.get(f"{place}/layanan/").context["formset"].forms) == 4


def test_service_goes_when_its_name_is_emptied_and_stays_when_answers_may_be_there(client, editor, draft, place):
    SurveyServiceFactory(survey=draft, name="Layanan A")
    SurveyServiceFactory(survey=draft, name="Layanan B")
    client.post(f"{place}/layanan/", rows({"name": ""}, {"name": "Layanan B"}))
    assert stored(draft) == [("Layanan B", None, None)]

    Survey.objects.update(status="open")
    answer = client.post(f"{place}/layanan/", rows({"name": ""}))

    assert (answer.status_code, answer.context["fault"]) == (422, "Layanan Layanan B tidak dapat dihapus lagi.")
    assert stored(draft) == [("Layanan B", None, None)]


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (rows({"name": "A"}, {"name": "a"}), "Layanan A tercantum dua kali."),
        (rows({"name": "", "target": "5"}), ""),
        (rows({"name": "A", "target": "banyak"}), ""),
        ({}, ""),
    ],
)
def test_nothing_is_stored_when_a_row_is_wrong(client, editor, draft, place, sent, fault):
    answer = client.post(f"{place}/layanan/", sent)

    assert (answer.status_code, answer.context["fault"], stored(draft)) == (422, fault, [])


def test_services_of_the_catalogue_are_proposed_and_stored_only_when_sent(client, editor, draft, place):
    ServiceFactory(office=draft.office, name="Konsultasi (contoh)", case_kind="information_requests")
    ServiceFactory(office=draft.office, name="Tidak dilayani lagi", is_active=False)
    ServiceFactory(name="Kantor lain")

    assert [row["name"] for row in client.get(f"{place}/layanan/").context["proposals"]] == ["Konsultasi (contoh)"]
    page = client.get(f"{place}/layanan/?usulan=1")

    first = page.context["formset"].forms[0].initial
    assert (first, page.context["unsaved"]) == (
        {"name": "Konsultasi (contoh)", "case_kind": "information_requests"},
        True,
    )
    assert stored(draft) == []


def test_target_is_divided_by_population_when_asked(client, editor, draft, place):
    Survey.objects.update(target=10)
    sent = rows({"name": "Besar", "population": "70"}, {"name": "Kecil", "population": "30"})

    page = client.post(f"{place}/layanan/", {**sent, "lakukan": "kuota"})

    assert [each.initial.get("target") for each in page.context["formset"].forms[:2]] == [7, 3]
    assert (page.status_code, page.context["unsaved"], stored(draft)) == (200, True, [])


def test_target_follows_krejcie_morgan_when_none_was_set(client, editor, draft, place):
    sent = rows({"name": "Besar", "population": "400"}, {"name": "Kecil", "population": "100"})

    page = client.post(f"{place}/layanan/", {**sent, "lakukan": "kuota"})

    assert [each.initial.get("target") for each in page.context["formset"].forms[:2]] == [174, 43]


def test_target_is_not_divided_when_a_population_is_missing(client, editor, draft, place):
    sent = rows({"name": "Besar", "population": "400"}, {"name": "Kecil"})

    page = client.post(f"{place}/layanan/", {**sent, "lakukan": "kuota"})

    assert (page.status_code, page.context["fault"]) == (422, "Isi populasi setiap layanan, lalu bagi lagi.")


def test_question_is_added_changed_moved_and_removed(client, editor, draft, place):
    client.post(f"{place}/pertanyaan/tambah/", QUESTION)
    client.post(f"{place}/pertanyaan/tambah/", {"kind": "text", "text": "Cerita? (contoh)", "is_required": "on"})
    first, second = draft.added_questions.all()
    changed = {**QUESTION, "text": "Dari siapa? (contoh)"}
    assert client.post(f"{place}/pertanyaan/{first.pk}/", changed).headers["Location"] == f"{place}/pertanyaan/"

    client.post(f"{place}/pertanyaan/{second.pk}/pindah/", {"arah": "naik"})
    assert [each.text for each in client.get(f"{place}/pertanyaan/").context["questions"]] == [
        "Cerita? (contoh)",
        "Dari siapa? (contoh)",
    ]
    client.post(f"{place}/pertanyaan/{second.pk}/hapus/")

    assert [each.pk for each in AddedQuestion.objects.all()] == [first.pk]


def test_question_is_refused_when_it_offers_one_choice(client, editor, draft, place):
    answer = client.post(f"{place}/pertanyaan/tambah/", {**QUESTION, "options": "Situs"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["options"])


def test_questions_stay_when_the_survey_is_open(client, editor, draft, place):
    question = AddedQuestionFactory(survey=draft)
    Survey.objects.update(status="open")

    assert client.get(f"{place}/pertanyaan/").context["may_change"] is False
    client.post(f"{place}/pertanyaan/tambah/", QUESTION)
    client.post(f"{place}/pertanyaan/{question.pk}/hapus/")
    client.post(f"{place}/pertanyaan/{question.pk}/pindah/", {"arah": "naik"})

    assert list(draft.added_questions.all()) == [question]


def test_question_of_another_survey_is_not_found(client, editor, draft, place):
    other = AddedQuestionFactory()

    assert client.get(f"{place}/pertanyaan/{other.pk}/").status_code == 404


def test_form_is_tried_and_its_answer_counts_as_a_trial(client, editor, draft, place):
    page = client.get(f"{place}/uji/")
    sent = {"intake_token": page.context["filling"].token.text, **dict.fromkeys(draft.questionnaire.codes, "3")}

    client.post(f"{place}/uji/", sent)

    assert [each.is_trial for each in draft.responses.all()] == [True]
    assert client.get(f"{place}/simulasi/").context["tried"].count == 1
    assert client.get(f"{place}/").context["trials"] == 1


def test_open_survey_is_not_rehearsed(client, editor, draft, place):
    Survey.objects.update(status="open")

    assert client.get(f"{place}/uji/").headers["Location"] == f"{place}/"
    assert client.get(f"{place}/simulasi/").headers["Location"] == f"{place}/"


def test_simulation_says_which_quota_is_full_and_how_many_are_refused(client, editor, draft, place):
    Survey.objects.update(stops_when_full=True, target=20)
    full, free = (SurveyServiceFactory(survey=draft, name=name, target=10) for name in ("A", "B"))
    ResponseFactory(survey=draft, service=full, batch=None, is_trial=True)

    page = client.get(f"{place}/simulasi/", {f"s{full.pk}": "13", f"s{free.pk}": "4", "unnamed": "1"})

    planned = page.context["planned"]
    assert [(each.name, share.count, str(share.fullness)) for each, share in planned.services] == [
        ("A", 13, "full"),
        ("B", 4, "open"),
    ]
    assert (planned.count, planned.target, page.context["refused"]) == (18, 20, {full.pk: 3})


def test_simulation_refuses_nobody_when_quotas_do_not_stop(client, editor, draft, place):
    service = SurveyServiceFactory(survey=draft, target=10)

    page = client.get(f"{place}/simulasi/", {f"s{service.pk}": "13"})

    assert [str(share.fullness) for _each, share in page.context["planned"].services] == ["reached"]
    assert page.context["refused"] == {}


def test_simulation_begins_with_the_quotas_and_refuses_words(client, editor, draft, place):
    service = SurveyServiceFactory(survey=draft, target=10)

    assert client.get(f"{place}/simulasi/").context["form"].initial == {f"s{service.pk}": 10, "unnamed": 0}
    assert client.get(f"{place}/simulasi/", {f"s{service.pk}": "banyak"}).status_code == 422
