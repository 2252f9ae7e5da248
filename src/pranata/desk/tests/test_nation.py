"""What a province sees of the offices below it, and what it never sees."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.models import Office
from pranata.base.org.tests.factories import CentralOfficeFactory, OfficeFactory, ProvinceOfficeFactory
from pranata.engines.indicators.models import Reading
from pranata.engines.indicators.registry import measures
from pranata.engines.nation import snapshots
from pranata.engines.nation.actions.distributing import distribute
from pranata.engines.nation.actions.snapshots import export_snapshot
from pranata.engines.nation.models import Signer, Snapshot
from pranata.engines.nation.tests.factories import SnapshotFactory, SnapshotReportFactory, read
from pranata.engines.reports.models import Status
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    """A share that some capability measures, the higher the better."""
    return next(each for each in measures() if each.kind == "ratio" and each.better == "higher" and not each.sealed)


@pytest.fixture
def province():
    return ProvinceOfficeFactory(is_active=True)


@pytest.fixture
def secretary(client, province):
    user = RoleAssignmentFactory(role=Role.SECRETARY, office=province).user
    client.force_login(user)
    return user


def told(offices, measure, *values):
    for office, value in zip(offices, values, strict=True):
        read(office, value, measure=measure.key, numerator=value, denominator=100)
    distribute(2022, 6)


def page(client, name, *args, **query):
    return client.get(reverse(f"desk:{name}", args=args), query)


def test_median_and_numbers_together_are_shown_when_five_offices_have_a_value(client, secretary, province, measure):
    told(OfficeFactory.create_batch(5), measure, 0, 20, 40, 90, 100)

    text = page(client, "nation", province.code).content.decode()

    assert str(measure.title) in text
    assert "40 persen" in text
    assert "20–90" in text
    assert "250 dari 500 (50%)" in text


def test_no_median_is_shown_when_fewer_than_five_offices_have_a_value(client, secretary, province, measure):
    told(OfficeFactory.create_batch(4), measure, 11, 22, 33, 44)

    response = page(client, "nation", province.code)
    lines = page(client, "nation_csv", province.code).content.decode("utf-8-sig").splitlines()

    [line] = response.context["lines"]
    assert (line.median, line.quartiles, line.together, line.picture) == ("", "", "", None)
    assert lines[1].split(",")[-9:] == ["4", "4", "", "", "", "", "", "", ""]


def test_offices_are_listed_worst_first_when_one_measure_is_opened(client, secretary, province, measure):
    offices = [OfficeFactory(region_name=f"Contoh {name}") for name in "ABC"]
    told(offices, measure, 80, None, 10)

    response = page(client, "nation_measure", province.code, measure.key)

    assert [(each.office, each.value) for each in response.context["lines"]] == [
        (offices[2], "10"),
        (offices[0], "80"),
        (offices[1], "belum ada yang diukur"),
    ]


def test_exact_numbers_of_every_office_are_given_when_the_file_is_asked(client, secretary, province, measure):
    office = OfficeFactory()
    read(office, "33.333333", measure=measure.key, numerator=1, denominator=3)
    distribute(2022, 6)

    text = page(client, "nation_measure_csv", province.code, measure.key).content.decode("utf-8-sig")

    assert text.splitlines()[1] == (f"{office.code},{office.name},{measure.key},2022-06,33.333333,1.000000,3.000000")


def test_the_centre_reads_provinces_beside_each_other_when_it_looks_down(client, measure):
    near, far = ProvinceOfficeFactory(), ProvinceOfficeFactory(code="91", region_name="Contoh Jauh")
    client.force_login(RoleAssignmentFactory(role=Role.SECRETARY, office=CentralOfficeFactory(is_active=True)).user)
    told([OfficeFactory(parent=near), OfficeFactory(parent=far)], measure, 10, 20)

    response = page(client, "nation_measure", "00", measure.key)

    assert [scope.code for scope, _line in response.context["provinces"]] == ["90", "91"]
    assert [each.office.parent for each in response.context["lines"]] == [near, far]


def test_nothing_of_other_provinces_is_shown_when_a_province_looks_down(client, secretary, province, measure):
    elsewhere = OfficeFactory(parent=ProvinceOfficeFactory(code="91", region_name="Contoh Jauh"))
    report = IssuedReportFactory(office=elsewhere)
    told([elsewhere], measure, 10)

    assert page(client, "nation_office", province.code, elsewhere.code).status_code == 404
    assert page(client, "nation_issued", province.code, elsewhere.code, report.pk).status_code == 404
    assert elsewhere.name not in page(client, "nation_reporters", province.code).content.decode()
    assert list(page(client, "nation_measure", province.code, measure.key).context["lines"]) == []


@pytest.mark.parametrize("name", ["nation", "nation_csv", "nation_reporters", "nation_snapshots"])
def test_a_regency_has_nothing_below_when_its_secretary_asks(client, name):
    office = OfficeFactory()
    client.force_login(RoleAssignmentFactory(role=Role.SECRETARY, office=office).user)

    assert page(client, name, office.code).status_code == 404


def test_staff_see_nothing_of_other_offices_when_their_role_does_not_look_down(client, province):
    client.force_login(RoleAssignmentFactory(role=Role.STAFF, office=province).user)

    assert page(client, "nation", province.code).status_code == 404


def test_offices_without_their_monthly_report_are_named_when_the_month_is_over(client, secretary, province, measure):
    late, punctual, alone = OfficeFactory(), OfficeFactory(), OfficeFactory(is_active=False)
    IssuedReportFactory(office=punctual)
    IssuedReportFactory(office=late, status=Status.SUPERSEDED)
    SnapshotReportFactory(snapshot__office=alone)
    told([late], measure, 10)

    response = page(client, "nation_reporters", province.code, periode="2022-06")

    assert list(response.context["page"]) == [late]
    assert "1 dari 3 satuan kerja belum menerbitkan laporan bulanan Juni 2022." in response.content.decode()


def test_reports_issued_here_and_received_open_when_an_office_is_opened(client, secretary, province):
    office = OfficeFactory()
    report = IssuedReportFactory(office=office)
    alone = OfficeFactory(is_active=False)
    received = SnapshotReportFactory(snapshot__office=alone)

    own = page(client, "nation_issued", province.code, office.code, report.pk)
    sent = page(client, "nation_received", province.code, alone.code, received.pk)

    assert report.title in page(client, "nation_office", province.code, office.code).content.decode()
    assert "dari cuplikan" in page(client, "nation_office", province.code, alone.code).content.decode()
    assert b"".join(own.streaming_content) == f"%PDF-1.7 {report.number}".encode()
    assert b"".join(sent.streaming_content) == f"%PDF-1.7 {received.number}".encode()
    assert page(client, "nation_received", province.code, office.code, received.pk).status_code == 404


def test_a_snapshot_is_taken_over_when_its_key_was_registered_on_the_page(client, secretary, province):
    office = OfficeFactory()
    content = export_snapshot(office, 2022, by=None)
    Office.objects.filter(pk=office.pk).update(is_active=False)
    key = {"office": office.code, "key": snapshots.public_key(office)}

    registered = client.post(reverse("desk:nation_register", args=[province.code]), key)
    sent = {"file": SimpleUploadedFile("cuplikan.zip", content)}
    received = client.post(reverse("desk:nation_receive", args=[province.code]), sent)

    assert (registered.status_code, received.status_code) == (302, 302)
    assert (Signer.objects.get().office, Snapshot.objects.get().received_by) == (office, secretary)


def test_a_sentence_says_why_when_a_file_is_refused(client, secretary, province):
    sent = {"file": SimpleUploadedFile("cuplikan.zip", b"bukan zip")}

    response = client.post(reverse("desk:nation_receive", args=[province.code]), sent)

    assert response.status_code == 422
    assert "bukan cuplikan Pranata" in response.content.decode()


def test_a_key_of_an_office_elsewhere_is_refused_when_registered(client, secretary, province):
    elsewhere = OfficeFactory(parent=ProvinceOfficeFactory(code="91"), is_active=False)

    response = client.post(
        reverse("desk:nation_register", args=[province.code]), {"office": elsewhere.code, "key": "ab" * 32}
    )

    assert (response.status_code, Signer.objects.count()) == (422, 0)
    assert "Tidak ada satuan kerja dengan kode ini" in response.content.decode()


@pytest.mark.parametrize("name", ["nation", "nation_measure", "nation_reporters", "nation_snapshots"])
def test_pages_cost_the_same_when_more_offices_are_below(
    client, secretary, province, measure, name, django_assert_num_queries, django_assert_max_num_queries
):
    args = [province.code, measure.key] if name == "nation_measure" else [province.code]
    told([OfficeFactory()], measure, 10)
    page(client, name, *args)
    with django_assert_max_num_queries(14) as one:
        page(client, name, *args)
    told(OfficeFactory.create_batch(3), measure, 10, 20, 30)
    with django_assert_num_queries(len(one.captured_queries)):
        page(client, name, *args)


def test_a_measure_that_is_a_day_says_how_many_offices_have_one_when_it_is_opened(client, secretary, province):
    newest = next(each for each in measures() if each.kind == "date" and not each.sealed)
    for office in OfficeFactory.create_batch(5):
        Reading.objects.filter(pk=read(office, None, measure=newest.key).pk).update(value_on="2022-06-20")
    distribute(2022, 6)

    text = page(client, "nation_measure", province.code, newest.key).content.decode()

    assert "5 dari 5 satuan kerja punya nilai" in text
    assert "Terlalu sedikit" not in text


def test_offices_that_left_are_not_listed_when_they_are_not_counted_either(client, secretary, province, measure):
    stays, leaves = OfficeFactory.create_batch(2)
    Office.objects.filter(pk=leaves.pk).update(is_active=False)
    told([stays, leaves], measure, 80, 10)

    response = page(client, "nation_measure", province.code, measure.key)

    assert [each.office for each in response.context["lines"]] == [stays]


def test_a_report_counts_no_more_when_a_later_snapshot_has_it_not(client, secretary, province, measure):
    report = SnapshotReportFactory()
    office = report.snapshot.office
    told([office], measure, 80)
    before = page(client, "nation_reporters", province.code).context["page"].object_list
    SnapshotFactory(office=office, signer=report.snapshot.signer, sequence=report.snapshot.sequence + 1)

    after = page(client, "nation_reporters", province.code).context["page"].object_list

    assert (list(before), list(after)) == ([], [office])
    assert page(client, "nation_office", province.code, office.code).context["received"] == []


def test_a_file_is_refused_unread_when_it_is_too_large(client, secretary, province, monkeypatch):
    monkeypatch.setattr("pranata.desk.nation.snapshots.MOST_BYTES", 5)

    response = client.post(
        reverse("desk:nation_receive", args=[province.code]), {"file": SimpleUploadedFile("cuplikan.zip", b"x" * 6)}
    )

    assert (response.status_code, "terlalu besar" in response.content.decode()) == (422, True)


def test_measures_without_a_value_stand_below_the_others_when_an_office_is_opened(client, secretary, province, measure):
    office = OfficeFactory()
    empty = next(each for each in measures() if each.kind == "ratio" and each != measure and not each.sealed)
    read(office, 40, measure=measure.key, numerator=40, denominator=100)
    read(office, None, measure=empty.key)
    distribute(2022, 6)

    response = page(client, "nation_office", province.code, office.code)

    assert response.context["lines"] == [(measure, "40", "40", "100")]
    assert response.context["without_value"] == [empty]
    assert "1 ukuran belum ada yang diukur" in response.content.decode()


def test_the_picture_is_told_as_a_table_when_a_measure_is_opened(client, secretary, province, measure):
    told(OfficeFactory.create_batch(5), measure, 0, 20, 40, 90, 100)

    response = page(client, "nation_measure", province.code, measure.key)

    bars = response.context["whole"].picture.bars
    assert [(bar.words, bar.count) for bar in bars if bar.count] == [
        ("0–10", 1),
        ("20–30", 1),
        ("40–50", 1),
        ("90–100", 2),
    ]
    assert '<th scope="row">20–30</th>' in response.content.decode()
