"""The page of grants: what of this office is open to others, until when, and its revocation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.access import actions
from pranata.base.access.grantable import grantable_kinds
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.access.models import Grant
from pranata.base.ui.pages import staff_form, staff_page
from pranata.desk.administration.forms import add_refusal, posted
from pranata.desk.administration.tabs import tab_context, tab_office
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User

GRANTS_ON_A_PAGE = 50


class RevokeForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)


@dataclass(frozen=True)
class Line:
    """A grant as the list shows it: of which kind its record is, its title and page where the reader may see it."""

    grant: Grant
    words: str
    title: str
    address: str
    is_in_force: bool


@staff_page
def grants(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "grants")
    found = Grant.objects.visible_to(request.user).filter(office=office)
    related = ("user__person", "to_office", "given_by__person", "revoked_by__person")
    page = Paginator(found.select_related(*related), GRANTS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = {**tab_context(request, office, "grants"), "page": page, "lines": lines(page, request.user)}
    return render(request, "desk/administration/grants.html", context)


@staff_form
def revoke_grant(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Also for who may open such records without looking after all grants; it comes from the record's page."""
    grant = get_visible_or_404(Grant, request.user, pk=pk, office__code=code)
    line = lines([grant], request.user)[0]
    manages = request.user.can("grants.manage", grant.office)
    back = reverse("desk:grants", args=[code]) if manages else line.address
    form = RevokeForm(posted(request))
    if form.is_valid():
        try:
            actions.revoke_grant(grant, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Izin dicabut."))
            return redirect(back)
    context: dict[str, Any] = {**tab_context(request, grant.office, "grants"), "form": form, "line": line, "back": back}
    return render(request, "desk/administration/revoke_grant.html", context, status=422 if form.is_bound else 200)


def lines(found: Iterable[Grant], user: User) -> list[Line]:
    """One query for each kind of record among them; what the reader may not see is told by its kind alone."""
    found, kinds, today = list(found), grantable_kinds(), clock.today()
    wanted: dict[str, set[int]] = defaultdict(set)
    for grant in found:
        wanted[grant.target_label].add(grant.target_id)
    rows = {
        (label, row.pk): row
        for label, ids in wanted.items()
        if label in kinds
        for row in kinds[label].model._default_manager.visible_to(user).filter(pk__in=ids).select_related("office")  # type: ignore[attr-defined]
    }
    made = []
    for grant in found:
        row, kind = rows.get((grant.target_label, grant.target_id)), kinds.get(grant.target_label)
        words = _("%(kind)s nomor %(number)d") % {
            "kind": kind.words if kind else _("catatan"),
            "number": grant.target_id,
        }
        address = row.get_absolute_url() if row else ""  # type: ignore[attr-defined]
        made.append(Line(grant, words, str(row or ""), address, grant.is_in_force(today)))
    return made
