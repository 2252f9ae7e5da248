"""The check at start-up: a virus scanner that is configured should answer."""

from django.conf import settings
from django.core.checks import Warning as CheckWarning
from django.core.checks import register

from pranata.base.files.scanning import scanner_answers


@register("start")
def check_scanner(app_configs=None, **kwargs) -> list[CheckWarning]:
    """A warning while ClamAV does not answer: pages are served, uploads are refused until it does."""
    if scanner_answers():
        return []
    words = f"Pemindai virus di {settings.CLAMAV} tidak menjawab; unggahan ditolak sampai ia menjawab."
    return [CheckWarning(words, hint="PRANATA_CLAMAV", id="files.W001")]
