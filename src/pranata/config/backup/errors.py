"""What a backup, a restore or an upgrade can end in besides success."""


class Refused(Exception):
    """It cannot be done, and nothing was changed; the argument is one Indonesian sentence for the operator."""


class Unfinished(Exception):
    """The state was restored, but a step after it failed; the argument says which, and what is left to do."""


class Unreadable(Refused):
    """The file is no whole backup, or the identity does not open it."""
