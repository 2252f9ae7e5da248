from datetime import date
from fractions import Fraction

import pytest

from pranata.engines.surveys.actions.answering import take, take_many
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.actions.running import close_survey
from pranata.engines.surveys.models import Channel
from pranata.engines.surveys.queries.progress import counts_of, progress, sheet_rows, target_of
from pranata.engines.surveys.queries.results import history, results
from pranata.engines.surveys.queries.sums import element_estimates, sums
from pranata.engines.surveys.questionnaires import by_key
from pranata.engines.surveys.reading.responses import Response as Row
from pranata.engines.surveys.rules import sums_of
from pranata.engines.surveys.tests.factories import AddedQuestionFactory, SurveyFactory, SurveyServiceFactory

pytestmark = pytest.mark.django_db
SKM = by_key("skm")


def every(value, **more):
    return Answers(dict.fromkeys(SKM.codes, value), **more)


def typed(survey, rows, by):
    return take_many(survey, rows, channel=Channel.PAPER, source="", by=by)


def test_database_adds_up_what_the_rule_adds_up(survey, lead):
    rows = [{**dict.fromkeys(SKM.codes, 1 + place % 4), "u3": None if place % 3 else 2} for place in range(20)]
    rows.append({**dict.fromkeys(SKM.codes), "u9": 4})

    typed(survey, [Answers(row) for row in rows], lead)

    assert sums(survey) == sums_of(SKM, [Row(line, row) for line, row in enumerate(rows)])


def test_result_is_whole_and_by_service_and_by_group(survey, lead):
    first, second = (SurveyServiceFactory(survey=survey, name=name, position=place) for place, name in enumerate("AB"))
    survey.asked = "sex"
    survey.save()
    typed(
        survey,
        [every(4, service=first, respondent={"sex": "L"})] * 6
        + [every(2, service=second, respondent={"sex": "P"})] * 6,
        lead,
    )

    found = results(survey)

    assert (found.count, found.whole and found.whole.index, found.whole and found.whole.band.code) == (12, 75, "C")
    assert [(each.title, each.count, each.result.index) for each in found.services] == [("A", 6, 100), ("B", 6, 50)]
    assert [(each.title, each.count) for each in found.groups[0].parts] == [("Laki-laki", 6), ("Perempuan", 6)]
    assert [(each.title, each.count) for each in found.months] == [("Juni 2022", 12)]
    assert [each.count for each in found.channels] == [0, 0, 0, 12, 0]
    assert found.interval is not None
    assert found.interval.low < 75 < found.interval.high


def test_small_group_hides_and_takes_another_along(survey, lead):
    services = [SurveyServiceFactory(survey=survey, position=place) for place in range(3)]
    rows = [
        every(3, service=service) for service, count in zip(services, (3, 6, 9), strict=True) for _each in range(count)
    ]
    typed(survey, rows, lead)
    assert [(each.count, each.is_hidden) for each in results(survey).services] == [
        (None, True),
        (None, True),
        (9, False),
    ]
    assert sorted({each.service for each in sheet_rows(survey)}) == ["", services[2].name]


def test_nothing_is_told_below_five(survey, lead):
    typed(survey, [every(3)] * 4, lead)
    found = results(survey)
    assert (found.count, found.whole, found.estimate, found.interval) == (4, None, None, None)


def test_answer_that_no_event_names_does_not_count_yet(survey, lead):
    typed(survey, [every(4)] * 5, lead)
    take(survey, every(1), channel=Channel.LINK, once="a")
    assert (results(survey).count, progress(survey).count) == (5, 6)
    close_survey(survey, by=lead)
    assert results(survey).count == 6


def test_rehearsal_is_counted_apart(survey, lead):
    survey.status = "draft"
    survey.save()
    take(survey, every(1), channel=Channel.LINK, once="a")
    assert (progress(survey).count, progress(survey, trial=True).count, counts_of([survey])) == (0, 1, {})


def test_added_questions_are_counted_from_five(survey, lead):
    first, second = AddedQuestionFactory(survey=survey), AddedQuestionFactory(survey=survey)
    typed(survey, [every(3, added={first.pk: 1})] * 3 + [every(3, added={first.pk: 3, second.pk: 1})] * 4, lead)
    found = results(survey).added
    assert (found[0].count, found[0].options) == (7, [("Situs", 3), ("Teman", 0), ("Lainnya", 4)])
    assert (found[1].is_hidden, found[1].options) == (True, [])


def test_target_is_what_was_set_else_what_the_population_wants(survey):
    assert target_of(survey) is None
    survey.population = 200
    assert target_of(survey) == 132
    survey.target = 150
    assert target_of(survey) == 150


def test_progress_tells_each_service_against_its_target(survey, lead):
    service = SurveyServiceFactory(survey=survey, target=4)
    typed(survey, [every(3, service=service)] * 5 + [every(3)], lead)
    found = progress(survey)
    assert [(each.name, share.count, share.percent, str(share.fullness)) for each, share in found.services] == [
        (service.name, 5, 100, "reached")
    ]
    assert found.unnamed == 1


def test_history_tells_change_with_its_doubt(survey, lead):
    before = SurveyFactory(office=survey.office, year=2021, opens_on=date(2021, 6, 1), closes_on=date(2022, 12, 1))
    typed(before, [every(3)] * 6 + [every(2)] * 6, lead)
    close_survey(before, by=lead)
    typed(survey, [every(4)] * 12, lead)
    close_survey(survey, by=lead)

    found = history(survey.office, "skm")

    assert [(each.result.index, each.change and each.change.change) for each in found] == [
        (Fraction("62.5"), None),
        (100, Fraction("37.5")),
    ]
    assert found[1].change is not None
    assert found[1].change.is_certain
    assert [each.survey.pk for each in history(survey.office, "skm@2017", until=before)] == [before.pk]
    assert history(survey.office, "skm", only_public=True) == []


def test_surveys_that_were_counted_otherwise_are_not_compared(survey, lead):
    before = SurveyFactory(
        office=survey.office, opens_on=date(2021, 6, 1), closes_on=date(2022, 12, 1), method="bobot-011"
    )
    for each in (before, survey):
        typed(each, [every(3)] * 6, lead)
        close_survey(each, by=lead)
    assert [each.change for each in history(survey.office, "skm")] == [None, None]


def test_service_that_was_asked_in_full_leaves_no_doubt(survey, lead):
    service = SurveyServiceFactory(survey=survey, population=6)
    typed(survey, [every(value, service=service) for value in (1, 2, 3, 4, 3, 2)], lead)
    part = results(survey).services[0]
    assert part.interval is not None
    assert part.interval.low == part.interval.high


def test_elements_have_their_own_certainty(survey, lead):
    typed(survey, [every(4)] * 3 + [every(3)] * 3, lead)
    found = element_estimates(survey)
    assert (sorted(found), found["u1"].value) == (sorted(SKM.codes), Fraction("3.5"))


def test_linear_method_maps_one_to_one_and_six_to_four(db, lead, survey):
    other = SurveyFactory(office=survey.office, key="spak@2021", method="lurus")
    codes = by_key("spak").codes
    typed(other, [Answers(dict.fromkeys(codes, 1))] * 5, lead)
    assert results(other).whole.index == 1
    typed(other, [Answers(dict.fromkeys(codes, 6))] * 5, lead)
    assert results(other).whole.index == Fraction("2.5")


@pytest.mark.parametrize("count", [1, 3])
def test_results_take_as_many_queries_whatever_there_is(survey, lead, count, django_assert_num_queries):
    services = [SurveyServiceFactory(survey=survey) for _each in range(count)]
    AddedQuestionFactory(survey=survey)
    typed(survey, [every(3, service=service) for service in services] * 5, lead)
    with django_assert_num_queries(13):
        results(survey)
