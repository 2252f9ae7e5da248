"""The complete public submission as a benchmark sends it, and the reference: form, row and chained audit, nothing more.

The addresses here stand in place of the house's: the form's limits are wide, for a benchmark is one long flood.
"""

from __future__ import annotations

import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import path

from benchmarks.killing import breed
from pranata.areas.public_service.data_subjects.forms import RequestForm
from pranata.areas.public_service.data_subjects.models import DataSubjectRequest
from pranata.areas.public_service.data_subjects.public import FORM
from pranata.base.audit.actions import record
from pranata.base.audit.models import Event
from pranata.base.org.active import active_office_or_404
from pranata.base.org.models import Office
from pranata.config import urls as house
from pranata.engines.cases.receipts import keyed_hash
from pranata.engines.intake import tokens
from pranata.engines.intake.answering import answer
from pranata.engines.intake.origin import anonymous_page
from pranata.engines.intake.rules import PUZZLE_BITS, PUZZLE_PARTS, Limits
from pranata.lib import clock

OFFICE = "3503"
OWN, REFERENCE = f"/{OFFICE}/kirim/", f"/{OFFICE}/acuan/"
ENDLESS = Limits(busy=10**9, per_source=10**9, ceiling=10**9)
WIDE = replace(FORM, limits=ENDLESS)
OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
FIELDS = {
    "right": "access",
    "name": "Warga Contoh",
    "email": "warga@example.test",
    "description": "Mohon salinan data saya yang tersimpan pada kantor ini. " * 20,
}
HANDLER = ClientHandler(enforce_csrf_checks=False)  # one for all, as a server has; making it reads every static file
CODE = re.compile(r'class="secret">([^<]+)<')


@anonymous_page
def own(request: HttpRequest, code: str) -> HttpResponse:
    return answer(request, WIDE, active_office_or_404(code))


@anonymous_page
def reference(request: HttpRequest, code: str) -> HttpResponse:
    """The same fields checked by the same form, kept in one row as they came, with one event of the chain."""
    office, form = active_office_or_404(code), RequestForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    for upload in request.FILES.getlist("intake_files"):
        upload.read()
    with transaction.atomic():
        text = form.cleaned_data["description"]
        row = DataSubjectRequest.objects.create(
            office=office,
            right=form.cleaned_data["right"],
            received_at=clock.now(),
            received_on=clock.today(),
            sealed_description=text.encode(),
        )
        record(office=office, actor=None, action="data_subjects.reference", target=row, after={"description": text})
    return HttpResponse(b"ok")


urlpatterns = [
    path("<office:code>/kirim/", own),
    path("<office:code>/acuan/", reference),
    *house.urlpatterns,
]


def open_door() -> Office:
    """The office, active, and these addresses."""
    settings.ROOT_URLCONF = "benchmarks.submissions"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    Office.objects.filter(code=OFFICE).update(is_active=True)
    return Office.objects.get(code=OFFICE)


@dataclass(frozen=True)
class Page:
    """What a browser sends: the fields of an opened page with its puzzle solved, and a file or none."""

    fields: dict[str, str]
    file: bytes = b""

    def send(self, address: str) -> HttpResponse:
        upload = SimpleUploadedFile("bukti.pdf", self.file, content_type="application/pdf")
        files = {"intake_files": [upload]} if self.file else {}
        client = Client()
        client.handler = HANDLER
        return client.post(address, {**self.fields, **files}, headers=OURS)


def opened(office: Office, *, file_bytes: int = 0, is_solved: bool = True) -> Page:
    """A page opened and filled in, each with a token and a file of its own; the sender's machine has worked for it.

    The reference asks for no such work, so its pages may come unsolved; they are as long.
    """
    token = tokens.issue(WIDE.door(office)).text
    proof = solved(token) if is_solved else ".".join(["1000"] * PUZZLE_PARTS)
    fields = {**FIELDS, "intake_token": token, "intake_proof": proof}
    return Page(fields, b"%PDF-1.4\n" + os.urandom(file_bytes) if file_bytes else b"")


def solved(token: str) -> str:
    """What a browser's script answers to the puzzle of a page."""

    def fits(part: int, number: int) -> bool:
        digest = hashlib.sha256(f"{token}.{part}.{number}".encode()).digest()
        return int.from_bytes(digest[:4], "big") >> (32 - PUZZLE_BITS) == 0

    return ".".join(str(next(number for number in count() if fits(part, number))) for part in range(PUZZLE_PARTS))


def receipt_code(response: HttpResponse) -> str:
    """The code on the receipt; raises ``AssertionError`` when the answer is none."""
    found = CODE.search(response.content.decode())
    assert response.status_code == 200, response.status_code
    assert found is not None
    return found[1]


def send_until_killed(clients: int = 4) -> None:
    """Send one page after the other from several threads, and print each receipt's code once it is in hand."""
    office = open_door()

    def work() -> None:
        while True:
            code = receipt_code(opened(office).send(OWN))
            print(f"{code}\n", end="", flush=True)  # one write, so that no two threads share a line

    receipt_code(opened(office).send(OWN))  # what is loaded once
    print("siap", flush=True)
    with ThreadPoolExecutor(clients) as threads:
        for done in [threads.submit(work) for _client in range(clients)]:
            done.result()


def breed_senders() -> None:
    """Send once, so that what is loaded once is, then breed processes that send until they are killed."""
    receipt_code(opened(open_door()).send(OWN))
    breed(send_until_killed)


def kept_once(codes: list[str]) -> dict[str, int]:
    """How many of ``codes`` open nothing, how many cases have not one event, how many cases and events there are."""
    cases = DataSubjectRequest.objects.filter(office__code=OFFICE).exclude(receipt_hash=None)  # not the reference's
    kept = dict(cases.values_list("receipt_hash", "pk"))
    events = list(Event.objects.filter(office_code=OFFICE, action="cases.received").values_list("target", flat=True))
    targets = [f"data_subjects.datasubjectrequest:{pk}" for pk in kept.values()]
    return {
        "acknowledged": len(codes),
        "lost": sum(keyed_hash(code) not in kept for code in codes),
        "without_their_event": sum(events.count(target) != 1 for target in targets),
        "cases": len(targets),
        "events": len(events),
    }


def close_connection() -> None:
    """For threads that end: each has a connection of its own."""
    connection.close()
