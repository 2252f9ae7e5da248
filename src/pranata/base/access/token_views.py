"""Pages of one's own tokens: the list, a new one, the end of one.

A token stands in the answer to the form that made it and nowhere else: no redirect, no message, no session.
"""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pranata.base.access import actions
from pranata.base.access.actions.tokens import scopes_of
from pranata.base.access.models import ApiToken
from pranata.base.access.rules import ALWAYS_IN_TOKENS, last_token_day
from pranata.base.org.models import Office
from pranata.lib import clock

SCOPE_WORDS = {
    "read": _("membaca rencana, bukti, dan laporan"),
    "report": _("menulis realisasi, angka, dan bukti"),
    "verify": _("memverifikasi dan mengembalikan"),
}


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=80, help_text=_("Program atau komputer yang memakainya."))
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Satuan kerja"), to_field_name="code", empty_label=None
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=_("Selain membaca, boleh"),
        choices=[(scope, words) for scope, words in SCOPE_WORDS.items() if scope != ALWAYS_IN_TOKENS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        label=_("Berlaku sampai"),
        help_text=_("Paling lama setahun."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, data=None, *, user, **options):
        super().__init__(data, **options)
        offices = user.offices_with("plan.view").order_by("code")
        self.fields["office"].queryset = offices
        held = {scope for office in offices for scope in scopes_of(user, office)}
        self.fields["scopes"].choices = [each for each in self.fields["scopes"].choices if each[0] in held]
        for field in ("name", "expires_on"):
            self.fields[field].widget.attrs["class"] = "form-control"
        self.fields["office"].widget.attrs["class"] = "form-select"


def scope_words(token: ApiToken) -> str:
    """What a token is for, in a sentence."""
    return ", ".join(str(SCOPE_WORDS[scope]) for scope in token.scopes if scope in SCOPE_WORDS)


@require_GET
@login_required
def tokens(request):
    own = ApiToken.objects.filter(user=request.user, revoked_at=None).select_related("office")
    today = clock.today()
    shown = [{"token": each, "words": scope_words(each), "is_usable": each.is_usable_on(today)} for each in own]
    return render(request, "account/tokens.html", {"tokens": shown})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required  # before the form is filled in: a detour on sending it would lose what was typed
def new_token(request):
    """Asks what for and until when; on success the answer shows the token."""
    first = {"expires_on": last_token_day(clock.today())}
    form = TokenForm(request.POST if request.method == "POST" else None, user=request.user, initial=first)
    if form.is_valid():
        try:
            token, secret = actions.create_token(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            words = scope_words(token)
            return render(request, "account/token_made.html", {"token": token, "secret": secret, "words": words})
    return render(request, "account/new_token.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@login_required
def revoke_token(request, pk):
    token = ApiToken.objects.filter(user=request.user, pk=pk, revoked_at=None).select_related("office").first()
    if token is None:
        raise Http404
    actions.revoke_token(token, by=request.user)
    messages.success(request, _now("Token %(name)s dicabut.") % {"name": token.name})
    return redirect("account_tokens")
