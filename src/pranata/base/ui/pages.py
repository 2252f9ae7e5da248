"""What every staff page needs: who may ask, how it is delivered, which office it is about."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from pranata.base.org.models import Office

View = Callable[..., HttpResponse]


def staff_page(view: View) -> View:
    """``view`` for signed-in readers: kept in no cache, compressed, told apart from the partials htmx asks for."""
    return _delivered(require_safe(_varied(view)))


def staff_form(view: View) -> View:
    """As ``staff_page`` for a view that also takes POST."""
    return _delivered(require_http_methods(["GET", "HEAD", "POST"])(_varied(view)))


def staff_post(view: View) -> View:
    """As ``staff_page`` for a view that takes nothing but POST."""
    return _delivered(require_http_methods(["POST"])(_varied(view)))


def _delivered(view: View) -> View:
    return gzip_page(never_cache(login_required(view)))


def _varied(view: View) -> View:
    @wraps(view)
    def varied(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return varied


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page; a page restored from history comes whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def readable_offices(request: HttpRequest) -> list[Office]:
    """The offices whose plans the reader may see today."""
    return list(request.user.offices_with("plan.view").order_by("code"))


def office_or_404(request: HttpRequest, code: str, permission: str = "plan.view") -> Office:
    """The office ``code`` if the reader holds ``permission`` there today; else it looks as if it did not exist."""
    office = request.user.offices_with(permission).filter(code=code).first()
    if office is None:
        raise Http404
    return office
