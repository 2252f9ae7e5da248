"""What programs ask: the list of measures, and one of them with its records; JSON alone on standard output."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from pranata.base.people.models import Person
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.indicators import registry
from pranata.engines.indicators.refreshing import refresh_all
from pranata.engines.indicators.registry import offer_references
from pranata.engines.indicators.results import Count
from pranata.engines.indicators.tests.factories import ErrandFactory
from pranata.engines.indicators.tests.sample import measures as sample
from pranata.lib import clock

pytestmark = pytest.mark.django_db


def said(capsys, *arguments):
    call_command(*arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_measures_are_listed_with_the_indicators_bound_to_them(capsys):
    sample.declare("on_time")
    sample.declare("done")
    offer_references(lambda: {"errands.done": ["4.1.3#1", "7.6.2#1"]})

    assert said(capsys, "measures") == [
        {"key": "errands.done", "title": "Tugas contoh: done", "kind": "count", "indicators": ["4.1.3#1", "7.6.2#1"]},
        {"key": "errands.on_time", "title": "Tugas contoh: on_time", "kind": "punctuality", "indicators": []},
    ]
    call_command("measures")
    assert capsys.readouterr().out == (
        "errands.done  [count]  Tugas contoh: done  (4.1.3#1, 7.6.2#1)\n"
        "errands.on_time  [punctuality]  Tugas contoh: on_time\n"
    )


def test_measure_is_read_with_its_records(office, capsys):
    sample.declare("done_share")
    done = ErrandFactory(office=office, title="Selesai (contoh)", done_on=date(2022, 6, 1))
    waiting = [ErrandFactory(office=office, title="Menunggu (contoh)") for _each in range(2)]

    found = said(capsys, "read_measure", "errands.done_share", "--office", "9001", "--period", "2022-06")

    assert clock.now().isoformat()[:10] == found.pop("as_of")[:10]
    assert found == {
        "value": 33.333333,
        "numerator": 1,
        "denominator": 3,
        "records": [
            {"label": "errands.errand", "id": done.pk, "title": "Selesai (contoh)", "part": "Pembilang"},
            *(
                {"label": "errands.errand", "id": each.pk, "title": "Menunggu (contoh)", "part": "Penyebut"}
                for each in waiting
            ),
        ],
        "sentence": "1 dari 3 tugas yang jatuh tempo 1 Januari 2022 sampai 26 Juni 2022.",
        "rule_version": 1,
    }
    call_command("read_measure", "errands.done_share", "--office", "9001", "--period", "2022-06")
    assert capsys.readouterr().out == f"{found['sentence']}\n"


def test_nothing_to_measure_is_null_and_a_day_is_a_text(office, capsys):
    sample.declare("done_share")
    sample.declare("newest")
    asked = ("--office", "9001", "--period", "2022-06")
    empty = said(capsys, "read_measure", "errands.done_share", *asked)
    assert (empty["value"], empty["numerator"], empty["denominator"], empty["records"]) == (None, None, None, [])

    ErrandFactory(office=office, done_on=date(2022, 3, 31))
    assert said(capsys, "read_measure", "errands.newest", *asked)["value"] == "2022-03-31"


def test_sealed_kind_names_no_record(office, capsys):
    sample.declare("done", sealed=True)
    ErrandFactory.create_batch(6, office=office, done_on=date(2022, 5, 1))
    refresh_all(clock.today())

    found = said(capsys, "read_measure", "errands.done", "--office", "9001", "--period", "2022-05")
    assert (found["value"], found["records"]) == (6, [])


def test_records_that_are_people_are_not_named(office, staff, capsys):
    PersonFactory(office=office, name="Orang Contoh")

    def people(office, period):
        return Count(Person.objects.filter(office=office))

    registry.measure(
        "errands.people",
        "Orang (contoh)",
        kind=registry.Kind.COUNT,
        unit="orang",
        better=registry.Better.NONE,
        span=registry.Span.ON_DAY,
        sentence="{value} orang.",
        fed_by=("people.person",),
    )(people)

    found = said(capsys, "read_measure", "errands.people", "--office", "9001", "--period", "2022-06")
    assert [each["title"] for each in found["records"]] == [f"pegawai {each['id']}" for each in found["records"]]
    assert found["value"] == len(found["records"])


@pytest.mark.parametrize(
    ("key", "office_code", "period", "refusal"),
    [
        ("errands.doen", "9001", "2022-06", "Ukuran 'errands.doen' tidak dikenal; lihat ./pranata measures."),
        ("errands.done", "9999", "2022-06", "Satuan kerja '9999' tidak dikenal; kodenya dua angka (provinsi) atau"),
        ("errands.done", "9001", "Juni", "Periode 'Juni' tidak dikenal; tulis seperti 2022-06"),
        ("errands.done", "9001", "2022", "Ukuran dibaca per bulan; tulis periode seperti 2022-06, bukan 2022."),
    ],
)
def test_question_is_refused_in_a_sentence_when_it_is_wrong(office, capsys, key, office_code, period, refusal):
    sample.declare("done")

    with pytest.raises(CommandError) as error:
        call_command("read_measure", key, "--office", office_code, "--period", period, "--json")

    assert str(error.value).startswith(refusal)
    assert error.value.returncode == 1
    assert capsys.readouterr().out == ""
