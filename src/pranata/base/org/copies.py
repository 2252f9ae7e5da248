"""Two people at one row: whoever saves second is told, and neither loses what was written."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

STALE = "stale"


def copy_token(row: Model) -> str:
    """A mark of the values ``row`` was loaded with; a form carries it from its page to the action that saves."""
    values = [field.value_to_string(row) for field in row._meta.concrete_fields]
    return salted_hmac("org.copies", f"{row._meta.label}{values}", algorithm="sha256").hexdigest()[:32]


def take_row(row: Model, *, seen: str) -> None:
    """
    Reads ``row`` again and holds it until the transaction ends. Raises ValidationError with the code ``STALE`` when
    ``seen``, the ``copy_token`` of what somebody read, no longer fits; "" is whoever read nothing before.
    """
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    if seen and seen != copy_token(row):
        raise ValidationError(
            _("Data ini diubah orang lain sesudah Anda membukanya. Bandingkan isian Anda, lalu simpan lagi."),
            code=STALE,
        )
