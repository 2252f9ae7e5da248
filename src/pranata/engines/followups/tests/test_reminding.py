"""Who is reminded of follow-ups, what lies on the desk, what stands in the calendar."""

from datetime import date

import pytest

from pranata.base.notify.kinds import in_words
from pranata.base.notify.models import Notice
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.evidence.records import kind_of
from pranata.engines.followups import actions
from pranata.engines.followups.reminding import remind_of_follow_ups
from pranata.engines.followups.tests.factories import FollowUpFactory
from pranata.engines.followups.waiting import waiting_follow_ups

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(office, doer):
    return FollowUpFactory(office=office, person=doer.person, sequence=1)


def told(office, day: date) -> set[tuple[str, str]]:
    """(who, what) is told on a day that was not told before."""
    before = set(Notice.objects.values_list("pk", flat=True))
    remind_of_follow_ups(office, today=day)
    return {(str(each.recipient), each.kind) for each in Notice.objects.exclude(pk__in=before)}


def test_reminders_follow_the_day_when_nobody_reports_it_done(office, item, doer, secretary):
    me = str(doer)
    assert told(office, date(2022, 6, 15)) == set()
    assert told(office, date(2022, 6, 27)) == {(me, "followups.soon")}
    assert told(office, date(2022, 6, 28)) == set()
    assert told(office, date(2022, 6, 30)) == {(me, "followups.today")}
    assert told(office, date(2022, 7, 1)) == {(me, "followups.overdue")}
    assert told(office, date(2022, 7, 7)) == {(str(secretary), "followups.escalated")}
    assert in_words(Notice.objects.all()[:1], reader=doer)[0].title == "TL-2022-0001 Rekomendasi contoh"


def test_nobody_is_reminded_when_it_waits_to_be_closed(office, item, doer, secretary):
    actions.claim(item, note="Selesai.", by=doer)

    assert told(office, date(2022, 7, 7)) == set()


def test_moved_day_is_told_anew(office, item, doer, secretary):
    assert len(told(office, date(2022, 6, 30))) == 1
    said = {"recommendation": "x", "source_words": "y", "responsible": doer.person}
    actions.change(item, due_on=date(2022, 7, 29), by=secretary, **said)

    assert told(office, date(2022, 7, 29)) == {(str(doer), "followups.today")}


def test_desk_and_calendar_tell_what_is_theirs(office, item, doer, colleague, verifier):
    later = FollowUpFactory(office=office, person=doer.person, due_on=date(2022, 9, 1), sequence=2, year=2021)
    assert [each.due_on for each in waiting_follow_ups(doer, office)] == [item.due_on]
    assert [each.key for each in waiting_follow_ups(doer, None)] == [
        f"followups-{item.pk}-2022-06-30",
        f"followups-{later.pk}-2022-09-01",
    ]
    assert waiting_follow_ups(colleague, None) == []
    actions.claim(item, note="Selesai.", by=doer)
    assert waiting_follow_ups(doer, office) == []
    assert [each.words for each in waiting_follow_ups(verifier, office)] == ["Periksa & tutup"]
    actions.give_back(item, note="Kurang.", by=verifier)

    assert [each.words for each in waiting_follow_ups(doer, office)] == ["Perbaiki"]


def test_what_is_passed_on_names_the_unit_but_no_person(office, unit, item, doer):
    FollowUpFactory(office=office, person=None, unit=unit, sequence=2)

    assert [each.line for each in waiting_follow_ups(doer, office)] == [
        "TL-2022-0001 Rekomendasi contoh",
        "TL-2022-0002 Rekomendasi contoh – Subbagian Contoh",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_desk_stays_when_follow_ups_are_added(
    office, doer, verifier, django_assert_num_queries, count
):
    for sequence in range(1, count + 1):
        FollowUpFactory(office=office, person=doer.person, sequence=sequence)
        other = PersonFactory(office=office)
        FollowUpFactory(office=office, person=other, status="done", claimed_by=doer, sequence=10 + sequence)
    doer.can("followups.close", office)
    verifier.can("followups.close", office)

    with django_assert_num_queries(1):
        assert len(waiting_follow_ups(doer, office)) == count
    with django_assert_num_queries(2):
        assert len(waiting_follow_ups(verifier, office)) == count


def test_follow_up_is_evidence_as_a_record(office, item, doer):
    kind = kind_of("followups.followup")
    assert [each.pk for each in kind.search(office, doer, "0001 rekomendasi")] == [item.pk]
    assert kind.describe(item).title == "TL-2022-0001 Rekomendasi contoh (belum dimulai)"
    assert kind.describe(item).dated_on == date(2022, 3, 1)
