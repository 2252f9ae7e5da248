import pytest

from pranata.base.org.tests.account import Account
from pranata.base.people.models import Person, Team, TeamMember
from pranata.base.people.tests.factories import TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_visible_to_shows_the_own_office_only_in_one_query(count, django_assert_num_queries):
    own = TeamMemberFactory()
    TeamMemberFactory.create_batch(count - 1, team=own.team)
    TeamMemberFactory()
    user = Account({"people.view": [own.team.office]})

    for model in (Person, Team, TeamMember):
        with django_assert_num_queries(1):
            rows = list(model.objects.visible_to(user))
        assert len(rows) == (1 if model is Team else count)


def test_visible_to_shows_nothing_without_the_permission():
    member = TeamMemberFactory()
    user = Account({"org.view": [member.team.office]})

    assert [model.objects.visible_to(user).count() for model in (Person, Team, TeamMember)] == [0, 0, 0]
