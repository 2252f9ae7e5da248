"""Reads of an office's paper; an office that has set nothing has a blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pranata.base.files.downloads import open_file
from pranata.base.paper.letterhead import Letterhead
from pranata.base.paper.models import OfficePaper

if TYPE_CHECKING:
    from pranata.base.org.models import Office

PART_NAMES = {
    "office": gettext_noop("nama satuan kerja"),
    "address": gettext_noop("alamat"),
    "logo": gettext_noop("logo"),
    "city": gettext_noop("tempat penetapan"),
}


def paper_of(office: Office) -> OfficePaper:
    """The office's paper; a blank one, not stored, when nothing was ever set. No query when it came with the office."""
    if office._meta.get_field("paper").is_cached(office):
        return getattr(office, "paper", None) or OfficePaper(office=office)
    found = OfficePaper.objects.filter(office=office).select_related("logo").first()
    return found or OfficePaper(office=office)


def paper_token(paper: OfficePaper) -> str:
    """A mark of what the paper says; a form carries it from its page to the action that saves."""
    values = [paper.office_lines, paper.address_lines, paper.city, paper.number_pattern, paper.classification]
    return salted_hmac("paper.copies", f"{values}{paper.logo_id}", algorithm="sha256").hexdigest()[:32]


def letterhead_of(office: Office) -> Letterhead:
    """The letterhead as decrees print it."""
    paper = paper_of(office)
    logo = None
    if paper.logo is not None:
        with open_file(paper.logo) as file:
            logo = file.read()
    return Letterhead(lines(paper.office_lines), lines(paper.address_lines), logo, paper.city)


def paper_gaps(office: Office) -> list[str]:
    """The parts of the letterhead that are blank, in words ("alamat", "logo"); no image is opened."""
    paper = paper_of(office)
    known = b"-" if paper.logo_id else None
    head = Letterhead(lines(paper.office_lines), lines(paper.address_lines), known, paper.city)
    return [_(PART_NAMES[part]) for part in head.blank_parts()]


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text without the empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
