"""What may happen to a proposal of exemption; steps without permission are the deciding office's, whose action looks
at the grant."""

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.models import PROPOSE, Status
from pranata.base.flow.steps import Flow, Step

FLOW = Flow(
    Step("propose", (Status.DRAFTED, Status.RETURNED), Status.PROPOSED, PROPOSE, _("Ajukan")),
    Step("withdraw", (Status.DRAFTED, Status.RETURNED, Status.PROPOSED), Status.WITHDRAWN, PROPOSE, _("Tarik usulan")),
    Step("agree", (Status.PROPOSED,), Status.AGREED, "", _("Setujui")),
    Step("give_back", (Status.PROPOSED,), Status.RETURNED, "", _("Kembalikan")),
    Step("refuse", (Status.PROPOSED,), Status.REFUSED, "", _("Tolak")),
)
