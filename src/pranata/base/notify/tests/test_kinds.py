from datetime import date

import pytest

from pranata.base.notify.kinds import in_words
from pranata.base.notify.tests.factories import NoticeFactory
from pranata.base.org.tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db


def test_notice_says_what_happened_to_what_and_when():
    notice = NoticeFactory(office=OfficeFactory(name="KPU Contoh"), month=5, due_on=date(2022, 5, 31))

    (line,) = in_words([notice], reader=notice.recipient)

    assert (line.title, line.label, line.month) == ("KPU Contoh", "Kabar contoh · 31 Mei", "Mei")
    assert (line.tone, line.sign) == ("warn", "!")


def test_notice_is_readable_when_target_and_kind_are_no_more():
    gone = NoticeFactory(kind="lama.kabar", target_label="lama.hal", target_id=999_999)
    (line,) = in_words([gone], reader=gone.recipient)

    assert (line.title, line.label, line.month) == ("", "pemberitahuan", "")


@pytest.mark.parametrize("count", [1, 3])
def test_words_cost_one_query_for_each_kind_of_target(django_assert_num_queries, count):
    notices = NoticeFactory.create_batch(count)

    with django_assert_num_queries(1):
        lines = in_words(notices, reader=notices[0].recipient)

    assert [line.title for line in lines] == [notice.office.name for notice in notices]
