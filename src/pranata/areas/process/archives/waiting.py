"""What of archives lies on the desk of who may write them: loans that are not back, and what has come to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.areas.process.archives.queries import DUE_PAGES, due_address
from pranata.base.ui.waiting import Waiting, offer_waiting
from pranata.engines.archives.models import EDIT, ArchiveItem, Loan
from pranata.engines.archives.words import DUE_WORDS
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def waiting_archives(user: User, office: Office | None) -> list[Waiting]:
    """One line for each overdue loan, one for each kind of work that waits; nothing for the calendar of all offices."""
    if office is None or not user.can(EDIT, office):
        return []
    today = clock.today()
    loans = Loan.objects.visible_to(user).filter(office=office).overdue(today).select_related("item", "item__office")
    found = [loan_line(each) for each in loans]
    visible = ArchiveItem.objects.visible_to(user).filter(office=office)
    for slug, what in DUE_PAGES.items():
        said = visible.due_on(today, what).aggregate(count=Count("pk"), since=Min("kept_until"))
        if said["count"]:
            title = ngettext("%d arsip", "%d arsip", said["count"]) % said["count"]
            address = due_address(office, slug)
            head = _("Kearsipan")
            line = f"{title}: {DUE_WORDS[what]}"
            found.append(Waiting(f"archives-{slug}-{said['since']}", head, line, _("Buka daftarnya"), address, line))
    return found


def loan_line(loan: Loan) -> Waiting:
    """Who borrowed is not passed on."""
    title = _("Arsip belum kembali: %s") % loan.item.number
    return Waiting(
        key=f"archives-loan-{loan.pk}-{loan.due_on.isoformat()}",
        head=_("Peminjaman arsip"),
        title=f"{title} · {loan.item.title}",
        words=_("Catat pengembalian"),
        address=reverse("desk:archives:take_back", args=[loan.item.office.code, loan.pk]),
        line=title,
        due_on=loan.due_on,
    )


offer_waiting("archives", waiting_archives)
