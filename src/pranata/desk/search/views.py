"""The staff search: one question to the documents and registers that the reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.pages import office_or_404, staff_page
from pranata.desk.navigation import navigation
from pranata.engines.search.queries import LONGEST_QUESTION, PER_PAGE, Narrowing, search
from pranata.engines.search.rules import CANDIDATES
from pranata.engines.search.sources import sources

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

FIRST_YEAR, LAST_YEAR = 1945, 9998


class SearchForm(forms.Form):
    """What is looked for, and where; a field that is wrong narrows nothing."""

    q = forms.CharField(label=_("Yang dicari"), max_length=LONGEST_QUESTION, required=False)
    jenis = forms.ChoiceField(label=_("Di"), required=False)
    tahun = forms.IntegerField(label=_("Tahun"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
    halaman = forms.IntegerField(min_value=1, max_value=-(-CANDIDATES // PER_PAGE), required=False)

    def __init__(self, data: object, *, office: Office, reader: User) -> None:
        super().__init__(data)
        seen = [each for each in sources() if any(reader.can(permission, office) for permission in each.permissions)]
        kinds = [(each.label, each.title) for each in seen]
        self.fields["jenis"].choices = [("", _("semua")), *kinds]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"


@staff_page
def search_page(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code)
    form = SearchForm(request.GET, office=office, reader=request.user)
    form.is_valid()
    asked = form.cleaned_data
    text, kind, number = asked.get("q", ""), asked.get("jenis", ""), asked.get("halaman") or 1
    narrowing = Narrowing(labels=(kind,) if kind else (), year=asked.get("tahun"))
    answer = search(text, office, reader=request.user, narrowing=narrowing, page=number) if text else None
    context = {
        **navigation(request.user, office, section="search"),
        "form": form,
        "text": text,
        "answer": answer,
        "earlier": address(request, number - 1) if answer and number > 1 else "",
        "later": address(request, number + 1) if answer and number < answer.pages else "",
    }
    return render(request, "desk/search.html", context)


def address(request: HttpRequest, number: int) -> str:
    """The same question on another page."""
    asked = request.GET.copy()
    asked["halaman"] = str(number)
    return f"?{asked.urlencode()}"
