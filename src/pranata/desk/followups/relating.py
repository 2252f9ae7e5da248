"""Which row of the plan a follow-up concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.pages import staff_form
from pranata.desk.followups.item import follow_up_or_404
from pranata.desk.navigation import navigation
from pranata.engines.followups import actions
from pranata.engines.followups.models import OPEN
from pranata.engines.plan.follow_ups import row_of
from pranata.engines.plan.models import Plan, Status, Subactivity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

ORDER = Subactivity._meta.ordering
LONGEST = 110  # characters of a row's text in the list of choices


class RowForm(forms.Form):
    row = forms.ChoiceField(
        label=_("Subkegiatan"), required=False, help_text=_("Tindak lanjut ini tampil di rincian subkegiatan itu.")
    )

    def __init__(self, data: Any = None, *, rows: Iterable[Subactivity], held: Subactivity | None) -> None:
        super().__init__(data, initial={"row": str(held.pk) if held else ""})
        self.rows = {str(each.pk): each for each in rows}
        if held:
            self.rows.setdefault(str(held.pk), held)
        choices = [(key, f"{each.plan.year} · {each.code} {each.text[:LONGEST]}") for key, each in self.rows.items()]
        self.fields["row"].choices = [("", _now("tidak terkait subkegiatan")), *choices]


@staff_form
def follow_up_relate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Lets it concern a row of a plan in force, or none."""
    item = follow_up_or_404(request, code, pk)
    request.user.require(OPEN, item.office)
    plans = Plan.objects.visible_to(request.user).filter(office=item.office, status=Status.ADOPTED)
    rows = Subactivity.objects.filter(plan__in=plans).select_related("plan__office").order_by("-plan__year", *ORDER)
    held = row_of(item, reader=request.user)
    form = RowForm(request.POST if request.method == "POST" else None, rows=rows, held=held)
    if form.is_valid():
        row = form.rows.get(form.cleaned_data["row"])
        actions.relate(item, row, office=row.plan.office if row else item.office, by=request.user)
        messages.success(request, _now("Kaitan dengan rencana aksi disimpan."))
        return redirect(item.get_absolute_url())
    context = {
        **navigation(request.user, item.office, section="followups"),
        "form": form,
        "title": _now("Kaitkan dengan rencana aksi"),
        "lead": str(item),
        "submit": _now("Simpan"),
        "back": item.get_absolute_url(),
    }
    return render(request, "desk/followups/form.html", context, status=422 if form.is_bound else 200)
