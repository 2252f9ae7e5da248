"""What anyone reads of standards and the pledge."""

from datetime import date

from pranata.areas.public_service.service_standards.menu import has_published
from pranata.areas.public_service.service_standards.papers import pledge_texts, standard_texts
from pranata.areas.public_service.service_standards.tests.factories import (
    PledgeFactory,
    ServiceFactory,
    StandardFactory,
    published_standard,
)
from pranata.base.paper.letterhead import Letterhead

HEAD = Letterhead(("Kantor Contoh",), ("Jalan Contoh 1",), None, "Kota Contoh")


def test_public_reads_the_six_components_and_the_eight_only_when_the_office_lets_them(client, service):
    item = published_standard(service, text="Rahasia")
    address = f"/{service.office.code}/standar-pelayanan/{service.pk}/"

    page = client.get(address)

    assert [part.kind.number for part in page.context["delivery"]] == [1, 2, 3, 4, 5, 6]
    assert page.context["management"] == []
    assert b"Rahasia sarana" not in page.content
    item.shows_all = True
    item.save()
    assert b"Rahasia sarana" in client.get(address).content
    assert client.get(f"{address}standar.pdf").content[:5] == b"%PDF-"


def test_public_finds_nothing_that_is_not_published_in_force_and_offered(client, office):
    drafted, legal, ahead, gone = ServiceFactory.create_batch(4, office=office)
    StandardFactory(office=office, service=drafted)
    published_standard(legal)
    legal.standards.update(status="legalized")
    published_standard(ahead, since=date(2022, 8, 1))
    published_standard(gone)
    gone.is_active = False
    gone.save()
    PledgeFactory(office=office, status="legalized", signed_on=date(2022, 7, 1))

    assert client.get(f"/{office.code}/standar-pelayanan/").context["rows"] == []
    for service in (drafted, legal, ahead, gone):
        assert client.get(f"/{office.code}/standar-pelayanan/{service.pk}/").status_code == 404
        assert client.get(f"/{office.code}/standar-pelayanan/{service.pk}/standar.pdf").status_code == 404
    assert client.get(f"/{office.code}/standar-pelayanan/maklumat/").status_code == 404
    assert has_published(office) is False


def test_home_offers_the_card_once_something_is_published(client, service):
    before = [str(each.title) for each in client.get(f"/{service.office.code}/").context["cards"]]
    published_standard(service)

    after = [str(each.title) for each in client.get(f"/{service.office.code}/").context["cards"]]

    assert [title for title in after if title not in before] == ["Standar dan maklumat pelayanan"]


def test_service_handled_here_links_its_own_form(client, service):
    service.case_kind = "complaints"
    service.save()
    published_standard(service)

    page = client.get(f"/{service.office.code}/standar-pelayanan/{service.pk}/")

    assert f'href="/{service.office.code}/pengaduan/"' in page.content.decode()


def test_public_paper_says_no_more_than_the_page(service):
    item = published_standard(service)

    texts = standard_texts(item, HEAD, whole=False)

    assert [len(each["rows"]) for each in texts["groups"]] == [6]
    assert texts["decided"] == "Keputusan 01/HK.03/2022 (Contoh) tanggal 10 Januari 2022, berlaku sejak 10 Januari 2022"
    assert texts["mark"] == ""
    assert standard_texts(StandardFactory(service=service, version=2), HEAD, whole=True)["mark"] == "RANCANGAN"


def test_unsigned_poster_leaves_room_for_place_day_and_name(office):
    texts = pledge_texts(PledgeFactory(office=office), HEAD)

    assert (texts["place"], texts["name"]) == ("Kota Contoh, ………………………", "………………………")
