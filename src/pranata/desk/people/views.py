"""People of the office: who they are is for every reader, NIP and address only for who manages them."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.org.models import Unit
from pranata.base.people import actions
from pranata.base.people.models import Person, PersonKind
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.desk.people.forms import LastDayForm, PersonForm
from pranata.desk.people.pages import form_page, is_done, managed_office, menu, sent
from pranata.desk.people.queries import PeopleFilter
from pranata.lib import clock

PEOPLE_ON_A_PAGE = 50


@staff_page
def people(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, "people.view")
    wanted = PeopleFilter.from_query(request.GET)
    page = Paginator(wanted.people(request.user, office), PEOPLE_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        **menu(request, office, "people"),
        "page": page,
        "wanted": wanted,
        "units": Unit.objects.visible_to(request.user).filter(office=office).order_by("name"),
        "kinds": PersonKind.choices,
        "today": clock.today(),
    }
    return render(request, "desk/people/people.html", context)


@staff_form
def person_add(request: HttpRequest, code: str) -> HttpResponse:
    office = managed_office(request, code, "people.manage")
    form = PersonForm(sent(request), office=office)
    if is_done(form, partial(actions.create_person, office=office, by=request.user)):
        messages.success(request, _("%s dicatat sebagai pegawai.") % form.cleaned_data["name"])
        return redirect("desk:people", code)
    words = {"title": _("Tambah pegawai"), "submit": _("Simpan"), "back": reverse("desk:people", args=[code])}
    return form_page(request, menu(request, office, "people"), form, **words)


def visible_person(request: HttpRequest, code: str, pk: int) -> Person:
    return get_visible_or_404(Person, request.user, pk=pk, office__code=code)


@staff_page
def person(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_person(request, code, pk)
    context = {
        **menu(request, shown.office, "people"),
        "person": shown,
        "memberships": shown.memberships.select_related("team").order_by("-valid_from", "pk"),
        "today": clock.today(),
    }
    return render(request, "desk/people/person.html", context)


@staff_form
def person_change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_person(request, code, pk)
    request.user.require("people.manage", shown.office)
    title, back = _("Ubah data %s") % shown.name, reverse("desk:person", args=[code, pk])
    form = PersonForm(sent(request), office=shown.office, row=shown)
    if is_done(form, partial(actions.change_person, shown, by=request.user)):
        messages.success(request, _("Data %s disimpan.") % shown.name)
        return redirect(back)
    return form_page(request, menu(request, shown.office, "people"), form, title=title, submit=_("Simpan"), back=back)


@staff_form
def person_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The last day of a person; a day that was set may be taken away again."""
    shown = visible_person(request, code, pk)
    request.user.require("people.manage", shown.office)
    form = LastDayForm(sent(request), row=shown)

    def end(on) -> None:
        if on is None:
            actions.reopen_person(shown, by=request.user)
        else:
            actions.end_person(shown, on=on, by=request.user)

    back = reverse("desk:person", args=[code, pk])
    if is_done(form, end):
        messages.success(request, _("Masa kerja %s disimpan.") % shown.name)
        return redirect(back)
    lead = _("Sesudah hari itu keanggotaan timnya berakhir dan akunnya tidak memegang peran lagi. Datanya tetap ada.")
    words = {"title": _("Hari terakhir %s") % shown.name, "submit": _("Simpan"), "back": back, "lead": lead}
    return form_page(request, menu(request, shown.office, "people"), form, **words)
