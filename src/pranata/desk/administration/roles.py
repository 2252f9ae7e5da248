"""Pages of roles: list with history, a new one, its end, its delegation, and everybody's own roles."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.access import actions
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role, RoleAssignment
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Office, Unit
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, staff_post
from pranata.desk.administration.account_list import accounts_at, possible_deputies
from pranata.desk.administration.accounts import confirmed
from pranata.desk.administration.forms import DelegationForm, EndForm, RoleForm, add_refusal, posted
from pranata.desk.administration.role_list import PERIODS, RoleFilter, role_line, role_lines, with_names
from pranata.desk.administration.tabs import tab_context, tab_office
from pranata.desk.navigation import navigation
from pranata.lib import clock

ROLES_ON_A_PAGE = 50


@staff_page
def roles(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "roles")
    wanted = RoleFilter.from_query(request.GET)
    found = wanted.narrow(RoleAssignment.objects.visible_to(request.user).filter(office=office))
    page = Paginator(with_names(found), ROLES_ON_A_PAGE).get_page(request.GET.get("halaman"))
    today = clock.today()
    context = {
        **tab_context(request, office, "roles"),
        "wanted": wanted,
        "periods": PERIODS.items(),
        "role_choices": Role.choices,
        "page": page,
        "lines": [role_line(each, request.user, today) for each in page],
        "may_manage": request.user.can("access.manage", office),
    }
    return render(request, "desk/administration/roles.html", context)


@staff_page
def my_roles(request: HttpRequest, code: str) -> HttpResponse:
    """The reader's own roles at the office, what was delegated to them, and what they delegated to others."""
    office = office_or_404(request, code)
    here = RoleAssignment.objects.filter(office=office)
    context = {
        **navigation(request.user, office, section="my_roles"),
        "held": role_lines(here.filter(user=request.user), request.user),
        "delegated": role_lines(here.filter(delegated_from__user=request.user), request.user),
    }
    return render(request, "desk/administration/my_roles.html", context)


@staff_form
@confirmed
def new_role(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "roles")
    request.user.require("access.manage", office)
    today = clock.today()
    form = RoleForm(
        posted(request),
        users=accounts_at(office).filter(is_active=True),
        units=Unit.objects.visible_to(request.user).filter(overlapping(today, None), office=office),
        initial={"user": request.GET.get("akun", ""), "valid_from": today},
    )
    if form.is_valid():
        try:
            given = actions.assign_role(office=office, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            words = _("%(name)s menjadi %(role)s.") % {"name": given.user, "role": given.get_role_display()}
            messages.success(request, words)
            return redirect("desk:roles", office.code)
    context = {**tab_context(request, office, "roles"), "form": form}
    return render(request, "desk/administration/new_role.html", context, status=422 if form.errors else 200)


def assignment_or_404(request: HttpRequest, code: str, pk: int) -> tuple[Office, RoleAssignment]:
    """A role at the office that the reader may see, holds, or has delegated."""
    office = office_or_404(request, code)
    seen = RoleAssignment.objects.visible_to(request.user).values("pk")
    own = Q(user=request.user) | Q(delegated_from__user=request.user)
    found = with_names(RoleAssignment.objects.filter(Q(pk__in=seen) | own, office=office)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return office, found


def list_of(request: HttpRequest, office: Office) -> str:
    """The URL name of the list to go back to: the office's, or one's own."""
    return "desk:roles" if request.user.can("access.view", office) else "desk:my_roles"


def refuse_unless(may: bool) -> None:
    """Raises Forbidden: no form is shown that could only be refused."""
    if not may:
        raise Forbidden("access.manage")


@staff_form
def end_role(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, shown = assignment_or_404(request, code, pk)
    refuse_unless(role_line(shown, request.user, clock.today()).may_end)
    form = EndForm(posted(request), initial={"on": clock.today()})
    if form.is_valid():
        try:
            actions.end_role(shown, on=form.cleaned_data["on"], by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Hari terakhir peran itu sudah dicatat."))
            return redirect(list_of(request, office), office.code)
    return role_page(request, "end_role", office, shown, form)


@staff_form
def delegate_role(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, shown = assignment_or_404(request, code, pk)
    refuse_unless(role_line(shown, request.user, clock.today()).may_delegate)
    users = possible_deputies(office, shown.user)
    form = DelegationForm(posted(request), users=users, initial={"valid_from": clock.today()})
    if form.is_valid():
        try:
            given = actions.delegate(shown, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Peran itu dilimpahkan kepada %(name)s.") % {"name": given.user})
            return redirect(list_of(request, office), office.code)
    return role_page(request, "delegate_role", office, shown, form)


@staff_post
def withdraw_role(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, shown = assignment_or_404(request, code, pk)
    try:
        actions.withdraw_role(shown, by=request.user)
        messages.success(request, _("Peran yang belum mulai itu dibatalkan."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(list_of(request, office), office.code)


def role_page(request: HttpRequest, name: str, office: Office, shown: RoleAssignment, form) -> HttpResponse:
    """The page ``name`` about one role, below the list it belongs to."""
    context = {
        **tab_context(request, office, "roles"),
        "line": role_line(shown, request.user, clock.today()),
        "form": form,
        "list_address": list_of(request, office),
    }
    if list_of(request, office) == "desk:my_roles":
        context |= {"section": "my_roles", "tabs": []}
    return render(request, f"desk/administration/{name}.html", context, status=422 if form.errors else 200)
