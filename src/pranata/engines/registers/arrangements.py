"""Writes to saved views: an account keeps how it likes to see a register, and lets it go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.permission import require
from pranata.engines.registers.models import SavedView

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.registers.registry import Register

NOT_KEPT = ("halaman", "csrfmiddlewaretoken")
MOST_LETTERS = 2000  # of a query string
MOST_VIEWS = 20  # of one account in one register


@transaction.atomic
def keep_view(
    register: Register, office: Office, *, name: str, query: str, is_default: bool = False, by: User
) -> SavedView:
    """
    Keep what ``query`` shows of the register under ``name``; the same name again replaces it. ``is_default`` opens the
    register with it. Raises ``ValidationError``, ``Forbidden`` for who may not see the register.
    """
    require(by, register.model.VIEW, office)
    hold(office)
    own = SavedView.objects.filter(office=office, user=by, register=register.code)
    name = " ".join(name.split())
    view = own.filter(name=name).first() or SavedView(office=office, user=by, register=register.code, name=name)
    if view.pk is None and own.count() >= MOST_VIEWS:
        raise ValidationError(_("Paling banyak %d tampilan; hapus dahulu salah satunya.") % MOST_VIEWS)
    view.query, view.is_default = as_kept(query), is_default
    if is_default:
        own.exclude(pk=view.pk).update(is_default=False)
    view.full_clean()
    view.save()
    after = {"register": register.code, "is_default": is_default}
    record(office=office, actor=by, action="registers.view_kept", target=view, after=after)
    return view


@transaction.atomic
def drop_view(view: SavedView, *, by: User) -> None:
    """Let a view go. Raises ``ValidationError`` for another's."""
    if view.user_id != by.pk:
        raise ValidationError(_("Tampilan ini milik orang lain."))
    hold(view.office)
    record(
        office=view.office, actor=by, action="registers.view_dropped", target=view, before={"register": view.register}
    )
    view.delete()


def as_kept(query: str) -> str:
    """The query string without what belongs to one visit, and without what is empty."""
    wanted = QueryDict(query[:MOST_LETTERS], mutable=True)
    for name in list(wanted):
        if name in NOT_KEPT:
            del wanted[name]
        else:
            wanted.setlist(name, [value for value in wanted.getlist(name) if value])
    return wanted.urlencode()
