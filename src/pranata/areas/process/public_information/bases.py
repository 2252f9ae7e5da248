"""What the pages say the law asks of an exemption, each with its basis and how certain that is; see docs of clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pranata.engines.deadlines.model import Certainty
from pranata.engines.deadlines.wording import CERTAINTY_CHIPS


@dataclass(frozen=True)
class Basis:
    """One sentence of what is asked, where that stands, how certain it is."""

    words: Any
    basis: Any
    certainty: Certainty

    @property
    def chip(self) -> tuple[Any, str, str]:
        return CERTAINTY_CHIPS[self.certainty]


BASES = (
    Basis(
        _("Hanya alasan Pasal 17 yang dapat dipakai, dan tiap pengecualian diuji akibatnya dahulu."),
        "UU 14/2008 Pasal 17 dan 19",
        Certainty.HIGH,
    ),
    Basis(
        _("Uji konsekuensi dilakukan di KPU dan KPU Provinsi; kantor kabupaten/kota mengusulkan."),
        _("abstrak PKPU 4/2025; bahwa kabupaten/kota hanya mengusulkan adalah saran, naskahnya belum dicocokkan"),
        Certainty.LOW,
    ),
    Basis(
        _("Penetapan memuat pejabat, unit, uraian, undang-undang dan akibatnya, jangka waktu, tempat dan tanggal."),
        _("Permenlu 1/2024 Pasal 29, dipakai sebagai pola"),
        Certainty.SOURCE,
    ),
    Basis(
        _("Pengecualian tidak permanen: diuji lagi paling lambat 30 hari kerja sebelum berakhir; bila tidak, terbuka."),
        _("Perki 1/2021 menurut Permenpora 14/2023 Pasal 55"),
        Certainty.SOURCE,
    ),
)
