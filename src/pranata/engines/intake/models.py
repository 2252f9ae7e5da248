"""What the door remembers for a day at most: who came how often, what was sent already, files sent ahead."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """One counted event at a door. ``source`` is a keyed hash of the address whose key changes every day, ``network``
    one of the wider IPv6 network around it."""

    door = models.CharField(_("pintu"), max_length=100)
    source = models.CharField(_("asal"), max_length=32)
    network = models.CharField(_("jaringan asal"), max_length=32, default="")
    at = models.DateTimeField(_("pada"))

    class Meta:
        indexes = [models.Index(fields=["door", "at"], name="attempt_door_at")]
        verbose_name = _("percobaan di pintu publik")
        verbose_name_plural = _("percobaan di pintu publik")

    def __str__(self):
        return f"{self.door} {self.at:%Y-%m-%d %H:%M}"


class SentForm(models.Model):
    """A form that was accepted, so that sending it again shows its receipt and makes no second case.

    ``receipt`` is encrypted under a key made from the page's token, which the sender alone has.
    """

    token_digest = models.CharField(_("sidik token"), max_length=64, unique=True)
    receipt = models.BinaryField(_("tanda terima tersegel"))
    expires_at = models.DateTimeField(_("berlaku sampai"), db_index=True)

    class Meta:
        verbose_name = _("formulir terkirim")
        verbose_name_plural = _("formulir terkirim")

    def __str__(self):
        return self.token_digest[:12]


class StagedFile(models.Model):
    """A file sent ahead of its form; name and bytes are encrypted under a key made from the page's token.

    ``content_digest`` is keyed as well: it tells that the same page sent the same bytes before, and nothing else. A
    page has as many places as its form takes files; ``place`` is the file's, and two that come at once get two.
    """

    token_digest = models.CharField(_("sidik token"), max_length=64)
    content_digest = models.CharField(_("sidik isi"), max_length=64)
    source = models.CharField(_("asal"), max_length=32)
    network = models.CharField(_("jaringan asal"), max_length=32, default="")
    place = models.PositiveSmallIntegerField(_("tempat di halaman"), null=True)
    sealed_name = models.BinaryField(_("nama tersegel"))
    size = models.PositiveBigIntegerField(_("ukuran"))
    media_type = models.CharField(_("jenis"), max_length=100)
    storage_name = models.CharField(_("tempat simpan"), max_length=150, unique=True)
    expires_at = models.DateTimeField(_("berlaku sampai"), db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["token_digest", "content_digest"], name="file_staged_once_per_page"),
            models.UniqueConstraint(fields=["token_digest", "place"], name="file_staged_in_a_place_of_its_own"),
        ]
        verbose_name = _("berkas titipan")
        verbose_name_plural = _("berkas titipan")

    def __str__(self):
        return f"{self.media_type} {self.content_digest[:12]}"
