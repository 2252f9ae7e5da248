"""The pages as an editor and as somebody who may only look."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.regulation.legal_products.models import LegalProduct, ProgramItem, Status
from pranata.areas.regulation.legal_products.tests.factories import (
    FindingFactory,
    LegalProductFactory,
    ProgramItemFactory,
)
from pranata.areas.regulation.legal_products.work import waiting
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import UnitFactory
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.followups.models import FollowUp

HERE = "/meja/9001/produk-hukum/"


def words(response):
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)


def test_overview_counts_and_shows_the_program_of_the_year(as_kasubbag, office, unit):
    LegalProductFactory(office=office, result="ubah")
    LegalProductFactory(office=office, result="cabut", standing="dicabut")
    LegalProductFactory()
    FindingFactory(office=office, product=LegalProduct.objects.first())
    late = ProgramItemFactory(office=office, target_month=5, unit=unit)
    ahead = ProgramItemFactory(office=office, target_month=6)
    ProgramItemFactory(office=office, year=2021)

    page = as_kasubbag.get(HERE)

    tally = page.context["tally"]
    assert (tally.mapped, tally.unassessed, tally.to_be_changed, tally.open_findings, tally.late) == (2, 0, 1, 1, 2)
    assert [(each["item"], each["is_late"]) for each in page.context["rows"]] == [(late, True), (ahead, False)]
    assert page.context["years"] == [2022, 2021]
    before = as_kasubbag.get(HERE, {"tahun": "2021"})
    assert [each["item"].year for each in before.context["rows"]] == [2021]
    assert as_kasubbag.get(HERE, {"tahun": "x"}).context["year"] == 2022


def test_overview_asks_as_often_for_three_items_as_for_one(as_kasubbag, office, unit):
    ProgramItemFactory(office=office, unit=unit)
    one = queries(as_kasubbag, HERE)
    for _each in range(2):
        ProgramItemFactory(office=office, unit=unit, purpose="ubah", product=LegalProductFactory(office=office))

    assert queries(as_kasubbag, HERE) == one


def test_documents_are_mapped_with_one_button(as_kasubbag, office):
    DocumentFactory(office=office, number="8/CONTOH/2022", issued_on=date(2022, 3, 1))
    DocumentFactory(office=office, number="9/CONTOH/2022", issued_on=date(2022, 3, 1), confidentiality="rahasia")
    assert as_kasubbag.get(HERE).context["unmapped"] == 1
    assert [each.number for each in as_kasubbag.get(f"{HERE}dari-dokumen/").context["page"]] == ["8/CONTOH/2022"]

    assert as_kasubbag.post(f"{HERE}dari-dokumen/").headers["Location"] == HERE

    assert [each.number for each in LegalProduct.objects.all()] == ["8/CONTOH/2022"]
    assert as_kasubbag.get(HERE).context["unmapped"] == 0


def test_item_goes_on_with_one_click_until_it_is_enacted(as_kasubbag, office):
    item = ProgramItemFactory(office=office)
    place = f"{HERE}program/{item.pk}/"
    for _each in range(2):
        seen = as_kasubbag.get(place).context["seen"]
        assert as_kasubbag.post(f"{place}maju/", {"seen": seen}).headers["Location"] == place
    assert as_kasubbag.post(f"{place}maju/").headers["Location"] == f"{place}penetapan/"
    wrong = as_kasubbag.post(f"{place}penetapan/", {"number": "", "on": "2022-06-27"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["number"])
    later = as_kasubbag.post(f"{place}penetapan/", {"number": "5/CONTOH/2022", "on": "2022-06-27"})
    assert (later.status_code, list(later.context["form"].errors)) == (422, ["on"])

    made = as_kasubbag.post(f"{place}penetapan/", {"number": "5/CONTOH/2022", "on": "2022-06-26"})

    assert made.headers["Location"] == place
    item.refresh_from_db()
    assert (item.status, item.drafted_on, item.outcome.number) == (
        Status.ENACTED, date(2022, 6, 26), "5/CONTOH/2022",
    )  # fmt: skip
    shown = as_kasubbag.get(place)
    assert [each["state"] for each in shown.context["way"]] == ["done", "done", "done", "now", ""]
    assert "Keputusan 5/CONTOH/2022" in words(shown)
    assert [each["words"] for each in shown.context["history"]] == [
        "Selesai disusun", "Selesai diselaraskan", "Catat penetapan",
    ]  # fmt: skip


def test_step_is_refused_when_it_was_taken_meanwhile(as_kasubbag, office):
    item = ProgramItemFactory(office=office, status="batal")

    stale = as_kasubbag.post(f"{HERE}program/{item.pk}/batal/", {"note": "Contoh"})

    assert stale.status_code == 409
    assert "Keadaannya sudah berubah" in words(stale)


def test_product_shows_what_belongs_to_it_and_goes_on_the_program(as_kasubbag, office, unit):
    document = DocumentFactory(office=office, number="1/CONTOH/2021", year=2021, issued_on=date(2021, 5, 3))
    item = LegalProductFactory(office=office, document=document, standing="dicabut", unit=unit, result_note="Usang")
    finding = FindingFactory(office=office, product=item)
    page = as_kasubbag.get(f"{HERE}naskah/{item.pk}/")
    assert (page.context["document"], list(page.context["found"])) == (document, [finding])
    assert "Menurut dokumennya: berlaku." in words(page)

    form = as_kasubbag.get(f"{HERE}naskah/{item.pk}/program/").context["form"]
    values = {name: form[name].value() or "" for name in form.fields} | {"purpose": "ganti"}
    assert as_kasubbag.post(f"{HERE}naskah/{item.pk}/program/", {**values, "year": ""}).status_code == 422
    made = as_kasubbag.post(f"{HERE}naskah/{item.pk}/program/", values)

    planned = ProgramItem.objects.get()
    assert made.headers["Location"] == f"{HERE}program/{planned.pk}/"
    assert (planned.product, planned.purpose, planned.unit, planned.reason) == (item, "ganti", unit, "Usang")
    assert (planned.year, planned.target_month) == (2022, 6)


def test_closed_document_is_not_named_to_who_may_not_read_it(as_kasubbag, office):
    document = DocumentFactory(
        office=office, number="77/RAHASIA", issued_on=date(2021, 5, 3), confidentiality="rahasia"
    )
    item = LegalProductFactory(office=office, document=document)

    page = as_kasubbag.get(f"{HERE}naskah/{item.pk}/")

    assert (page.context.get("document"), "77/RAHASIA" in words(page)) == (None, False)


def test_finding_becomes_a_follow_up_of_the_unit(client, office, unit):
    client.force_login(RoleAssignmentFactory(office=office, role="secretary").user)
    item = FindingFactory(office=office, recommendation="Sesuaikan", product__unit=unit)
    form = client.get(f"{HERE}temuan/{item.pk}/tindak-lanjut/").context["form"]
    assert (form["recommendation"].value(), form["unit"].value()) == ("Sesuaikan", unit.pk)

    values = {"recommendation": "Sesuaikan", "unit": unit.pk, "due_on": "2022-09-01"}
    sent = client.post(f"{HERE}temuan/{item.pk}/tindak-lanjut/", values)

    assert sent.headers["Location"] == f"{HERE}temuan/{item.pk}/"
    made = FollowUp.objects.get()
    assert client.get(sent.headers["Location"]).context["follow_ups"] == [made]
    assert f'href="{HERE}temuan/{item.pk}/"' in client.get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "part",
    ["dari-dokumen/", "program/{}/maju/", "program/{}/penyusunan/", "program/{}/penetapan/", "program/{}/batal/"],
)
def test_nothing_is_written_when_the_account_may_only_look(client, office, looker, part):
    DocumentFactory(office=office, issued_on=date(2022, 3, 1))
    item = ProgramItemFactory(office=office)
    client.force_login(looker)
    assert client.get(HERE).status_code == 200
    assert client.get(f"{HERE}program/{item.pk}/").status_code == 200

    refused = client.post(HERE + part.format(item.pk), {"note": "x", "on": "2022-06-01", "number": "1"})

    assert refused.status_code == 403
    item.refresh_from_db()
    assert (item.status, LegalProduct.objects.count()) == (Status.PROPOSED, 0)


def test_rows_of_another_office_are_not_there(as_kasubbag, office):
    for place, row in (
        ("naskah", LegalProductFactory()),
        ("temuan", FindingFactory()),
        ("program", ProgramItemFactory()),
    ):
        assert as_kasubbag.get(f"{HERE}{place}/{row.pk}/").status_code == 404


def test_desk_has_what_is_due_soon_for_the_unit_and_what_is_to_be_uploaded(office, unit, kasubbag, looker):
    soon = ProgramItemFactory(office=office, target_month=6, unit=unit)
    late = ProgramItemFactory(office=office, target_month=2)
    ahead = ProgramItemFactory(office=office, target_month=12)
    ProgramItemFactory(office=office, target_month=6, unit=UnitFactory(office=office))
    enacted = ProgramItemFactory(
        office=office, status="penetapan", enacted_on=date(2022, 6, 23), outcome=LegalProductFactory(office=office)
    )

    found = {each.address: each.due_on for each in waiting(kasubbag, office)}

    assert found == {
        soon.get_absolute_url(): date(2022, 6, 30),
        late.get_absolute_url(): date(2022, 2, 28),
        enacted.get_absolute_url(): date(2022, 6, 28),
    }
    assert ahead.get_absolute_url() in {each.address for each in waiting(kasubbag, None)}
    assert waiting(looker, office) == []
