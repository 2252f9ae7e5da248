"""What the reader was told at an office, and how it wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.notify import actions
from pranata.base.notify.kinds import in_words
from pranata.base.notify.models import CalendarKey, Digest, Notice
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, staff_post
from pranata.desk.navigation import navigation
from pranata.desk.tasks.sharing import share, share_one

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.notify.kinds import Line

PAGE_SIZE = 25


class DigestForm(forms.Form):
    digest = forms.ChoiceField(
        label=gettext_lazy("Ringkasan lewat surel"), choices=Digest.choices, widget=forms.RadioSelect
    )


@staff_page
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """The reader's notices of one office, the last one first."""
    office = office_or_404(request, code)
    own = Notice.objects.visible_to(request.user).filter(office=office)
    page = Paginator(own, PAGE_SIZE).get_page(request.GET.get("halaman"))
    lines = in_words(page, reader=request.user)
    here = request.build_absolute_uri(reverse("desk:notices", args=[code]))
    heading = _("%(office)s: pemberitahuan") % {"office": office.name}
    context = {
        **navigation(request.user, office, section="notices"),
        "page": page,
        "lines": [(line, share_one(office.name, words_of(line), absolute(request, line))) for line in lines],
        "share": share(heading, [words_of(line) for line in lines], here),
        "unread_count": own.unread().count(),
    }
    return render(request, "desk/tasks/notices.html", context)


def words_of(line: Line) -> str:
    """A notice as it is passed on; the title of a disposition's record may be passed on, its words are not in it."""
    month = f" ({line.month})" if line.month else ""
    return f"{line.title}{month}: {line.label}" if line.title else line.label


def absolute(request: HttpRequest, line: Line) -> str:
    return request.build_absolute_uri(line.notice.address)


@staff_post
def notice_open(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Says that the notice was read and leads to what it is about."""
    office = office_or_404(request, code)
    notice = get_visible_or_404(Notice, request.user, pk=pk, office=office)
    actions.mark_read(Notice.objects.filter(pk=notice.pk), by=request.user)
    return redirect(notice.address)


@staff_post
def notices_read(request: HttpRequest, code: str) -> HttpResponse:
    """Says that all notices of the office were read."""
    office = office_or_404(request, code)
    actions.mark_read(Notice.objects.filter(office=office), by=request.user)
    messages.success(request, _("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect("desk:notices", code)


@staff_form
def notice_settings(request: HttpRequest, code: str) -> HttpResponse:
    """How the reader wants to be told; POST chooses the mail."""
    office = office_or_404(request, code)
    if request.method != "POST":
        return settings_page(request, office)
    form = DigestForm(request.POST)
    if not form.is_valid():
        return settings_page(request, office, form=form, status=422)
    actions.choose_digest(form.cleaned_data["digest"], by=request.user)
    messages.success(request, _("Pilihan Anda tersimpan."))
    return redirect("desk:notice_settings", code)


@staff_post
def calendar_open(request: HttpRequest, code: str) -> HttpResponse:
    """Makes a new secret address and shows it this once; it cannot be read again, so the page is not redirected to."""
    office = office_or_404(request, code)
    secret = actions.make_calendar_key(by=request.user)
    path = reverse("calendar_feed", args=[secret])
    base = settings.PUBLIC_URL.rstrip("/") or request.build_absolute_uri("/").rstrip("/")
    return settings_page(request, office, calendar_address=f"{base}{path}")


@staff_post
def calendar_close(request: HttpRequest, code: str) -> HttpResponse:
    """Closes the secret address."""
    office_or_404(request, code)
    if actions.revoke_calendar_key(by=request.user):
        messages.success(request, _("Alamat kalender ditutup; aplikasi kalender tidak menerima tugas lagi."))
    return redirect("desk:notice_settings", code)


def settings_page(
    request: HttpRequest, office: Any, *, form: DigestForm | None = None, calendar_address: str = "", status: int = 200
) -> HttpResponse:
    user = request.user
    preference = getattr(user, "notice_preference", None)
    context = {
        **navigation(user, office, section="notices"),
        "form": form or DigestForm(initial={"digest": preference.digest if preference else Digest.DAILY}),
        "has_mail": bool(user.email or (user.person and user.person.email)),
        "calendar_key": CalendarKey.objects.filter(user=user).first(),
        "calendar_address": calendar_address,
    }
    return render(request, "desk/tasks/settings.html", context, status=status)
