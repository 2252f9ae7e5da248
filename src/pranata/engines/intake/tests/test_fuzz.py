"""Whatever is sent, a page comes back; never a failure of ours."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from pranata.engines.intake import rules
from pranata.engines.intake.tests.posting import ADDRESS, FIELDS, OURS, TRACKER, open_form, solved
from pranata.engines.intake.tests.sample import cases

pytestmark = pytest.mark.django_db

# Characters that break something somewhere.
NASTY = st.sampled_from(
    ["\x00", "\u202e", "\u2066", "\ufeff", "\ufffe", "\r", "\u2028", "\U0010ffff", "٣", "İ", "'", "<"]
)
TEXT = st.lists(st.one_of(NASTY, st.characters(exclude_categories=["Cs"])), max_size=40).map("".join)
FILE = st.builds(SimpleUploadedFile, TEXT.map(lambda name: name.replace("\x00", "_") or "x"), st.binary(max_size=200))
NAMES = st.sampled_from(
    [
        *FIELDS,
        "email",
        "copy",
        "intake_proof",
        "intake_drop",
        "intake_kept",
        "intake_attach",
        "intake_files",
        "csrfmiddlewaretoken",
    ]
)
VALUE = st.one_of(TEXT, FILE, st.lists(TEXT, max_size=3))
SOME = examples(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _easy_puzzle(monkeypatch):
    monkeypatch.setattr(rules, "PUZZLE_BITS", 1)


@SOME
@given(fields=st.dictionaries(NAMES, VALUE, max_size=6))
def test_page_answers_when_fields_hold_anything(client, office, fields):
    token = open_form(client)
    before = cases().count()
    data = FIELDS | {"intake_token": token, "intake_proof": solved(token, bits=1)} | fields

    response = client.post(ADDRESS, data, headers=OURS)

    assert response.status_code in (200, 413, 422, 429)
    assert cases().count() - before == (b"data-sent" in response.content)


@SOME
@given(fields=st.dictionaries(st.one_of(NAMES, TEXT.filter(bool)), VALUE, max_size=6), token=TEXT)
def test_page_answers_when_names_and_token_are_anything(client, office, fields, token):
    response = client.post(ADDRESS, fields | {"intake_token": token}, headers=OURS)

    assert (response.status_code, cases().count()) == (422, 0)


@SOME
@given(body=st.binary(max_size=300), boundary=st.sampled_from(["x", "", "\x00", "x" * 300]))
def test_page_answers_when_the_body_is_no_form(client, office, body, boundary):
    for kind in (f"multipart/form-data; boundary={boundary}", "application/x-www-form-urlencoded"):
        response = client.generic("POST", ADDRESS, body, content_type=kind, headers=OURS)

        assert (response.status_code in (400, 422), cases().count()) == (True, 0)


@SOME
@given(number=VALUE, code=VALUE)
def test_tracker_answers_when_number_and_code_are_anything(client, office, number, code):
    response = client.post(TRACKER, {"number": number, "code": code}, headers=OURS, REMOTE_ADDR="192.0.2.1")

    assert response.status_code in (413, 422, 429)
