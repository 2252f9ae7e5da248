"""The rehearsal of a sheet and its years on 15 June 2022."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import UnitFactory
from pranata.desk.assessments.improvements import improvements
from pranata.desk.tests.live import HTMX, errors, html_of, notices, sign_in, words
from pranata.desk.tests.sheets import KEY, LIST, item, opened, said
from pranata.engines.assessments.actions.sections import assign
from pranata.engines.assessments.instruments import by_key
from pranata.engines.assessments.models import Answer, Item, Level
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.replies import plain
from pranata.engines.assessments.suggestions import measures_of
from pranata.engines.assessments.tests.factories import AnswerFactory, whole_sheet
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.tests.factories import FollowUpFactory
from pranata.engines.plan.models import Binding, BindingState

pytestmark = pytest.mark.django_db

QUERIES = 25


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def secretary(client, office):
    return sign_in(client, office, "secretary")


@pytest.fixture
def sheet(office, secretary):
    return opened(office, secretary)


@pytest.fixture
def bound(plan):
    """A question, bound to the measure that reads the indicator of row 2.1.1 in July."""
    question, [measure, *_others] = next(iter(measures_of(KEY).items()))
    indicator = plan.subactivities.get(code="1.1.1").indicators.get()
    row = indicator.subactivity
    row.month_bits = 0b1000000
    row.save()
    indicator.month_bits = None
    indicator.save()
    Binding.objects.create(indicator=indicator, measure_key=measure, state=BindingState.SHIPPED)
    return question


def page(sheet, target: str = "") -> str:
    return f"{LIST}{sheet.pk}/latihan/" + (f"?ke={target}" if target else "")


def total(response) -> str:
    return words(re.search(r'<p class="reading-value">(.*?)</p>', html_of(response), re.DOTALL)[1])


def route(response) -> list[str]:
    """The codes of the steps."""
    table = re.search(r'<table class="ledger route-ledger">(.*?)</table>', html_of(response), re.DOTALL)
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', table[1]) if table else []


def line(response, code: str) -> str:
    """The words of one step."""
    table = re.search(r'<table class="ledger route-ledger">(.*?)</table>', html_of(response), re.DOTALL)[1]
    [found] = [each for each in table.split("<tr>") if f">{code}</a>" in each]
    return words(found)


def prove(sheet, code: str) -> None:
    evidence = EvidenceFactory(office=sheet.office)
    UseFactory(evidence=evidence, target_label="assessments.item", target_id=item(sheet, code).pk)


def test_total_changes_with_what_is_tried_and_nothing_is_written(client, sheet):
    events, answers = Event.objects.count(), Answer.objects.count()
    sent = {"I.1.a-choice": "YA", "H.IPAK-numerator": "4"}

    response = client.post(page(sheet), sent, headers=HTMX)

    assert (response.status_code, total(response)) == (200, "17,75 +17,75")
    assert (Event.objects.count(), Answer.objects.count()) == (events, answers)
    assert html_of(response).startswith('<section class="panel rehearsal-result"')


def test_whole_page_comes_back_with_what_was_tried_when_there_is_no_script(client, sheet):
    response = client.post(page(sheet), {"I.1.a-choice": "YA"})

    assert (response.status_code, total(response)) == (200, "0,25 +0,25")
    assert re.findall(r'<option value="(\w+)" selected', html_of(response)) == ["YA"]


def test_wrong_number_is_named_at_its_question_when_it_is_tried(client, sheet):
    response = client.post(page(sheet), {"H.IPAK-numerator": "9", "I.1.a-choice": "YA"})

    assert (response.status_code, total(response)) == (422, "0,25 +0,25")
    assert errors(response) == ['H.IPAK: "9" di luar rentang 0 sampai 4.']


def test_answer_counts_in_the_rehearsal_only_when_it_is_proven(client, sheet, secretary):
    said(sheet, "I.1.a", "YA", secretary)
    before = client.get(page(sheet))
    prove(sheet, "I.1.a")

    assert (total(before), total(client.get(page(sheet)))) == ("0,00", "0,25")


def test_route_leads_to_the_aim_and_to_another_one_when_asked(client, sheet):
    response = client.get(page(sheet))

    assert "Jalan termurah ke WBK" in words(html_of(response))
    assert "Semua syaratnya terpenuhi." in words(html_of(response))
    assert "Jalan termurah ke WBBM" in words(html_of(client.get(page(sheet, "WBBM"))))
    assert "Perkiraan, belum tentu yang termurah" not in html_of(response)


def test_step_only_proves_what_was_answered_already(client, sheet, secretary):
    said(sheet, "H.IPAK", Decimal(4), secretary)

    assert line(client.get(page(sheet)), "H.IPAK").startswith("H.IPAK buktikan jawaban 4 ")


def possible(sheet, reader, code: str) -> list[tuple[object, int]]:
    """What the answer to a question could become, and how many times its effort that takes."""
    found = improvements(read_sheet(sheet, reader=reader, today=date(2022, 6, 15)).line(code))
    return [(plain(reply), times) for reply, times in found]


def test_every_level_and_the_proof_take_the_effort_once(sheet, secretary):
    assert possible(sheet, secretary, "I.1.b") == [("B", 1), ("A", 2)]
    said(sheet, "I.1.b", "B", secretary)
    assert possible(sheet, secretary, "I.1.b") == [("B", 1), ("A", 2)]
    prove(sheet, "I.1.b")
    assert possible(sheet, secretary, "I.1.b") == [("A", 1)]
    said(sheet, "R.V.3.a", {"num": "3", "den": "4"}, secretary)
    assert possible(sheet, secretary, "R.V.3.a") == [({"num": 3, "den": 4}, 1), ({"num": 4, "den": 4}, 2)]
    said(sheet, "H.IPAK", Decimal("3.5"), secretary)
    tenths = [(Decimal("3.5"), 1), (Decimal("3.6"), 2), (4, 3)]
    assert possible(sheet, secretary, "H.IPAK") == tenths


def test_nothing_is_to_be_done_where_a_question_does_not_apply(sheet, secretary):
    said(sheet, "I.1.b", "NA", secretary)

    assert possible(sheet, secretary, "I.1.b") == []


def test_effort_of_the_office_moves_the_route(client, sheet):
    first = route(client.get(page(sheet)))[0]
    address = f"{page(sheet)}{first}/usaha/"

    response = client.post(address, {"effort_days": "200,5", "ke": "WBK"}, follow=True)

    assert notices(response) == [f"Perkiraan untuk {first} disimpan."]
    assert item(sheet, first).effort_days == Decimal("200.5")
    assert first not in route(response)


@pytest.mark.parametrize("days", ["0", "-1", "banyak", "123456"])
def test_effort_is_refused_when_it_is_no_number_of_days(client, sheet, days):
    response = client.post(f"{page(sheet)}I.1.a/usaha/", {"effort_days": days})

    assert (response.status_code, item(sheet, "I.1.a").effort_days) == (422, None)


def test_effort_is_forbidden_when_the_role_only_reads(client, office, sheet):
    sign_in(client, office, "commissioner")

    assert client.post(f"{page(sheet)}I.1.a/usaha/", {"effort_days": "2"}).status_code == 403
    assert "usaha/" not in html_of(client.get(page(sheet)))


def test_step_becomes_a_follow_up_with_one_click(client, office, sheet, secretary):
    unit = UnitFactory(office=office, name="Subbagian Contoh")
    first = route(client.get(page(sheet)))[0]
    section = item(sheet, first).section
    assign(section, unit=unit, due_on=date(2022, 9, 30), by=secretary)

    response = client.post(f"{page(sheet)}{first}/tindak-lanjut/", {"ke": "WBK", "menjadi": "Ya"}, follow=True)

    made = FollowUp.objects.get()
    assert notices(response) == [f"Tindak lanjut {made.number} dibuka."]
    assert (made.unit, made.due_on, made.source) == (unit, date(2022, 9, 30), "penilaian")
    assert (made.source_label, made.source_id) == ("assessments.item", item(sheet, first).pk)
    assert made.recommendation.endswith(": menjadi Ya")
    assert line(response, first).endswith(made.number)
    again = client.post(f"{page(sheet)}{first}/tindak-lanjut/", {}, follow=True)
    assert (notices(again), FollowUp.objects.count()) == ([f"Butir ini sudah punya tindak lanjut {made.number}."], 1)


def test_follow_up_asks_who_when_the_section_has_nobody(client, office, sheet):
    unit = UnitFactory(office=office, name="Subbagian Contoh")
    address = f"{page(sheet)}I.1.a/tindak-lanjut/"
    asked = client.post(address, {"menjadi": "Ya"})
    assert "Penanggung jawab" in html_of(asked)
    assert FollowUp.objects.count() == 0

    sent = {"recommendation": "Bentuk tim.", "responsible": f"unit-{unit.pk}", "due_on": "2022-08-31"}
    refused = client.post(address, {**sent, "responsible": ""})
    response = client.post(address, sent)

    assert (refused.status_code, response.status_code) == (422, 302)
    assert FollowUp.objects.get().party == unit


def test_step_shows_the_months_of_the_plan_and_its_follow_up_concerns_the_row(client, office, sheet, bound, secretary):
    unit = UnitFactory(office=office)
    assign(item(sheet, bound).section, unit=unit, due_on=None, by=secretary)

    client.post(f"{page(sheet)}{bound}/tindak-lanjut/", {"ke": "WBBM"})

    made = FollowUp.objects.get()
    assert (made.due_on, made.about_label) == (date(2022, 7, 31), "plan.subactivity")
    Item.objects.filter(section__sheet=sheet, code=bound).update(effort_days=Decimal("0.1"))
    shown = line(client.get(page(sheet)), bound)
    assert "Sudah terjadwal di 1.1.1 , Juli" in shown
    assert shown.endswith(made.number)


def test_follow_up_is_forbidden_when_the_role_may_not_open_any(client, office, sheet):
    sign_in(client, office, "staff")

    assert client.post(f"{page(sheet)}I.1.a/tindak-lanjut/", {}).status_code == 403
    assert "Jadikan tindak lanjut" not in html_of(client.get(page(sheet)))


def test_everything_looks_as_if_it_did_not_exist_when_the_reader_is_of_another_office(client, sheet, stranger):
    for address in (page(sheet), f"{page(sheet)}I.1.a/usaha/", f"{page(sheet)}I.1.a/tindak-lanjut/", years(sheet)):
        assert (address, client.get(address).status_code) == (address, 404)


def unsure(response) -> str:
    """What the page says of the unconfirmed."""
    return words(re.search(r'<section class="panel" id="kepekaan">(.*?)</section>', html_of(response), re.DOTALL)[1])


def test_page_says_that_the_unconfirmed_cannot_change_the_result_when_it_cannot(client, sheet):
    said_words = "Yang belum terkonfirmasi tidak dapat mengubah kategori atau syarat dengan jawaban sekarang."

    assert unsure(client.get(page(sheet))).startswith(f"Yang belum terkonfirmasi {said_words}")


def test_page_names_the_gate_that_another_reading_of_the_rule_would_open(client, sheet):
    weak = {"A": "B", "YA": "TIDAK"}
    for each in Item.objects.filter(section__sheet=sheet).select_related("section"):
        question = by_key(KEY).questions[each.code]
        key = next(iter(question.scale.by_key), "")
        fields = {"choice": weak[key] if each.section.code == "pemenuhan.I" else key} if key else {"numerator": 4}
        if question.inputs[1]:
            fields = {"numerator": 4, "denominator": 4}
        AnswerFactory(item=each, **{"choice": "", **fields})

    said_words = unsure(client.get(page(sheet)))

    assert "Yang berikut dapat mengubah kategori atau syarat bila naskah resminya berbeda" in said_words
    assert said_words.endswith("nilai 97,75 · mungkin WBK · syarat yang mungkin berubah: WBK ! dapat mengubah hasil")


def test_queries_of_the_rehearsal_do_not_grow_with_answers_and_follow_ups(client, sheet, secretary):
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(page(sheet))
        return len(found)

    client.get(page(sheet))
    first, *others = route(client.get(page(sheet)))[:3]
    FollowUpFactory(office=sheet.office, sequence=1, source="penilaian", **of(sheet, first))
    one = count()
    for sequence, code in enumerate(others, start=2):
        FollowUpFactory(office=sheet.office, sequence=sequence, source="penilaian", **of(sheet, code))
    said(sheet, "I.1.a", "YA", secretary)
    said(sheet, "I.1.b", "A", secretary)

    assert count() == one <= QUERIES


def of(sheet, code: str) -> dict[str, object]:
    return {"source_label": "assessments.item", "source_id": item(sheet, code).pk}


def years(sheet) -> str:
    return f"{LIST}{sheet.pk}/tahun/"


def test_years_stand_beside_one_another_with_the_answers_that_changed(client, office, sheet, secretary):
    before = opened(office, secretary, year=2021)
    said(before, "I.1.a", "TIDAK", secretary)
    said(before, "I.2.a", "YA", secretary)
    said(sheet, "I.1.a", "YA", secretary)
    said(sheet, "I.2.a", "YA", secretary)

    found = html_of(client.get(years(sheet)))

    tables = [words(each) for each in re.findall(r"<tbody>(.*?)</tbody>", found, re.DOTALL)]
    assert tables[0].startswith("Nilai total ")
    assert tables[1].startswith("I.1.a ")
    assert tables[1].endswith(" Tidak ↑ Ya , naik")
    assert "I.2.a" not in tables[1]


def test_assessors_answer_counts_in_the_years_when_there_is_one(client, office, sheet, secretary):
    before = opened(office, secretary, year=2021)
    said(before, "I.1.a", "YA", secretary)
    said(sheet, "I.1.a", "YA", secretary)
    own = Answer.objects.get(item__section__sheet=sheet)
    Answer.objects.create(
        item=own.item, level=Level.INTERNAL, choice="TIDAK", reason="(Contoh)", answered_at=own.answered_at
    )

    found = html_of(client.get(years(sheet)))

    assert words(re.findall(r"<tbody>(.*?)</tbody>", found, re.DOTALL)[1]).endswith(" Ya ↓ Tidak , turun")


def test_parts_and_questions_of_another_edition_are_said_not_to_be_compared(client, office, secretary):
    opened(office, secretary, key="ombudsman@2017", year=2021, target="")
    sheet = opened(office, secretary, key="ombudsman@2022", target="")

    said_words = words(html_of(client.get(years(sheet))))

    assert "2021 edisi 2017 2022" in said_words
    assert "Tidak dibandingkan dari 2021, karena tidak ada di edisi sekarang: " in said_words
    assert "26 pertanyaan tidak dibandingkan, karena hanya ada di salah satu edisi atau rumusannya lain." in said_words
    assert "tidak ada di edisi itu" in said_words


def test_sheet_without_an_earlier_one_says_so(client, sheet):
    assert "Belum ada lembar tahun sebelumnya" in html_of(client.get(years(sheet)))


def test_queries_of_the_years_do_not_grow_with_the_sheets(client, office, sheet, secretary):
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(years(sheet))
        return len(found)

    opened(office, secretary, year=2021)
    client.get(years(sheet))
    one = count()
    for year in (2019, 2020):
        whole_sheet(office=office, year=year)

    assert (count(), Item.objects.filter(section__sheet=sheet).count()) == (one, 113)
