"""A document as other programs understand it: schema.org Legislation, or a book or article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pranata.areas.regulation.jdih.feed import iso, one_line

if TYPE_CHECKING:
    from pranata.areas.regulation.jdih.feed import FeedFacts

IN_FORCE = {
    True: "https://schema.org/InForce",
    False: "https://schema.org/NotInForce",
}


def linked_data(facts: FeedFacts, abstract: str) -> dict[str, Any]:
    """The document as JSON-LD, without what is not known."""
    found = {
        "@context": "https://schema.org",
        "@type": "CreativeWork" if facts.is_in_force is None else "Legislation",
        "@id": facts.detail_address,
        "url": facts.detail_address,
        "name": one_line(facts.title),
        "inLanguage": "id",
        "keywords": list(facts.subjects),
        "abstract": abstract,
        "author": {"@type": "GovernmentOrganization", "name": facts.author_entity},
        "encoding": {"@type": "MediaObject", "contentUrl": facts.file_address} if facts.file_address else {},
    }
    if facts.is_in_force is not None:
        found |= {
            "legislationIdentifier": facts.number,
            "legislationType": facts.kind,
            "legislationDate": iso(facts.issued_on),
            "datePublished": iso(facts.promulgated_on),
            "legislationLegalForce": IN_FORCE[facts.is_in_force],
        }
    return {key: value for key, value in found.items() if value}
