"""A proposal may be opened to another office, where those read it that decide."""

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.models import DECIDE, PROPOSE, ExemptionProposal
from pranata.base.access.grantable import Grantable, declare_grantable

declare_grantable(Grantable(ExemptionProposal, _("usulan pengecualian"), give=PROPOSE, read=DECIDE))
