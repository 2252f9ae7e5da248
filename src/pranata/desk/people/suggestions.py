"""Words offered where people may also write their own."""

from django.utils.translation import gettext_lazy as _

TEAM_KINDS = {
    "tim-rb": _("Tim Reformasi Birokrasi"),
    "agen-perubahan": _("Agen Perubahan"),
    "tim-zi": _("Tim Pembangunan Zona Integritas"),
    "tim-spip": _("Tim SPIP"),
    "ppid": _("Pengelola PPID"),
    "upg": _("Unit Pengendalian Gratifikasi"),
    "pengelola-pbj": _("Pengelola pengadaan barang/jasa"),
}
TEAM_ROLES = dict.fromkeys(("Penanggung jawab", "Ketua", "Wakil ketua", "Sekretaris", "Koordinator", "Anggota"), "")


def team_kind(code: str) -> str:
    """What a kind of team is called; one of the office's own is shown as it is."""
    return TEAM_KINDS.get(code, code)
