import pytest
from django.test import Client

from pranata.engines.intake.tests.posting import ADDRESS, OURS, open_form, post, words
from pranata.engines.intake.tests.sample import cases

pytestmark = pytest.mark.django_db

HERE = "http://testserver"


@pytest.mark.parametrize(
    "headers",
    [
        OURS,
        {"Origin": HERE},  # a browser that does not send Sec-Fetch-Site yet
        {"Sec-Fetch-Site": "same-origin"},
        {"Referer": f"{HERE}{ADDRESS}"},  # older still
    ],
)
def test_form_is_accepted_when_the_browser_says_it_is_our_page(client, office, headers):
    response = post(client, open_form(client), headers=headers)

    assert (response.status_code, cases().count()) == (200, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://lain.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": f"{HERE}.lain.example"},
        {"Origin": "https://testserver"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "none"},
        {"Origin": "https://lain.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://lain.example", "Referer": f"{HERE}{ADDRESS}"},
        {"Sec-Fetch-Site": "cross-site", "Referer": f"{HERE}{ADDRESS}"},
        {"Referer": "https://lain.example/"},
        {"Referer": "http://[salah"},
        {"Referer": ADDRESS},
    ],
)
def test_form_is_refused_when_it_may_come_from_elsewhere(client, office, headers):
    response = post(client, open_form(client), headers=headers)

    assert (response.status_code, cases().count()) == (403, 0)
    assert "Kiriman ini tidak berasal dari halaman kami" in words(response)
    assert response["Cache-Control"] == "private, no-store"


def test_form_is_accepted_when_the_public_address_is_another_than_the_host(client, office, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://kpu.example"]

    post(client, open_form(client), headers={"Origin": "https://kpu.example"})

    assert cases().count() == 1


def test_no_cookie_is_asked_for_or_set_when_cookies_are_checked(office):
    client = Client(enforce_csrf_checks=True)
    page = client.get(ADDRESS)
    receipt = post(client, open_form(client))

    assert receipt.status_code == 200
    assert (dict(page.cookies), dict(receipt.cookies), cases().count()) == ({}, {}, 1)
    assert [each["Cache-Control"] for each in (page, receipt)] == ["private, no-store"] * 2
    assert "cookie" not in page.get("Vary", "").lower()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, office, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
