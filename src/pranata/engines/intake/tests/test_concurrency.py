"""Two who send at once, against the database itself."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from pranata.base.files.models import StoredFile
from pranata.engines.intake.models import Attempt, SentForm, StagedFile
from pranata.engines.intake.tests.posting import open_form, post, words
from pranata.engines.intake.tests.sample import CODE, cases


def in_threads(work, arguments):
    def closed(argument):
        try:
            return work(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(closed, arguments))


@pytest.mark.django_db(transaction=True)
def test_one_case_is_made_when_the_same_page_is_sent_four_times_at_once(office):
    token = open_form(Client())
    answers = in_threads(lambda _: post(Client(), token), range(4))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert [f"XX-2022-0001 Kode rahasia {CODE}" in words(answer) for answer in answers] == [True] * 4
    assert (cases().count(), SentForm.objects.count(), Attempt.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_file_is_taken_once_when_its_page_is_sent_twice_at_once(office):
    token = open_form(Client())
    post(Client(), token, name="", intake_files=SimpleUploadedFile("a.txt", b"isi"))
    answers = in_threads(lambda _: post(Client(), token), range(3))

    assert [answer.status_code for answer in answers] == [200] * 3
    assert (cases().count(), StoredFile.objects.get().use_count) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_no_more_files_wait_than_the_form_takes_when_four_are_sent_at_once(office):
    token = open_form(Client())

    def send(number):
        file = SimpleUploadedFile(f"{number}.txt", b"isi %d" % number)
        return post(Client(), token, intake_attach="1", intake_files=file)

    answers = in_threads(send, range(4))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 422, 422]
    assert sorted(StagedFile.objects.values_list("place", flat=True)) == [0, 1]
