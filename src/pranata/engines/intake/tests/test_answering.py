import json
import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pranata.engines.intake.forgetting import forget_old
from pranata.engines.intake.models import Attempt, SentForm
from pranata.engines.intake.rules import FILLING_TIME, Limits
from pranata.engines.intake.tests import sample
from pranata.engines.intake.tests.posting import ADDRESS, FIELDS, OURS, PLAIN, hidden, open_form, post, solved, words
from pranata.engines.intake.tests.sample import CODE, cases
from pranata.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """Moves the clock: ``later(minutes=5)``."""

    def move(**amount):
        moment = clock.real_now() + timedelta(**amount)
        monkeypatch.setattr(clock, "real_now", lambda: moment)

    return move


def errors(response):
    """Field labels that the page names as wrong, and what stands at the fields."""
    html = response.content.decode()
    return re.findall(r'<li><a href="#[^"]+">([^<]+)</a></li>', html), re.findall(
        r'class="field-error"[^>]*><span>([^<]+)</span>', html
    )


def test_page_shows_form_notice_and_a_fresh_token_when_opened(client, office):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert "Formulir contoh" in words(response)
    assert "Nama dipakai untuk menjawab contoh ini." in words(response)
    assert "UU 27/2022 Pasal 40" in words(response)
    assert hidden(response) != hidden(client.get(ADDRESS))


def test_receipt_is_the_answer_when_the_form_is_complete(client, office):
    response = post(client, open_form(client))

    assert response.status_code == 200
    assert "Kiriman Anda sudah kami terima" in words(response)
    assert f"XX-2022-0001 Kode rahasia {CODE}" in words(response)
    assert json.loads(cases().get().after) == {"content": "Isi contoh", "language": "id"}


def test_first_receipt_comes_again_when_the_same_page_is_sent_twice(client, office):
    token = open_form(client)
    post(client, token)
    again = post(client, token, content="Isi lain")

    assert cases().count() == 1
    assert "tidak dicatat dua kali" in words(again)
    assert f"XX-2022-0001 Kode rahasia {CODE}" in words(again)


def test_receipt_can_be_read_by_no_one_but_the_sender_when_it_is_kept(client, office):
    token = open_form(client)
    post(client, token)

    kept = SentForm.objects.get()
    assert CODE.encode() not in bytes(kept.receipt)
    assert token not in (kept.token_digest, str(bytes(kept.receipt)))


def test_form_comes_back_with_content_and_errors_at_the_fields_when_it_is_wrong(client, office):
    token = open_form(client)
    response = post(client, token, name="", email="bukan surel", content="<script>alert(1)</script>")

    assert response.status_code == 422
    assert errors(response)[0] == ["Nama", "Surel"]
    assert len(errors(response)[1]) == 2
    assert hidden(response) == token
    assert hidden(response, "intake_proof") != ""
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert cases().count() == 0


def test_form_says_what_the_capability_refuses(client, office):
    response = post(client, open_form(client), content="tolak")

    assert (response.status_code, cases().count(), SentForm.objects.count()) == (422, 0, 0)
    assert "Pokok ini tidak kami layani." in words(response)


def test_hidden_marks_are_taken_out_and_told_when_they_were_pasted(client, office):
    token = open_form(client)
    response = post(client, token, name="Warga\u202e Contoh\x00")

    assert response.status_code == 422
    assert errors(response)[0] == ["Nama"]
    assert 'value="Warga Contoh"' in response.content.decode()
    assert post(client, token, name="Warga Contoh").status_code == 200


def test_content_is_kept_on_a_fresh_page_when_the_old_one_expired(client, office, later):
    token = open_form(client)
    later(hours=25)
    response = post(client, token)

    assert response.status_code == 422
    assert "Halaman ini terbuka terlalu lama" in words(response)
    assert "Isi contoh" in response.content.decode()
    assert hidden(response) != token
    assert post(client, hidden(response)).status_code == 200


@pytest.mark.parametrize("token", ["", "palsu", "x" * 10_000])
def test_form_comes_back_when_its_token_is_not_ours(client, office, token):
    assert (post(client, token, proof="").status_code, cases().count()) == (422, 0)


def test_token_of_one_form_opens_no_other(client, office):
    response = post(client, open_form(client, PLAIN), address=ADDRESS)

    assert (response.status_code, cases().count()) == (422, 0)


def test_form_without_script_waits_for_the_filling_time(client, office, later):
    token = open_form(client)
    early = post(client, token, proof="")
    later(seconds=FILLING_TIME.total_seconds() + 1)

    assert early.status_code == 422
    assert "Itu cepat sekali" in words(early)
    assert "Isi contoh" in early.content.decode()
    assert post(client, token, proof="").status_code == 200


def test_limit_is_stricter_when_no_machine_worked_for_the_form(client, office, later):
    tokens = [open_form(client) for _ in range(3)]
    later(minutes=1)

    answers = [post(client, token, proof="").status_code for token in tokens[:2]]

    assert answers == [200, 429]
    assert post(client, tokens[2]).status_code == 200


def test_sender_waits_and_loses_nothing_when_the_door_is_busy(client, office, later, monkeypatch):
    monkeypatch.setattr(clock, "real_now", lambda: datetime.fromisoformat("2022-06-26T08:00:30+07:00"))
    for _ in range(3):
        assert post(client, open_form(client)).status_code == 200
    token = open_form(client)
    refused = post(client, token, content="Isi yang panjang")

    assert (refused.status_code, refused["Retry-After"], cases().count()) == (429, "600", 3)
    assert "kirim lagi mulai pukul 08.11 WIB." in words(refused)
    assert "Isi yang panjang" in refused.content.decode()
    later(minutes=10)
    assert post(client, token).status_code == 200


def test_others_still_come_through_when_one_source_floods(client, office):
    flood = [post(client, open_form(client)).status_code for _ in range(6)]
    other = client.post(ADDRESS, FIELDS | solved_fields(client), headers=OURS, REMOTE_ADDR="192.0.2.9").status_code

    assert flood == [200, 200, 200, 429, 429, 429]
    assert other == 200


def test_others_still_come_through_when_one_network_floods_from_many_addresses(client, office, monkeypatch):
    monkeypatch.setattr(sample, "SAMPLE", replace(sample.SAMPLE, limits=Limits(busy=3, per_source=2, ceiling=12)))

    def sent(address):
        return client.post(ADDRESS, FIELDS | solved_fields(client), headers=OURS, REMOTE_ADDR=address).status_code

    assert [sent(f"2001:db8:1:{part}::1") for part in range(14)] == [200] * 4 + [429] * 10
    assert [sent(other) for other in ("2001:db8:2::1", "192.0.2.9")] == [200, 200]
    assert {len(network) for network in Attempt.objects.values_list("network", flat=True)} == {32}


def solved_fields(client):
    token = open_form(client)
    return {"intake_token": token, "intake_proof": solved(token)}


@pytest.mark.parametrize("trusted", [0, 1])
def test_forwarded_address_counts_only_behind_our_own_proxy(client, office, settings, trusted):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    for number in range(2):
        post(client, open_form(client), headers=OURS | {"X-Forwarded-For": f"198.51.100.9, 192.0.2.{number}"})

    assert Attempt.objects.values("source").distinct().count() == 1 + trusted


def test_sender_without_address_is_counted_as_one(client, office):
    client.post(ADDRESS, FIELDS | solved_fields(client), headers=OURS, REMOTE_ADDR="")

    assert (cases().count(), Attempt.objects.count()) == (1, 1)


def test_addresses_are_kept_as_hashes_of_the_day_only(client, office, later):
    post(client, open_form(client))
    later(days=1)
    post(client, open_form(client))

    sources = set(Attempt.objects.values_list("source", flat=True))
    assert len(sources) == 2
    assert {len(source) for source in sources} == {32}


def test_day_of_the_hashes_turns_at_midnight_of_the_house(client, office, monkeypatch):
    for moment in ("2022-06-26T06:50+07:00", "2022-06-26T07:10+07:00", "2022-06-27T00:10+07:00"):
        monkeypatch.setattr(clock, "real_now", lambda moment=moment: datetime.fromisoformat(moment))
        post(client, open_form(client))

    first, second, third = Attempt.objects.order_by("at").values_list("source", flat=True)
    assert (first == second, second == third) == (True, False)


def test_old_counts_and_receipts_go_when_the_house_is_kept(client, office, later):
    post(client, open_form(client))
    forget_old()
    assert (Attempt.objects.count(), SentForm.objects.count()) == (1, 1)
    later(minutes=11)
    forget_old()
    assert (Attempt.objects.count(), SentForm.objects.count()) == (0, 1)
    later(hours=24)
    forget_old()
    assert SentForm.objects.count() == 0


def test_page_speaks_plainly_when_five_megabytes_of_text_come(client, office):
    for address in (ADDRESS, PLAIN):
        response = post(client, open_form(client, address), address=address, content="x" * 5_000_000)

        assert (response.status_code, cases().count()) == (413, 0)
        assert "Kiriman itu terlalu besar" in words(response)


def test_text_comes_back_whole_when_it_is_too_long_for_its_field(client, office):
    response = post(client, open_form(client), content="x" * 2001)

    assert response.status_code == 422
    assert errors(response)[0] == ["Isi"]
    assert "x" * 2001 in response.content.decode()


def test_line_end_counts_once_when_the_browser_sends_two_characters(client, office):
    assert post(client, open_form(client), content="\r\n".join(["x"] * 1000)).status_code == 200


@pytest.mark.parametrize("body", ["--x", '--x\r\nContent-Disposition: form-data; name="a', ""])
def test_page_says_so_when_what_came_is_no_form(client, office, body):
    response = client.generic("POST", ADDRESS, body, content_type="multipart/form-data; boundary=x", headers=OURS)

    assert response.status_code in (400, 422)
    assert cases().count() == 0


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "text/plain",
        "multipart/form-data",
        "application/x-www-form-urlencoded; charset=rot13",
        "application/x-www-form-urlencoded; charset=utf-16",
    ],
)
def test_page_comes_back_when_the_content_type_is_odd(client, office, content_type):
    response = client.generic("POST", ADDRESS, "name=x", content_type=content_type, headers=OURS)

    assert response.status_code in (400, 422)
    assert "Formulir contoh" in words(response)


def test_page_comes_back_when_a_thousand_fields_come(client, office):
    response = client.post(ADDRESS, {f"f{number}": "x" for number in range(1001)}, headers=OURS)

    assert (response.status_code, cases().count()) == (413, 0)


def test_file_in_place_of_a_text_is_a_missing_text(client, office):
    response = post(client, open_form(client), name=SimpleUploadedFile("a.txt", b"isi"))

    assert (response.status_code, errors(response)[0]) == (422, ["Nama"])


def test_office_that_does_not_exist_has_no_form(client, office):
    assert client.get("/0000/contoh/").status_code == 404
    assert client.post("/0000/contoh/", {}, headers=OURS).status_code == 404


def test_submission_asks_the_database_the_same_number_of_times_whatever_came_before(
    client, office, django_assert_max_num_queries
):
    post(client, open_form(client, PLAIN), address=PLAIN)  # begins the audit chain
    counts = []
    for _before in range(3):
        token = open_form(client, PLAIN)
        with django_assert_max_num_queries(11) as asked:
            post(client, token, address=PLAIN)
        counts.append(len(asked))

    assert counts == [11, 11, 11]
