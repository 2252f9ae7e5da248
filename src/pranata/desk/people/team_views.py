"""Teams formed by decree, and who is in them."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.people import actions
from pranata.base.people.models import Team, TeamMember
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.desk.people.forms import LastDayForm, MemberForm, TeamForm
from pranata.desk.people.pages import form_page, is_done, managed_office, menu, sent
from pranata.desk.people.queries import team_list
from pranata.desk.people.suggestions import team_kind
from pranata.lib import clock

TEAMS_ON_A_PAGE = 50


@staff_page
def teams(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, "people.view")
    everything = request.GET.get("keadaan") == "semua"
    found = team_list(request.user, office, everything=everything)
    page = Paginator(found, TEAMS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        **menu(request, office, "teams"),
        "page": page,
        "rows": [(each, team_kind(each.kind)) for each in page],
        "everything": everything,
        "today": clock.today(),
    }
    return render(request, "desk/people/teams.html", context)


@staff_form
def team_add(request: HttpRequest, code: str) -> HttpResponse:
    office = managed_office(request, code, "people.manage")
    form = TeamForm(sent(request))
    if is_done(form, partial(actions.create_team, office=office, by=request.user)):
        messages.success(request, _("Tim %s dicatat; buka timnya untuk mengisi anggota.") % form.cleaned_data["name"])
        return redirect("desk:teams", code)
    words = {"title": _("Tambah tim"), "submit": _("Simpan"), "back": reverse("desk:teams", args=[code])}
    return form_page(request, menu(request, office, "teams"), form, **words)


def visible_team(request: HttpRequest, code: str, pk: int) -> Team:
    return get_visible_or_404(Team, request.user, pk=pk, office__code=code)


@staff_page
def team(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_team(request, code, pk)
    context = {
        **menu(request, shown.office, "teams"),
        "team": shown,
        "kind": team_kind(shown.kind),
        "members": shown.members.select_related("person__unit").order_by("valid_from", "pk"),
        "today": clock.today(),
    }
    return render(request, "desk/people/team.html", context)


@staff_form
def team_change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_team(request, code, pk)
    request.user.require("people.manage", shown.office)
    title, back = _("Ubah tim %s") % shown.name, reverse("desk:team", args=[code, pk])
    form = TeamForm(sent(request), row=shown)
    if is_done(form, partial(actions.change_team, shown, by=request.user)):
        messages.success(request, _("Tim %s disimpan.") % shown.name)
        return redirect(back)
    return form_page(request, menu(request, shown.office, "teams"), form, title=title, submit=_("Simpan"), back=back)


@staff_form
def team_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The last day of a team and of its members; a day that was set may be taken away again."""
    shown = visible_team(request, code, pk)
    request.user.require("people.manage", shown.office)
    form = LastDayForm(sent(request), row=shown)

    def end(on) -> None:
        if on is None:
            actions.reopen_team(shown, by=request.user)
        else:
            actions.end_team(shown, on=on, by=request.user)

    back = reverse("desk:team", args=[code, pk])
    if is_done(form, end):
        messages.success(request, _("Masa berlaku tim %s disimpan.") % shown.name)
        return redirect(back)
    words = {"title": _("Hari terakhir tim %s") % shown.name, "submit": _("Simpan"), "back": back}
    lead = _("Keanggotaan yang masih berjalan ikut berakhir pada hari itu.")
    return form_page(request, menu(request, shown.office, "teams"), form, lead=lead, **words)


@staff_form
def member_add(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = visible_team(request, code, pk)
    request.user.require("people.manage", shown.office)
    form = MemberForm(sent(request), team=shown)
    back = reverse("desk:team", args=[code, pk])
    if is_done(form, partial(actions.add_member, shown, by=request.user)):
        messages.success(request, _("%s masuk tim.") % form.cleaned_data["person"])
        return redirect(back)
    words = {"title": _("Tambah anggota %s") % shown.name, "submit": _("Simpan"), "back": back}
    return form_page(request, menu(request, shown.office, "teams"), form, **words)


@staff_form
def member_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    member = get_visible_or_404(TeamMember, request.user, pk=pk, team__office__code=code)
    office = member.team.office
    request.user.require("people.manage", office)
    form = LastDayForm(sent(request), row=member, is_final=True)
    back = reverse("desk:team", args=[code, member.team_id])
    if is_done(form, partial(actions.end_member, member, by=request.user)):
        messages.success(request, _("Masa keanggotaan %s disimpan.") % member.person)
        return redirect(back)
    words = {"submit": _("Simpan"), "back": back, "lead": str(member.team)}
    title = _("Hari terakhir %s dalam tim") % member.person
    return form_page(request, menu(request, office, "teams"), form, title=title, **words)
