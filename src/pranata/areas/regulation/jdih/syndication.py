"""The feed that readers follow (Atom, RFC 4287) and the list of addresses that search engines read (sitemap)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ATOM_TYPE = "application/atom+xml; charset=utf-8"
XML_TYPE = "application/xml; charset=utf-8"
MOST_ADDRESSES = 50_000  # of one sitemap (sitemaps.org)


@dataclass(frozen=True)
class AtomEntry:
    """One document in the feed; ``address`` is its page and its name for good, ``updated_on`` a day of the office."""

    address: str
    title: str
    summary: str
    updated_on: date
    author: str
    kind: str


def atom(*, title: str, author: str, address: str, home: str, entries: Iterable[AtomEntry], empty_on: date) -> bytes:
    """The feed, newest first; ``empty_on`` is the day it is of while nothing stands in it."""
    found = list(entries)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "id"})
    _child(feed, "id", address)
    _child(feed, "title", title)
    _child(feed, "updated", moment(max((each.updated_on for each in found), default=empty_on)))
    _child(SubElement(feed, "author"), "name", author)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": home})
    for each in found:
        entry = SubElement(feed, "entry")
        _child(entry, "id", each.address)
        _child(entry, "title", each.title)
        _child(entry, "updated", moment(each.updated_on))
        _child(SubElement(entry, "author"), "name", each.author)
        SubElement(entry, "category", {"term": printable(each.kind)})
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": each.address})
        if each.summary:
            _child(entry, "summary", each.summary)
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def sitemap(addresses: Iterable[tuple[str, date | None]]) -> bytes:
    """Addresses with the day they last changed, None where nobody knows."""
    urls = Element("urlset", {"xmlns": SITEMAP})
    for number, (address, changed_on) in enumerate(addresses):
        if number == MOST_ADDRESSES:
            break
        url = SubElement(urls, "url")
        _child(url, "loc", address)
        if changed_on is not None:
            _child(url, "lastmod", changed_on.isoformat())
    return tostring(urls, encoding="utf-8", xml_declaration=True)


def moment(day: date) -> str:
    """The beginning of ``day`` as RFC 3339 writes it."""
    return f"{datetime(day.year, day.month, day.day, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"


def printable(text: str) -> str:
    """``text`` without the signs that no XML may hold."""
    return "".join(sign for sign in text if sign in "\t\n" or (ord(sign) >= 32 and ord(sign) not in (0xFFFE, 0xFFFF)))


def _child(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = printable(text)
