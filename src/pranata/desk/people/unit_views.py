"""Units of the office as a tree, and the posts inside them."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.org import actions
from pranata.base.org.models import Post, Unit
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.desk.people.forms import LastDayForm, PostForm, UnitForm
from pranata.desk.people.pages import form_page, is_done, managed_office, menu, sent
from pranata.desk.people.queries import unit_tree
from pranata.lib import clock


@staff_page
def units(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, "org.view")
    everything = request.GET.get("keadaan") == "semua"
    context = {
        **menu(request, office, "units"),
        "branches": unit_tree(request.user, office, everything=everything),
        "everything": everything,
        "today": clock.today(),
    }
    return render(request, "desk/people/units.html", context)


@staff_form
def unit_add(request: HttpRequest, code: str) -> HttpResponse:
    office = managed_office(request, code, "org.manage")
    form = UnitForm(sent(request), office=office)
    if is_done(form, partial(actions.create_unit, office=office, by=request.user)):
        messages.success(request, _("Unit %s dicatat.") % form.cleaned_data["name"])
        return redirect("desk:units", code)
    words = {"title": _("Tambah unit kerja"), "submit": _("Simpan"), "back": reverse("desk:units", args=[code])}
    return form_page(request, menu(request, office, "units"), form, **words)


def visible_unit(request: HttpRequest, code: str, pk: int) -> Unit:
    return get_visible_or_404(Unit, request.user, pk=pk, office__code=code)


@staff_page
def unit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_unit(request, code, pk)
    today = clock.today()
    context = {
        **menu(request, shown.office, "units"),
        "unit": shown,
        "posts": shown.posts.order_by("title", "pk"),
        "children": shown.children.order_by("code"),
        "people": shown.people.not_ended(today).filter(office__in=request.user.offices_with("people.view")),
        "today": today,
    }
    return render(request, "desk/people/unit.html", context)


@staff_form
def unit_change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_unit(request, code, pk)
    request.user.require("org.manage", shown.office)
    title, back = _("Ubah unit %s") % shown.name, reverse("desk:unit", args=[code, pk])
    form = UnitForm(sent(request), office=shown.office, row=shown)
    if is_done(form, partial(actions.change_unit, shown, by=request.user)):
        messages.success(request, _("Unit %s disimpan.") % shown.name)
        return redirect(back)
    return form_page(request, menu(request, shown.office, "units"), form, title=title, submit=_("Simpan"), back=back)


@staff_form
def unit_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The last day of a unit and of all inside it; a day that was set may be taken away again."""
    shown = visible_unit(request, code, pk)
    request.user.require("org.manage", shown.office)
    form = LastDayForm(sent(request), row=shown)

    def end(on) -> None:
        if on is None:
            actions.reopen_unit(shown, by=request.user)
        else:
            actions.close_unit(shown, on=on, by=request.user)

    back = reverse("desk:unit", args=[code, pk])
    if is_done(form, end):
        messages.success(request, _("Masa berlaku unit %s disimpan.") % shown.name)
        return redirect(back)
    words = {"title": _("Hari terakhir unit %s") % shown.name, "submit": _("Simpan"), "back": back}
    return form_page(request, menu(request, shown.office, "units"), form, lead=ending_words(shown), **words)


def ending_words(unit: Unit) -> str:
    """What ends with the unit, and who still stands in it."""
    count = unit.people.not_ended(clock.today()).count()
    words = _("Unit di bawahnya dan semua jabatan di dalamnya ikut berakhir.")
    if not count:
        return words
    still = ngettext(
        "%d pegawai masih tercatat di unit ini; pindahkan ke unit lain.",
        "%d pegawai masih tercatat di unit ini; pindahkan ke unit lain.",
        count,
    )
    return f"{words} {still % count}"


@staff_form
def post_add(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_unit(request, code, pk)
    request.user.require("org.manage", shown.office)
    form = PostForm(sent(request))
    back = reverse("desk:unit", args=[code, pk])
    if is_done(form, partial(actions.create_post, unit=shown, by=request.user)):
        messages.success(request, _("Jabatan %s dicatat.") % form.cleaned_data["title"])
        return redirect(back)
    words = {"title": _("Tambah jabatan di %s") % shown.name, "submit": _("Simpan"), "back": back}
    return form_page(request, menu(request, shown.office, "units"), form, **words)


@staff_form
def post_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    post = get_visible_or_404(Post, request.user, pk=pk, unit__office__code=code)
    office = post.unit.office
    request.user.require("org.manage", office)
    form = LastDayForm(sent(request), row=post, is_final=True)
    back = reverse("desk:unit", args=[code, post.unit_id])
    if is_done(form, partial(actions.close_post, post, by=request.user)):
        messages.success(request, _("Masa berlaku jabatan %s disimpan.") % post.title)
        return redirect(back)
    words = {"title": _("Hari terakhir jabatan %s") % post.title, "submit": _("Simpan"), "back": back}
    return form_page(request, menu(request, office, "units"), form, **words)
