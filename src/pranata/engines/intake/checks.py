"""The check at start-up: every anonymous form tells what becomes of personal data, and has a name of its own."""

from collections import Counter

from django.core.checks import Error, register

from pranata.engines.deadlines.rows import DataFault
from pranata.engines.intake.declaration import declared_forms
from pranata.engines.intake.privacy import notice_of


@register
def check_notices(app_configs=None, **kwargs) -> list[Error]:
    """One error for each form without a whole notice in ``data/privacy``, and for each name that two forms bear."""
    codes = Counter(declared.code for declared in declared_forms())
    errors = [
        Error(f"Two anonymous forms are called {code}.", id="intake.E002") for code, count in codes.items() if count > 1
    ]
    for code in codes:
        try:
            notice_of(code)
        except DataFault as fault:
            errors.append(Error(f"The form {code} has no privacy notice. {fault}", id="intake.E001"))
    return errors
