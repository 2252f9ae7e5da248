"""Follow-ups that concern rows of the plan, on 15 June 2022."""

from datetime import date

import pytest

from pranata.base.access.errors import Forbidden
from pranata.desk.tests.live import MATRIX, adopt, html_of, notices, sign_in, words
from pranata.engines.followups import actions
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.tests.factories import FollowUpFactory
from pranata.engines.plan.follow_ups import follow_ups_of, row_of
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.tests.factories import PlanFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/tindak-lanjut/"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def row(plan):
    adopt(plan)
    return Subactivity.objects.select_related("plan__office").get(code="2.1.1")


@pytest.fixture
def item(office):
    return FollowUpFactory(office=office, sequence=1)


def test_follow_up_is_related_to_a_row_and_shown_there(client, row, item, office):
    sign_in(client, office, "secretary")
    response = client.post(f"{LIST}{item.pk}/kaitkan/", {"row": row.pk}, follow=True)
    assert notices(response) == ["Kaitan dengan rencana aksi disimpan."]
    assert f'href="{MATRIX}2.1.1/"' in html_of(response)
    page = words(html_of(client.get(f"{MATRIX}2.1.1/")))
    assert "Tindak lanjut TL-2022-0001 Rekomendasi contoh" in page
    client.post(f"{LIST}{item.pk}/kaitkan/", {"row": ""})

    assert FollowUp.objects.values_list("about_label", "about_id").get() == ("", None)
    assert "TL-2022-0001" not in html_of(client.get(f"{MATRIX}2.1.1/"))


def test_relating_is_refused_when_the_row_is_of_another_office_or_the_role_may_not(client, row, item, office):
    other = SubactivityFactory(activity__area__plan=PlanFactory(status="adopted"))
    secretary = sign_in(client, office, "secretary")
    response = client.post(f"{LIST}{item.pk}/kaitkan/", {"row": other.pk})
    assert response.status_code == 422
    with pytest.raises(Exception, match="milik satuan kerja lain"):
        actions.relate(item, other, office=other.plan.office, by=secretary)
    with pytest.raises(Forbidden):
        actions.relate(item, row, office=office, by=sign_in(client, office, "staff"))

    assert client.get(f"{LIST}{item.pk}/kaitkan/").status_code == 403


def test_row_inherits_what_concerned_the_rows_it_continues(row, office, secretary):
    plan = PlanFactory(office=office, year=2023, status="adopted")
    later = SubactivityFactory(activity__area__plan=plan, predecessor=row)
    about = {"office": office, "about_label": "plan.subactivity", "about_id": row.pk}
    FollowUpFactory(**about, sequence=1)
    FollowUpFactory(**about, sequence=2, status="closed", ended_on=date(2022, 5, 1))
    FollowUpFactory(**about, sequence=3, status="closed", ended_on=date(2023, 2, 1))

    assert [each.sequence for each in follow_ups_of(row, reader=secretary)] == [1, 2, 3]
    assert [each.sequence for each in follow_ups_of(later, reader=secretary)] == [1, 3]
    assert row_of(FollowUp.objects.first(), reader=secretary) == row


def test_rows_follow_ups_are_absent_when_the_reader_is_of_another_office(row, item, office, stranger):
    FollowUp.objects.update(about_label="plan.subactivity", about_id=row.pk)

    assert follow_ups_of(row, reader=stranger) == []
    assert row_of(FollowUp.objects.get(), reader=stranger) is None
