"""What a decree prints once it is issued."""

from datetime import date

from pranata.engines.documents.printed_parts import issued_parts

CHAIR = {"role": "KETUA", "name": "NAMA FIKTIF", "lines": []}


def issued(body, *, number="7/HK/9001/2026"):
    return issued_parts(
        body,
        number=number,
        issued_on=date(2026, 3, 5),
        place="Contoh",
        signatory_role="KETUA",
        signatory_name="NAMA FIKTIF",
    )


def test_number_date_and_signatory_stand_at_both_ends_when_the_decree_has_a_text():
    body = {"title": "JUDUL", "dictum": [{"label": "KESATU", "text": "x", "items": []}], "annex": {"title": "LAMPIRAN"}}

    assert issued(body) == {
        **body,
        "number": "7/HK/9001/2026",
        "numbers": [{"text": "7/HK/9001/2026", "lines": []}],
        "place": "Contoh",
        "date": "2026-03-05",
        "annex": {"title": "LAMPIRAN", "number": "7/HK/9001/2026", "place": "Contoh", "date": "2026-03-05"},
        "signatories": [CHAIR, CHAIR],
        "is_copy": False,
    }


def test_annex_alone_is_signed_once():
    assert issued({})["signatories"] == [CHAIR]


def test_printed_signatures_stay_when_the_same_person_signs():
    signed = [{**CHAIR, "lines": [4]}, {"role": "Sekretaris", "name": "NAMA LAIN", "lines": [9]}]
    numbers = [{"text": "7/HK/9001/2026", "lines": [2]}, {"text": "8/HK/9001/2026", "lines": [30]}]

    parts = issued({"signatories": signed, "is_copy": True, "numbers": numbers})

    assert (parts["signatories"], parts["is_copy"], parts["numbers"]) == (signed, True, numbers[:1])


def test_given_parts_are_left_alone():
    body = {"annex": {"number": "lama"}}
    issued(body)

    assert body == {"annex": {"number": "lama"}}
