"""The page of background work, which belongs to the whole installation."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_page, staff_post
from pranata.desk.administration import actions
from pranata.desk.administration.tabs import tab_context, tab_office
from pranata.desk.administration.task_list import STATES, read_queue, task_lines, tasks

TASKS_ON_A_PAGE = 50


@staff_page
def queue(request: HttpRequest, code: str) -> HttpResponse:
    office = tab_office(request, code, "queue")
    wanted = request.GET.get("keadaan", "")
    wanted = wanted if wanted in STATES else ""
    page = Paginator(tasks(wanted), TASKS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    found = read_queue()
    context = {
        **tab_context(request, office, "queue"),
        "queue": found,
        "figures": [(state, words, found.counts[state]) for state, (words, _kind, _sign) in STATES.items()],
        "wanted": wanted,
        "page": page,
        "lines": task_lines(page.object_list),
    }
    return render(request, "desk/administration/queue.html", context)


@staff_post
def retry(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    office = tab_office(request, code, "queue")
    try:
        actions.retry_task(pk, office=office, by=request.user)
        messages.success(request, _("Tugas itu masuk antrean lagi."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("desk:queue", office.code)
