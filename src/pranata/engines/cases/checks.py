"""The check at start-up: it is said of every kind of cases how long its personal data are kept."""

from django.core import checks

from pranata.engines.cases.retention import unknown_kinds
from pranata.engines.deadlines.rows import DataFault

HINT = "data/retention/cases.toml"


@checks.register
def check_retention(app_configs=None, **kwargs) -> list[checks.CheckMessage]:
    """An error for a file that cannot be used, a warning for each row of a kind there is not."""
    try:
        unknown = unknown_kinds()
    except (DataFault, FileNotFoundError) as fault:
        return [checks.Error(str(fault), hint=HINT, id="cases.E001")]
    return [checks.Warning(f"Nothing is a case of the kind {code}.", hint=HINT, id="cases.W001") for code in unknown]
