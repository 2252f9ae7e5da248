"""Pages of accounts: list, one account, a new one, a way back in.

A one-time password stands in the answer to the form that made it and nowhere else: no redirect, no message, no
session.
"""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.access import actions
from pranata.base.access.models import ApiToken, Role, RoleAssignment, User
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Office
from pranata.base.people.models import Person
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, staff_post
from pranata.desk.administration.account_list import STATES, AccountFilter, account_list
from pranata.desk.administration.forms import AccountForm, ResetForm, add_refusal, posted
from pranata.desk.administration.role_list import role_lines
from pranata.desk.administration.tabs import open_tabs, tab_context, tab_office
from pranata.lib import clock

ACCOUNTS_ON_A_PAGE = 50
# Asks for the password again when it was not shown lately: an unattended screen must not hand out ways in.
confirmed = reauthentication_required(allow_get=True)


@staff_page
def administration(request: HttpRequest, code: str) -> HttpResponse:
    """Leads to the first page that the reader may see."""
    office = office_or_404(request, code)
    for name, _words in open_tabs(request.user, office):
        return redirect(f"desk:{name}", office.code)
    raise Http404


@staff_page
def accounts(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "accounts")
    wanted = AccountFilter.from_query(request.GET)
    found = Paginator(account_list(office, request.user, wanted), ACCOUNTS_ON_A_PAGE)
    context = {
        **tab_context(request, office, "accounts"),
        "wanted": wanted,
        "states": STATES.items(),
        "roles": Role.choices,
        "page": found.get_page(request.GET.get("halaman")),
        "found": found.count,
        "may_manage": request.user.can("access.manage", office),
    }
    return render(request, "desk/administration/accounts.html", context)


def account_or_404(request: HttpRequest, code: str, pk: int) -> tuple[Office, User]:
    """One account of the office as the list shows it, if the reader may see it there."""
    office = tab_office(request, code, "accounts")
    shown = account_list(office, request.user, AccountFilter()).filter(pk=pk).first()
    if shown is None:
        raise Http404
    return office, shown


@staff_page
def account(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One account with its roles, here and wherever else the reader may see them."""
    office, shown = account_or_404(request, code, pk)
    may_manage = request.user.can("access.manage", office)
    context = {
        **tab_context(request, office, "accounts"),
        "shown": shown,
        "roles": role_lines(RoleAssignment.objects.visible_to(request.user).filter(user=shown), request.user),
        "tokens": shown_tokens(request, office, shown),
        "may_assign": may_manage and shown.is_active,
        "may_manage": may_manage and shown.pk != request.user.pk,
        "is_own": shown.pk == request.user.pk,
    }
    return render(request, "desk/administration/account.html", context)


def shown_tokens(request: HttpRequest, office: Office, shown: User) -> QuerySet[ApiToken]:
    """The account's tokens for this office that still open something, as far as the reader may see them."""
    found = ApiToken.objects.visible_to(request.user).usable_on(clock.today())
    return found.filter(user=shown, office=office).select_related("office")


@staff_post
def revoke_token(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ends one token of the account, named by its number in the form."""
    office, shown = account_or_404(request, code, pk)
    number = request.POST.get("token", "")
    token = shown_tokens(request, office, shown).filter(pk=int(number)).first() if is_key(number) else None
    if token is None:
        raise Http404
    actions.revoke_token(token, by=request.user)
    messages.success(request, _("Token %(name)s dicabut.") % {"name": token.name})
    return redirect("desk:account", office.code, shown.pk)


def is_key(text: str) -> bool:
    """Whether ``text`` can be the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 19


@staff_form
@confirmed
def new_account(request: HttpRequest, code: str) -> HttpResponse:
    """Asks for whom; on success the answer shows the one-time password."""
    office = tab_office(request, code, "accounts")
    request.user.require("access.manage", office)
    form = AccountForm(posted(request), people=people_without_account(request.user, office), initial=asked(request))
    if form.is_valid():
        try:
            user, password = actions.create_user(office=office, by=request.user, **form.values())
        except ValidationError as error:
            add_refusal(form, error)
        else:
            return password_page(request, office, user, password, is_new=True)
    context = {**tab_context(request, office, "accounts"), "form": form}
    return render(request, "desk/administration/new_account.html", context, status=422 if form.errors else 200)


def asked(request: HttpRequest) -> dict[str, str]:
    """The person whom a link named (``?pegawai=``)."""
    return {"person": request.GET.get("pegawai", "")}


def people_without_account(reader: User, office: Office) -> QuerySet[Person]:
    """The persons of the office who serve today or later and have no account."""
    people = Person.objects.visible_to(reader).filter(office=office, user=None)
    return people.filter(overlapping(clock.today(), None))


@staff_form
@confirmed
def reset_account(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Asks once more; on success the answer shows the one-time password."""
    office, shown = account_or_404(request, code, pk)
    request.user.require("access.manage", office)
    form = ResetForm(posted(request))
    if form.is_valid():
        try:
            kept = not form.cleaned_data["second_factor"]
            password = actions.reset_sign_in(shown, by=request.user, keep_second_factor=kept)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            return password_page(request, office, shown, password, is_new=False)
    context = {**tab_context(request, office, "accounts"), "form": form, "shown": shown}
    return render(request, "desk/administration/reset_account.html", context, status=422 if form.errors else 200)


def password_page(request: HttpRequest, office: Office, user: User, password: str, *, is_new: bool) -> HttpResponse:
    """The only page that ever shows this password."""
    context = {**tab_context(request, office, "accounts"), "shown": user, "password": password, "is_new": is_new}
    return render(request, "desk/administration/one_time_password.html", context)


@staff_post
def close_account(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, shown = account_or_404(request, code, pk)
    try:
        actions.deactivate(shown, by=request.user)
        messages.success(request, _("Akun %(name)s dinonaktifkan; semua sesinya berakhir.") % {"name": shown})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("desk:account", office.code, shown.pk)


@staff_post
def open_account(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, shown = account_or_404(request, code, pk)
    actions.reactivate(shown, by=request.user)
    messages.success(request, _("Akun %(name)s aktif kembali dengan peran yang masih berlaku.") % {"name": shown})
    return redirect("desk:account", office.code, shown.pk)
