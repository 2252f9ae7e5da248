"""What feed readers and search engines get."""

from datetime import date
from xml.etree import ElementTree

from pranata.areas.regulation.jdih.syndication import AtomEntry, atom, sitemap

A, S = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FEED = {"title": "JDIH Contoh", "author": "KPU Contoh", "address": "https://a/atom.xml", "home": "https://a/"}
EMPTY = date(2020, 1, 1)


def entry(**change):
    said = {
        "address": "https://a/1",
        "title": "A & <B>",
        "summary": "Isi\x0bcontoh",
        "updated_on": date(2022, 3, 4),
        "author": "KPU Contoh",
        "kind": "Keputusan",
    }
    return AtomEntry(**said | change)


def test_atom_names_each_document_and_the_newest_day():
    rows = [entry(), entry(address="https://a/2", updated_on=date(2022, 1, 1), summary="")]

    feed = ElementTree.fromstring(atom(**FEED, entries=rows, empty_on=EMPTY))  # noqa: S314 -- our own output

    assert feed.findtext(f"{A}updated") == "2022-03-04T00:00:00Z"
    assert [link.get("href") for link in feed.findall(f"{A}link")] == ["https://a/atom.xml", "https://a/"]
    first, second = feed.findall(f"{A}entry")
    assert (first.findtext(f"{A}id"), first.findtext(f"{A}title")) == ("https://a/1", "A & <B>")
    assert first.findtext(f"{A}summary") == "Isicontoh"
    assert (second.findtext(f"{A}updated"), second.find(f"{A}summary")) == ("2022-01-01T00:00:00Z", None)


def test_atom_is_whole_while_nothing_is_published():
    feed = ElementTree.fromstring(atom(**FEED, entries=[], empty_on=EMPTY))  # noqa: S314 -- our own output

    assert (feed.findtext(f"{A}id"), feed.findtext(f"{A}updated")) == ("https://a/atom.xml", "2020-01-01T00:00:00Z")


def test_sitemap_lists_addresses_with_the_day_they_changed():
    found = ElementTree.fromstring(sitemap([("https://a/1?x=1&y=2", date(2022, 3, 4)), ("https://a/2", None)]))  # noqa: S314 -- our own output

    rows = [(url.findtext(f"{S}loc"), url.findtext(f"{S}lastmod")) for url in found]
    assert rows == [("https://a/1?x=1&y=2", "2022-03-04"), ("https://a/2", None)]
