"""What archives wait for and what is refused, in words."""

from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.rules import Due, Refusal

DUE_WORDS = {
    Due.NOTHING: _("tidak menunggu apa-apa"),
    Due.TO_INACTIVE: _("masa aktifnya habis; pindahkan ke unit kearsipan"),
    Due.TO_DESTROY: _("masa simpannya habis; usulkan musnah"),
    Due.TO_HAND_OVER: _("masa simpannya habis; serahkan ke lembaga kearsipan daerah"),
    Due.TO_JUDGE: _("masa simpannya habis; nilai kembali"),
}
REFUSAL_WORDS = {
    Refusal.NO_CLASS: _("kode klasifikasinya belum ada di jadwal retensi atau berkasnya belum ditutup"),
    Refusal.STATE: _("keadaannya tidak memungkinkan"),
    Refusal.TOO_EARLY: _("masa simpannya belum habis"),
    Refusal.OTHER_FATE: _("nasib akhirnya lain"),
    Refusal.HELD: _("sedang ditahan"),
    Refusal.LENT: _("sedang dipinjam"),
}
