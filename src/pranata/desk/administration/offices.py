"""Pages of the office itself and of those below it: time zone, and who uses this installation.

Name, level and time zone come from the list of offices (``./pranata load_offices``), which would undo a change here.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from pranata.base.org import actions
from pranata.base.org.models import Level, Office
from pranata.base.ui.pages import staff_page, staff_post
from pranata.desk.administration.tabs import tab_context, tab_office

OFFICES_ON_A_PAGE = 50
STATES = {"": None, "memakai": True, "belum": False}


def offices_below(office: Office) -> QuerySet[Office]:
    """The offices below ``office``, whatever the level; by code."""
    below = Q(parent=office) | Q(parent__parent=office)
    return Office.objects.filter(below).select_related("parent").order_by("code")


def narrowed(found: QuerySet[Office], request: HttpRequest) -> QuerySet[Office]:
    """``?q=`` (name, region or code), ``?provinsi=`` (code), ``?keadaan=`` (a key of ``STATES``)."""
    text, province = request.GET.get("q", "").strip(), request.GET.get("provinsi", "")
    is_active = STATES.get(request.GET.get("keadaan", ""))
    if text:
        found = found.filter(Q(name__icontains=text) | Q(region_name__icontains=text) | Q(code=text))
    if province:
        found = found.filter(Q(code=province) | Q(parent__code=province))
    return found if is_active is None else found.filter(is_active=is_active)


@staff_page
def offices(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "offices")
    below = offices_below(office)
    found = Paginator(narrowed(below, request), OFFICES_ON_A_PAGE)
    is_central = office.level == Level.RI
    context = {
        **tab_context(request, office, "offices"),
        "counts": below.order_by().aggregate(all=Count("pk"), active=Count("pk", filter=Q(is_active=True))),
        "provinces": below.filter(level=Level.PROVINCE) if is_central else (),
        "wanted": {name: request.GET.get(name, "") for name in ("q", "provinsi", "keadaan")},
        "page": found.get_page(request.GET.get("halaman")),
        "found": found.count,
        "here": request.get_full_path(),
    }
    return render(request, "desk/administration/offices.html", context)


def below_or_404(request: HttpRequest, code: str, pk: int) -> tuple[Office, Office]:
    """The office of the page, and one below it."""
    office = tab_office(request, code, "offices")
    found = offices_below(office).filter(pk=pk).first()
    if found is None:
        raise Http404
    return office, found


def back(request: HttpRequest, office: Office) -> HttpResponse:
    """To the list as it was narrowed, else to the whole list."""
    address = request.POST.get("kembali", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return redirect("desk:offices", office.code)
    return redirect(address)


@staff_post
def activate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, shown = below_or_404(request, code, pk)
    actions.activate_office(shown, by=request.user)
    messages.success(request, _("%(name)s kini memakai sistem ini.") % {"name": shown})
    return back(request, office)


@staff_post
def deactivate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, shown = below_or_404(request, code, pk)
    actions.deactivate_office(shown, by=request.user)
    messages.success(request, _("%(name)s tidak lagi memakai sistem ini; datanya tetap ada.") % {"name": shown})
    return back(request, office)
