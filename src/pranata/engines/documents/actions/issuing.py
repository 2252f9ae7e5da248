"""A decree gets its number, its date and its signatory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.engines.documents.actions.filing import wrote
from pranata.engines.documents.actions.numbering import next_decree_number
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.models import Document
from pranata.engines.documents.printed_parts import issued_parts
from pranata.engines.search.actions import put

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User

LONGEST_NUMBER = 300


@transaction.atomic
def issue(
    document: Document,
    *,
    number: str | None = None,
    issued_on: date,
    place: str,
    signatory_role: str,
    signatory_name: str,
    by: User | None,
) -> Document:
    """Give a decree its number, date, place and signatory, in its printed parts too; the caller checks the permission.

    ``number`` is the one entered (SRIKANDI); None takes the next of the office's series, and keeps the number of a
    decree that has one. Raises ``NumberRefused`` for a number that is blank, too long or used in the office.
    """
    hold(document.office)
    row = Document.objects.select_for_update(of=("self",)).select_related("office").get(pk=document.pk)
    given = row.number or next_decree_number(row.office, on=issued_on, by=by) if number is None else _entered(number)
    before = {name: _plain(getattr(row, name)) for name in ("number", "place", "issued_on")}
    row.number, row.place, row.issued_on = given, " ".join(place.split()), issued_on
    row.body = issued_parts(
        row.body,
        number=given,
        issued_on=issued_on,
        place=row.place,
        signatory_role=" ".join(signatory_role.split()),
        signatory_name=" ".join(signatory_name.split()),
    )
    _save_number(row)
    after = {name: _plain(getattr(row, name)) for name in before}
    record(office=row.office, actor=by, action="documents.issued", target=row, before=before, after=after)
    wrote([row], by)
    put(row)
    for name in (*before, "body"):
        setattr(document, name, getattr(row, name))
    return document


def _plain(value: str | date | None) -> str:
    return "" if value is None else str(value)


def _entered(number: str) -> str:
    """A number as somebody typed it, white space folded."""
    found = " ".join(number.split())
    if not found:
        raise NumberRefused(_("Nomor keputusan belum diisi."))
    if not found.isprintable():
        raise NumberRefused(_("Nomor keputusan memuat karakter yang tidak tercetak."))
    if len(found) > LONGEST_NUMBER:
        raise NumberRefused(_("Nomor keputusan lebih dari %(count)d huruf.") % {"count": LONGEST_NUMBER})
    return found


def _save_number(row: Document) -> None:
    """Save the issued row; raises ``NumberRefused`` when another document of the office has the number."""
    others = Document.objects.filter(office=row.office, kind=row.kind, number=row.number).exclude(pk=row.pk)
    if (other := others.first()) is not None:
        raise NumberRefused(
            _("Nomor %(number)s sudah dipakai keputusan lain di kantor ini: “%(title)s”.")
            % {"number": row.number, "title": other.title[:120]}
        )
    try:
        with transaction.atomic():
            row.save(update_fields=["number", "place", "issued_on", "body"])
    except IntegrityError as error:  # filed by another request in this moment
        words = _("Nomor %(number)s baru saja dipakai keputusan lain di kantor ini.")
        raise NumberRefused(words % {"number": row.number}) from error
