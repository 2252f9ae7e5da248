import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.engines.surveys.actions import doors
from pranata.engines.surveys.actions.answering import Full, NotOpen, erase_suggestion, forget_pages, take, take_many
from pranata.engines.surveys.actions.batching import close_batches, close_waiting, is_whole
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.actions.running import close_survey, open_survey
from pranata.engines.surveys.models import AddedAnswer, Batch, Channel, Invitation, Response, SentPage, Status
from pranata.engines.surveys.queries.progress import suggestions, written_answers
from pranata.engines.surveys.tests.conftest import account
from pranata.engines.surveys.tests.factories import (
    AddedQuestionFactory,
    ResponseFactory,
    SurveyFactory,
    SurveyServiceFactory,
)
from pranata.lib import clock

pytestmark = pytest.mark.django_db
THREES = {f"u{place}": 3 for place in range(1, 10)}


def sent(survey, number, **more):
    return take(survey, Answers(THREES, **more), channel=Channel.LINK, once=f"halaman {number}")


def events(survey):
    return list(Event.objects.filter(office_code=survey.office.code).values_list("action", flat=True))


def test_answer_is_kept_with_its_month_and_no_moment(survey):
    assert sent(survey, 1)

    row = Response.objects.get()
    assert (row.month.isoformat(), row.total, row.a1, row.a9, row.is_trial) == ("2022-06-01", 27, 3, 3, False)
    columns = {each.get_internal_type() for each in Response._meta.concrete_fields}
    assert "DateTimeField" not in columns
    assert not {"DateTimeField"} & {each.get_internal_type() for each in SentPage._meta.concrete_fields}


def test_page_that_was_sent_before_adds_nothing(survey):
    assert [sent(survey, 1), sent(survey, 1), sent(survey, 2)] == [True, False, True]
    assert Response.objects.count() == 2


def test_page_of_one_survey_says_nothing_of_another(survey):
    sent(survey, 1)
    assert sent(SurveyFactory(office=survey.office), 1)


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        (Answers({**THREES, "u1": 5}), ["u1"]),
        (Answers({**THREES, "u1": 0}), ["u1"]),
        (Answers({**THREES, "x": 1}), ["x"]),
        (Answers({}), ["u1"]),
        (Answers(dict.fromkeys(THREES)), ["u1"]),
        (Answers(THREES, respondent={"sex": "L"}), ["sex"]),
        (Answers(THREES, suggestion="x" * 1001), ["suggestion"]),
        (Answers(THREES, added={99: 1}), ["t99"]),
    ],
)
def test_what_is_no_answer_is_refused_by_its_question_and_nothing_is_kept(survey, answers, fields):
    with pytest.raises(ValidationError) as refused:
        take(survey, answers, channel=Channel.LINK, once="a")
    assert (sorted(refused.value.message_dict), Response.objects.count(), SentPage.objects.count()) == (fields, 0, 0)


def test_service_of_another_survey_is_refused(survey):
    with pytest.raises(ValidationError) as refused:
        sent(survey, 1, service=SurveyServiceFactory())
    assert list(refused.value.message_dict) == ["service"]


def test_respondent_is_kept_as_far_as_it_is_asked(survey):
    survey.asked = "sex"
    survey.save()
    sent(survey, 1, respondent={"sex": "P"})
    assert Response.objects.get().sex == "P"
    with pytest.raises(ValidationError):
        sent(survey, 2, respondent={"sex": "X"})


def test_element_that_was_left_out_makes_the_answer_partial(survey):
    take(survey, Answers({**THREES, "u4": None}), channel=Channel.LINK, once="a")
    row = Response.objects.get()
    assert (row.a4, row.total) == (None, None)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"status": Status.CLOSED}, NotOpen),
        ({"status": Status.PUBLISHED}, NotOpen),
        ({"closes_on": "2022-06-14"}, NotOpen),
        ({"opens_on": "2022-06-16"}, NotOpen),
    ],
)
def test_survey_takes_answers_in_its_period_only(changes, refusal):
    survey = SurveyFactory(**changes)
    survey.refresh_from_db()
    with pytest.raises(refusal):
        sent(survey, 1)


def test_full_service_takes_no_more_where_the_survey_stops(survey):
    survey.stops_when_full = True
    survey.save()
    service = SurveyServiceFactory(survey=survey, target=2)
    assert [sent(survey, number, service=service) for number in (1, 2)] == [True, True]
    with pytest.raises(Full):
        sent(survey, 3, service=service)
    assert (Response.objects.count(), SentPage.objects.count()) == (2, 2)
    survey.stops_when_full = False
    assert sent(survey, 3, service=service)


def test_invitation_is_good_once_and_tells_nothing_of_the_answer(survey, lead):
    (code,) = doors.invite(survey, 1, by=lead)
    invitation = doors.invitation_of(code)

    assert take(survey, Answers(THREES), channel=Channel.INVITATION, once="a", invitation=invitation)
    with pytest.raises(ValidationError) as refused:
        take(survey, Answers(THREES), channel=Channel.INVITATION, once="b", invitation=invitation)

    assert list(refused.value.message_dict) == ["invitation"]
    assert Response.objects.count() == 1
    assert code not in str(list(survey.invitations.values()))
    assert not [each for each in Response._meta.concrete_fields if each.name == "invitation"]


def test_case_answers_once_and_a_new_invitation_takes_the_place_of_an_unused_one(survey):
    first, second = (doors.invite_from(survey, "cases.case:7", None) for _each in range(2))
    assert (doors.invitation_of(first), Invitation.objects.count()) == (None, 1)
    assert take(
        survey,
        Answers(THREES),
        channel=Channel.INVITATION,
        once="a",
        invitation=doors.invitation_of(second),
    )
    assert doors.invite_from(survey, "cases.case:7", None) is None
    assert (doors.has_answered(survey, "cases.case:7"), doors.has_answered(survey, "cases.case:8")) == (True, False)


def test_withdrawn_kiosk_opens_nothing(survey, lead):
    kiosk, key = doors.open_kiosk(survey, "Loket 1", by=lead)
    assert doors.kiosk_of(key) == kiosk
    doors.withdraw_kiosk(kiosk, by=lead)
    assert doors.kiosk_of(key) is None


def test_added_answers_are_kept_by_place_and_words_are_sealed(survey, lead):
    one = AddedQuestionFactory(survey=survey)
    many = AddedQuestionFactory(survey=survey, kind="multiple")
    words = AddedQuestionFactory(survey=survey, kind="text", options="")

    sent(survey, 1, added={one.pk: 2, many.pk: [1, 3], words.pk: "kursi tunggu"}, suggestion="tambah loket")
    close_batches(survey, is_last=True)

    row = Response.objects.get()
    places = sorted(AddedAnswer.objects.exclude(option=None).values_list("question", "option"))
    assert places == [(one.pk, 2), (many.pk, 1), (many.pk, 3)]
    assert (suggestions(survey), written_answers(survey)) == (
        [(row.pk, "tambah loket")],
        {words.pk: [(row.pk, "kursi tunggu")]},
    )
    assert b"loket" not in bytes(row.suggestion)
    erase_suggestion(row, by=lead)
    assert (suggestions(survey), written_answers(survey)) == ([], {})


@pytest.mark.parametrize("answer", [4, 0, "kata", [1, 2]])
def test_added_answer_that_its_question_does_not_offer_is_refused(survey, answer):
    question = AddedQuestionFactory(survey=survey)
    with pytest.raises(ValidationError) as refused:
        sent(survey, 1, added={question.pk: answer})
    assert list(refused.value.message_dict) == [f"t{question.pk}"]


def test_own_survey_needs_an_answer_to_something(db):
    survey = SurveyFactory(key="")
    question = AddedQuestionFactory(survey=survey)
    assert take(survey, Answers({}, added={question.pk: 1}), channel=Channel.LINK, once="a")
    with pytest.raises(ValidationError):
        take(survey, Answers({}), channel=Channel.LINK, once="b")


def test_audit_names_answers_by_the_batch_and_never_one(survey):
    for number in range(4):
        sent(survey, number)
    before = events(survey)

    assert close_batches(survey) is None
    sent(survey, 5)
    batch = close_batches(survey) or Batch.objects.get()

    assert batch is not None
    event = Event.objects.filter(office_code=survey.office.code).latest("sequence")
    assert (before, event.action, event.actor) == ([], "surveys.survey.answers_kept", "system")
    assert (batch.count, Response.objects.filter(batch=None).count()) == (5, 0)
    assert str(Response.objects.first().pk) not in event.after


def test_batch_shows_an_answer_that_was_changed_or_taken_away(survey):
    for number in range(5):
        sent(survey, number)
    close_batches(survey)
    batch = Batch.objects.get()
    assert is_whole(batch)
    row = Response.objects.first()
    Response.objects.filter(pk=row.pk).update(a1=1)
    assert not is_whole(batch)
    Response.objects.filter(pk=row.pk).update(a1=3)
    assert is_whole(batch)
    Response.objects.filter(pk=row.pk).delete()
    assert not is_whole(batch)


def test_closing_names_the_rest(survey, lead):
    sent(survey, 1)
    close_survey(survey, by=lead)
    assert (Batch.objects.get().count, survey.status) == (1, Status.CLOSED)


def test_rehearsal_is_gone_when_the_survey_opens(survey, lead):
    survey.status = Status.DRAFT
    survey.save()
    sent(survey, 1)
    assert Response.objects.get().is_trial
    open_survey(survey, by=lead)
    assert (Response.objects.count(), survey.status) == (0, Status.OPEN)


def test_staff_type_many_as_one_batch(survey, typist):
    rows = [Answers(THREES)] * 3
    batch = take_many(survey, rows, channel=Channel.PAPER, source="Formulir Juni", by=typist)
    assert (batch.count, batch.channel, is_whole(batch), events(survey)) == (
        3,
        "paper",
        True,
        ["surveys.survey.answers_kept"],
    )


def test_faulty_row_of_many_is_named_and_nothing_is_kept(survey, typist):
    rows = [Answers(THREES), Answers({**THREES, "u2": 9})]
    with pytest.raises(ValidationError) as refused:
        take_many(survey, rows, channel=Channel.PAPER, source="", by=typist)
    assert refused.value.messages == ["Baris 2: u2: Nilai 1 sampai 4."]
    assert Response.objects.count() == 0


def test_stranger_types_nothing(survey):
    with pytest.raises(Forbidden):
        take_many(survey, [Answers(THREES)], channel=Channel.PAPER, source="", by=account(SurveyFactory().office))


def test_pages_are_forgotten_after_their_days(survey):
    sent(survey, 1)
    day = SentPage.objects.get().expires_on
    assert (forget_pages(clock.today()), forget_pages(day), forget_pages(day.replace(year=2023))) == (0, 0, 1)


def test_housekeeping_names_what_waits_from_five(survey):
    for number in range(3):
        sent(survey, number)
    assert close_waiting() == 0
    ResponseFactory.create_batch(4, survey=survey, batch=None)
    assert (close_waiting(), close_waiting()) == (1, 0)


def test_answer_that_was_on_its_way_while_the_survey_closed_counts_after_all(survey, lead):
    close_survey(survey, by=lead)
    ResponseFactory(survey=survey, batch=None)
    assert (close_waiting(), Response.objects.filter(batch=None).count()) == (1, 0)
