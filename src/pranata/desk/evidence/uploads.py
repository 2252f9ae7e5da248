"""Files that were sent as evidence: each is kept or refused by itself."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile
from pranata.base.files.names import clean_name
from pranata.base.flow.errors import Stale
from pranata.desk.evidence.outcomes import Outcome
from pranata.engines.evidence.actions import add_prepared
from pranata.engines.evidence.errors import AlreadyHeld
from pranata.engines.evidence.intake import prepared

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from pranata.desk.evidence.forms import UploadForm
    from pranata.desk.evidence.place import ProofPlace
    from pranata.engines.evidence.models import Evidence

LONGEST_TITLE = 200


def keep(place: ProofPlace, upload: UploadedFile, form: UploadForm) -> Outcome:
    """Keep one file as evidence of ``place``, in a transaction of its own that begins once the file is looked at."""
    name = clean_name(upload.name or "")
    description, again = form.description(PurePath(name).stem[:LONGEST_TITLE]), form.cleaned_data["again"]
    try:
        kept = prepared(upload, name, keep_place=form.cleaned_data["keep_place"])
        add = partial(add_prepared, place.office, kept, description, again=again, by=place.user)
        place.prove(add)
    except RefusedFile as refusal:
        return Outcome(name, str(refusal))
    except AlreadyHeld as held:
        return _offered(place, name, held.items)
    except ValidationError as error:
        return Outcome(name, " ".join(error.messages))
    except Stale:
        return Outcome(name, str(place.ended))
    return Outcome(name)


def _offered(place: ProofPlace, name: str, items: list[Evidence]) -> Outcome:
    """The items that hold the bytes already, but for those that prove it as it is."""
    here = set(place.uses().values_list("evidence_id", flat=True))
    offers = [each for each in items if each.pk not in here]
    if not offers:
        return Outcome(name, str(place.already))
    return Outcome(name, _("Berkas yang sama sudah ada di kantor ini."), offers)
