from dataclasses import astuple
from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.public_service.satisfaction.acting import effects, improvements_of, propose, public_lines, rows
from pranata.areas.public_service.satisfaction.actions import Chosen, act
from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import UnitFactory
from pranata.engines.followups.models import FollowUp
from pranata.engines.surveys.actions.answering import take_many
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.actions.running import close_survey
from pranata.engines.surveys.models import Channel
from pranata.engines.surveys.tests.conftest import account
from pranata.engines.surveys.tests.factories import SurveyFactory

pytestmark = pytest.mark.django_db
DUE = date(2022, 9, 30)


@pytest.fixture
def lead(survey):
    return account(survey.office)


def answered(survey, by, **lows):
    """Twelve respondents who give 4 to everything but the ``lows``, and close it."""
    rows = [Answers({f"u{place}": 4 for place in range(1, 10)} | lows)] * 12
    take_many(survey, rows, channel=Channel.PAPER, source="", by=by)
    close_survey(survey, by=by)
    return survey


def test_two_lowest_elements_are_proposed_lowest_first(survey, lead):
    answered(survey, lead, u3=1, u8=2)
    found = propose(survey)
    assert [(each.element, each.nrr, each.unit) for each in found] == [("u3", 1, None), ("u8", 2, None)]
    assert found[0].words.startswith("Perbaiki waktu penyelesaian")


def test_nothing_is_proposed_while_the_survey_runs(survey, lead):
    assert propose(survey) == []
    with pytest.raises(Stale):
        act(survey, [Chosen("u3", "Percepat", UnitFactory(office=survey.office), DUE)], by=lead)


def test_chosen_elements_become_follow_ups_once(survey, lead):
    answered(survey, lead, u3=1, u8=2)
    unit = UnitFactory(office=survey.office)

    (made,) = act(survey, [Chosen("u3", "Percepat layanan", unit, DUE)], by=lead)

    assert (made.unit, made.due_on, made.source, made.year) == (unit, DUE, "survei-kepuasan", 2022)
    assert made.source_words == "Survei kepuasan (contoh), unsur waktu penyelesaian"
    assert [each.element for each in propose(survey)] == ["u8"]
    assert public_lines(survey) == ["Waktu penyelesaian: belum dimulai"]
    printed = ("Waktu penyelesaian", "Percepat layanan", "TW III 2022", str(unit), "belum dimulai")
    assert [astuple(each) for each in rows(survey)] == [printed]
    with pytest.raises(ValidationError):
        act(survey, [Chosen("u3", "Lagi", unit, DUE)], by=lead)
    assert (FollowUp.objects.count(), len(improvements_of(survey))) == (1, 1)


def test_faulty_choice_opens_nothing(survey, lead):
    answered(survey, lead, u3=1)
    unit = UnitFactory(office=survey.office)
    with pytest.raises(ValidationError):
        act(survey, [Chosen("u3", "Percepat", unit, DUE), Chosen("x", "Apa", unit, DUE)], by=lead)
    with pytest.raises(ValidationError):
        act(survey, [], by=lead)
    assert FollowUp.objects.count() == 0


def test_staff_without_right_open_nothing(survey, lead):
    answered(survey, lead, u3=1)
    with pytest.raises(Forbidden):
        act(survey, [Chosen("u3", "x", UnitFactory(office=survey.office), DUE)], by=account(survey.office, "staff"))


def test_next_survey_proposes_the_same_unit_and_shows_the_effect(survey, lead):
    former = SurveyFactory(office=survey.office, opens_on=date(2021, 6, 1), closes_on=date(2022, 12, 31), year=2021)
    answered(former, lead, u3=1, u8=2)
    unit = UnitFactory(office=survey.office)
    act(former, [Chosen("u3", "Percepat layanan", unit, DUE)], by=lead)
    answered(survey, lead, u3=3, u1=1)

    (effect,) = effects(survey)
    proposals = {each.element: each for each in propose(survey)}

    assert (effect.title, effect.before, effect.after) == ("Waktu penyelesaian", 1, 3)
    assert effect.change is not None
    assert (effect.change.change, effect.change.is_certain, effect.words) == (Fraction(2), True, "naik 2,00 (± 0,00)")
    assert (proposals["u3"].unit, proposals["u1"].unit) == (unit, None)
    assert proposals["u3"].reason == "Unit ini menangani unsur yang sama pada survei sebelumnya."


def address(survey):
    return f"/meja/{survey.office.code}/survei/{survey.pk}/tindak-lanjut/"


def test_page_opens_what_is_ticked(survey, lead, client):
    answered(survey, lead, u3=1, u8=2)
    unit = UnitFactory(office=survey.office)
    client.force_login(lead)
    page = client.get(address(survey)).content.decode()
    assert "Waktu penyelesaian" in page
    sent = {
        "u3-is_chosen": "on", "u3-recommendation": "Percepat", "u3-unit": unit.pk, "u3-due_on": "2022-09-30",
        "u8-recommendation": "", "u8-due_on": "",
    }  # fmt: skip
    response = client.post(address(survey), sent)
    assert (response.status_code, FollowUp.objects.get().recommendation) == (302, "Percepat")
    assert FollowUp.objects.get().number in client.get(address(survey)).content.decode()


def test_page_names_what_is_missing_and_opens_nothing(survey, lead, client):
    answered(survey, lead, u3=1, u8=2)
    client.force_login(lead)
    response = client.post(address(survey), {"u3-is_chosen": "on", "u3-recommendation": "Percepat"})
    assert (response.status_code, FollowUp.objects.count()) == (422, 0)
    assert "Belum diisi." in response.content.decode()


def test_page_of_another_office_does_not_exist_and_staff_may_only_read(survey, lead, client):
    answered(survey, lead, u3=1)
    client.force_login(account(SurveyFactory().office))
    assert client.get(address(survey)).status_code == 404
    client.force_login(account(survey.office, "staff"))
    page = client.get(address(survey))
    assert (page.status_code, "Buka tindak lanjut" in page.content.decode()) == (200, False)
    assert client.post(address(survey), {"u3-is_chosen": "on"}).status_code == 403
