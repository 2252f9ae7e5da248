from datetime import date

import pytest

from pranata.areas.public_service.service_standards import measures
from pranata.areas.public_service.service_standards.actions import reviewing
from pranata.areas.public_service.service_standards.tests.factories import (
    PledgeFactory,
    ReviewFactory,
    ServiceFactory,
    StandardFactory,
    published_standard,
)
from pranata.areas.public_service.service_standards.tests.test_actions import given
from pranata.engines.followups.models import FollowUp
from pranata.engines.indicators.rules import Span, stretch

YEAR = stretch(Span.YEAR_TO_DATE, 2022, 7)


@pytest.fixture
def services(office):
    """One published, one legalized only, one drafted, one that is no longer offered, one of elsewhere."""
    shown, legal, drafted = ServiceFactory.create_batch(3, office=office)
    published_standard(shown)
    published_standard(legal)
    legal.standards.update(status="legalized")
    StandardFactory(office=office, service=drafted)
    published_standard(ServiceFactory(office=office, is_active=False))
    published_standard(ServiceFactory())
    return shown, legal, drafted


def counts(ratio):
    return ratio.part.count(), ratio.whole.count()


def test_shares_count_offered_services_of_the_office_alone(office, services):
    assert measures.services_count(office, YEAR).rows.count() == 3
    assert counts(measures.complete_share(office, YEAR)) == (2, 3)
    assert counts(measures.published_share(office, YEAR)) == (1, 3)
    assert measures.standard_exists(office, YEAR).rows.count() == 1


def test_standard_counts_from_the_day_it_is_in_force(office, services):
    before = stretch(Span.ON_DAY, 2021, 12)

    assert counts(measures.complete_share(office, before)) == (0, 3)


def test_reviewed_share_counts_each_service_once_and_this_year_alone(office, services):
    shown, legal, _drafted = services
    ReviewFactory.create_batch(2, office=office, standard=shown.standards.get(), reviewed_on=date(2022, 3, 1))
    ReviewFactory(office=office, standard=legal.standards.get(), reviewed_on=date(2021, 12, 31))

    assert counts(measures.reviewed_share(office, YEAR)) == (1, 3)


def test_recommendations_done_are_those_closed(office, service, editor):
    lines = {"biaya": ("tidak", "Pasang"), "waktu": ("tidak", "Ukur")}
    made = reviewing.review(published_standard(service), given(**lines), by=editor)
    first, _second = reviewing.open_follow_ups(made, due_on=date(2022, 9, 30), by=editor)
    FollowUp.objects.filter(pk=first.pk).update(status="closed", ended_on=date(2022, 7, 3))

    assert counts(measures.recommendations_done(office, YEAR)) == (1, 2)


def test_pledge_counts_when_it_is_published(office):
    PledgeFactory(office=office)
    assert measures.pledge_published(office, YEAR).rows.count() == 0

    PledgeFactory(office=office, status="published", signed_on=date(2022, 2, 1), published_on=date(2022, 2, 2))

    assert measures.pledge_published(office, YEAR).rows.count() == 1


def test_services_by_machine_and_at_one_door_are_found(office):
    ServiceFactory(office=office, is_electronic=True)
    ServiceFactory(office=office, is_one_door=True, is_active=False)

    assert measures.electronic_services(office, YEAR).rows.count() == 1
    assert measures.one_door(office, YEAR).rows.count() == 0
