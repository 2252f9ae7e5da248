"""What may happen to a version; ``replace`` is taken by the legalising of its revision and is no button."""

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops.models import EDIT, LEGALIZE, Status
from pranata.base.flow.steps import Flow, Step

FLOW = Flow(
    Step("submit", (Status.DRAFT,), Status.SUBMITTED, EDIT, _("Ajukan")),
    Step("give_back", (Status.SUBMITTED,), Status.DRAFT, LEGALIZE, _("Kembalikan")),
    Step("legalize", (Status.SUBMITTED,), Status.EFFECTIVE, LEGALIZE, _("Sahkan")),
    Step("replace", (Status.EFFECTIVE,), Status.REPLACED, LEGALIZE, _("Diganti")),
    Step("withdraw", (Status.EFFECTIVE,), Status.WITHDRAWN, LEGALIZE, _("Cabut")),
    Step("discard", (Status.DRAFT,), Status.WITHDRAWN, EDIT, _("Batalkan konsep")),
)
