"""Why a report is not made or not issued; each message is one sentence for the person who asked."""


class NoFacts(Exception):
    """There is nothing to report on: the office has no such record for that period."""


class NotIssued(Exception):
    """A report may not be issued as it stands."""
