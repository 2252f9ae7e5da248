"""What the door remembers goes by itself; called by the housekeeping of the day."""

from pranata.engines.intake.limits import forget_attempts
from pranata.engines.intake.sending import forget_sent
from pranata.engines.intake.staging import sweep


def forget_old() -> None:
    """Drop counts, receipts and files sent ahead that nothing asks for any more."""
    forget_attempts()
    forget_sent()
    sweep()
