"""What every register must do, as one test: ``test_register = register_kit(REGISTER, Factory)``.

It asks every page and file of a register as its editor, as a colleague who may only look, and as a stranger.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.actions import target_name
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.registry import measures
from pranata.engines.indicators.rules import Stretch
from pranata.engines.registers.bulk import bulk_names
from pranata.engines.registers.checks import mistakes
from pranata.engines.registers.sheets import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from factory.django import DjangoModelFactory

    from pranata.engines.registers.registry import Register

FIRST, LAST = date(2022, 1, 1), date(2022, 6, 30)  # what a brought measure is read for


def register_kit(register: Register, factory: type[DjangoModelFactory], *, editor: str) -> Callable[[], None]:
    """The test of ``register``, whose rows ``factory`` makes and the role ``editor`` may edit."""

    @pytest.mark.django_db
    def test_register_keeps_what_every_register_promises() -> None:
        kit = Kit(register, factory, editor)
        assert list(mistakes(register)) == []
        kit.check_list()
        kit.check_files()
        kit.check_paper()
        kit.check_views()
        kit.check_bulk()
        kit.check_entry()
        kit.check_strangers()
        kit.check_public_pages()
        kit.check_measure()

    return test_register_keeps_what_every_register_promises


class Kit:
    """Two offices with a row each, and who looks at them."""

    def __init__(self, register: Register, factory: type[DjangoModelFactory], editor: str) -> None:
        self.register, self.factory = register, factory
        self.office, self.other = OfficeFactory(), OfficeFactory()
        self.row, self.foreign = factory(office=self.office), factory(office=self.other)
        self.editor = self.signed_in(editor)

    def signed_in(self, role: str) -> Client:
        client = Client()
        client.force_login(RoleAssignmentFactory(office=self.office, role=role).user)
        return client

    def address(self, *parts: str) -> str:
        return "/".join([f"/meja/{self.office.code}/register/{self.register.code}", *parts, ""])

    def rows(self) -> int:
        return self.register.model._default_manager.filter(office=self.office).count()

    def check_list(self) -> None:
        """The list shows its own office's rows, whatever is asked, and asks as often for three rows as for one."""
        few = self.queries()
        self.factory(office=self.office)
        self.factory(office=self.office)
        assert self.queries() == few
        page = self.editor.get(self.address())
        assert page.context["page"].paginator.count == self.rows()
        assert [address for _row, address in page.context["lines"]] == [
            self.register.row_address(each.record) for each in page.context["page"]
        ]
        index = self.editor.get(f"/meja/{self.office.code}/register/").context["areas"]
        listed = {each.register.code: each.count for _no, _name, found in index for each in found}
        assert listed[self.register.code] == self.rows()
        assert str(self.foreign.pk) not in [str(each.record.pk) for each in page.context["page"]]
        for name in (*self.register.columns, *self.register.filters):
            odd = self.editor.get(self.address(), {"urut": f"-{name}", name: "\x00zz", "q": "zz", "halaman": "x"})
            assert odd.status_code == 200

    def queries(self) -> int:
        self.editor.get(self.address())
        with CaptureQueriesContext(
            connection,
        ) as caught:
            self.editor.get(self.address())
        return len(caught)

    def check_files(self) -> None:
        """What is exported says every field, and comes back as the same rows."""
        rows = self.register.model._default_manager.filter(office=self.office)
        table = list(csv.reader(io.StringIO(self.download("csv").decode("utf-8-sig"))))
        assert table[0] == list(self.register.fields)
        assert len(table) == 1 + rows.count()
        content, count = self.download("xlsx"), rows.count()
        assert self.outcomes(content) == [0, 0, count]
        self.row.delete()
        assert self.outcomes(content) == [1, 0, count - 1]
        kept = self.send(content).context["rows"]
        assert rows.count() == count - 1
        assert self.editor.post(self.address("excel", "simpan"), {"rows": kept}).headers["Location"] == self.address()
        assert self.outcomes(content) == [0, 0, count]
        assert self.send(b"PK").status_code == 422
        self.row = rows.latest("pk")

    def check_paper(self) -> None:
        """The list is set as PDF in the columns that were chosen, and an empty template is offered."""
        chosen = self.editor.get(self.address(), {"kolom": self.register.fields[0]})
        assert [each.name for each in chosen.context["table"].columns] == [self.register.fields[0]]
        assert self.download("pdf")[:5] == b"%PDF-"
        assert self.editor.get(f"{self.address()}templat.xlsx").content[:2] == b"PK"
        assert self.editor.get(f"{self.address()}unduh.exe").status_code == 404

    def check_views(self) -> None:
        """A kept view opens the register, is its keeper's alone, and goes again."""
        query = f"kolom={self.register.columns[0]}"
        kept = self.editor.post(self.address("tampilan"), {"nama": "Contoh", "saring": query, "utama": "on"})
        assert kept.headers["Location"] == f"{self.address()}?{query}"
        assert self.editor.get(self.address()).headers["Location"] == f"{self.address()}?{query}"
        view = self.editor.get(kept.headers["Location"]).context["views"][0]
        colleague = self.signed_in("secretary")
        assert colleague.get(self.address()).context["views"] == []
        assert colleague.post(self.address("tampilan", str(view.pk), "hapus")).status_code == 404
        assert self.editor.post(self.address("tampilan", str(view.pk), "hapus")).status_code == 302
        assert self.editor.get(self.address()).status_code == 200

    def check_bulk(self) -> None:
        """One value for many rows is looked at before it is written; who may only look writes nothing."""
        name = next(iter(bulk_names(self.register)), "")
        if not name:
            return
        form = self.editor.get(self.address(str(self.row.pk), "ubah")).context["form"]
        value = {name: self.sent(form[name].value())}
        chosen = {"kolom": name, "baris": [str(self.row.pk), str(self.foreign.pk)]}
        page = self.editor.post(self.address("sekaligus"), chosen)
        assert page.context["count"] == 2
        rows = {"rows": page.context["rows"], **value}
        assert self.editor.post(self.address("sekaligus"), rows).status_code == 422  # one row is another office's
        page = self.editor.post(self.address("sekaligus"), {**chosen, "baris": [str(self.row.pk)]})
        rows = {"rows": page.context["rows"], **value}
        preview = self.editor.post(self.address("sekaligus"), rows).context["preview"]
        assert (preview.changes, preview.unchanged_count) == ((), 1)
        stale = self.editor.post(self.address("sekaligus"), {**rows, "simpan": "1", "seen": "lain"})
        assert stale.status_code == 422
        saved = self.editor.post(self.address("sekaligus"), {**rows, "simpan": "1", "seen": preview.seen})
        assert saved.headers["Location"] == self.address()
        assert self.signed_in("assessor").post(self.address("sekaligus"), chosen).status_code == 403

    def outcomes(self, content: bytes) -> list[int]:
        """How many rows a workbook would add, change and leave."""
        changes = self.send(content).context["changes"]
        return [len(changes[each]) for each in Outcome]

    def send(self, content: bytes) -> Any:
        return self.editor.post(self.address("excel"), {"file": SimpleUploadedFile("register.xlsx", content)})

    def download(self, file_format: str) -> bytes:
        return self.editor.get(f"{self.address()}unduh.{file_format}").content

    def check_entry(self) -> None:
        """A row is shown with its past, changed and removed by its editor, and every write is in the audit."""
        key = str(self.row.pk)
        form = self.editor.get(self.address(key, "ubah")).context["form"]
        values = {name: self.sent(form[name].value()) for name in form.fields}
        own_page = self.register.row_address(self.row)
        assert self.editor.post(self.address(key, "ubah"), values).headers["Location"] == own_page
        events = Event.objects.filter(target=target_name(self.row)).order_by("-sequence")
        shown = self.editor.get(self.address(key))
        assert [line.event.pk for line in shown.context["history"]] == list(events.values_list("pk", flat=True))[:50]
        if self.register.is_removable:
            self.check_removal(key)
        else:
            assert self.editor.get(self.address(key, "hapus")).status_code == 404
            assert self.editor.post(self.address(key, "hapus"), {"reason": "contoh"}).status_code == 404
            self.row.delete()
        made = self.editor.post(self.address("tambah"), values)
        assert made.status_code == 302
        assert self.editor.post(self.address("tambah"), {}).status_code == 422

    def check_removal(self, key: str) -> None:
        before = Event.objects.filter(action="registers.entry_removed").count()
        assert self.editor.post(self.address(key, "hapus"), {"reason": ""}).status_code == 422
        self.editor.post(self.address(key, "hapus"), {"reason": "contoh"})
        assert Event.objects.filter(action="registers.entry_removed").count() == before + 1
        assert self.editor.get(self.address(key)).status_code == 404

    @staticmethod
    def sent(value: Any) -> Any:
        return "" if value is None or value is False else value

    def check_strangers(self) -> None:
        """A stranger is sent to sign in, another office's row is not there, who may only look writes nothing."""
        key = str(self.factory(office=self.office).pk)
        closed = ((), ("tambah",), ("sekaligus",), ("excel",), (key,), (key, "ubah"), (key, "hapus"))
        for parts in closed:
            assert Client().get(self.address(*parts)).status_code == 302
        assert self.editor.get(self.address(str(self.foreign.pk))).status_code == 404
        outsider = Client()
        outsider.force_login(RoleAssignmentFactory(office=self.other, role="staff").user)
        assert outsider.get(self.address()).status_code == 404
        count, looker = self.rows(), self.signed_in("assessor")
        assert looker.post(self.address("tambah"), {}).status_code == 403
        assert looker.post(self.address(key, "hapus"), {"reason": "contoh"}).status_code == 403
        assert self.rows() == count

    def check_public_pages(self) -> None:
        """Anyone reads the public columns of published rows, and nothing of what is not published."""
        stranger, place = Client(), f"/{self.office.code}/daftar/{self.register.code}/"
        if not self.register.public:
            assert stranger.get(place).status_code == 404
            return
        hidden = self.factory(office=self.office)
        assert self.register.has_published(self.office) is False
        shown = self.factory(office=self.office, is_published=True)
        assert self.register.has_published(self.office) is True
        listed = [row.record.pk for row in stranger.get(place).context["page"]]
        assert (shown.pk in listed, hidden.pk in listed) == (True, False)
        assert stranger.get(f"{place}{shown.pk}/").status_code == 200
        assert stranger.get(f"{place}{hidden.pk}/").status_code == 404
        table = list(csv.reader(io.StringIO(stranger.get(f"{place}data.csv").content.decode("utf-8-sig"))))
        assert table[0] == list(self.register.public)
        assert len(table) == 1 + len(listed)
        for address in (place, f"{place}{shown.pk}/", f"{place}data.csv"):  # what is taken back is gone at once
            assert stranger.get(address).headers["Cache-Control"] == "public, max-age=0, must-revalidate"

    def check_measure(self) -> None:
        """The measure it brings along counts its office's rows, those of the year so far where they are dated."""
        counted = self.register.counted
        if counted is None:
            return
        key = f"{self.register.model._meta.app_label}.{counted.name}"
        period = Stretch(FIRST, LAST, LAST.year, LAST.month)
        result = next(each for each in measures() if each.key == key).compute(self.office, period)
        rows = self.register.model._default_manager.filter(office=self.office)
        if counted.dated:
            rows = rows.filter(**{f"{counted.dated}__range": (FIRST, LAST)})
        assert set(result.rows) == set(rows)
