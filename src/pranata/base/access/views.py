"""Own sessions; and where django-allauth's pages for passkeys would lead astray."""

from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pranata.base.access.forms import RemoveFactorForm
from pranata.base.access.sessions import end_own_sessions, other_sessions, own_sessions


@require_GET
@login_required
def sessions(request):
    return render(request, "account/sessions.html", {"sessions": own_sessions(request)})


@require_POST
@login_required
def end_session(request, pk):
    if not end_own_sessions(other_sessions(request).filter(pk=pk), by=request.user):
        raise Http404
    messages.success(request, _("Sesi itu diakhiri."))
    return redirect("account_sessions")


@require_POST
@login_required
def end_other_sessions(request):
    end_own_sessions(other_sessions(request), by=request.user)
    messages.success(request, _("Semua sesi lain diakhiri."))
    return redirect("account_sessions")


class ConfirmByPasskey(ReauthenticateWebAuthnView):
    """allauth sends a refused passkey to the sign-in page, where somebody signed in has nothing to do."""

    def form_invalid(self, form):
        for message in form.errors["credential"]:
            messages.error(self.request, message)
        return HttpResponseRedirect(self.request.get_full_path())


class RemovePasskey(RemoveWebAuthnView):
    """allauth does not ask whether this passkey may go; the answer shows before the button is pressed."""

    form_class = RemoveFactorForm

    def get_form_kwargs(self) -> dict:
        return {"data": {}} | super().get_form_kwargs() | {"authenticator": self.object}


confirm_by_passkey = ConfirmByPasskey.as_view()
remove_passkey = RemovePasskey.as_view()
