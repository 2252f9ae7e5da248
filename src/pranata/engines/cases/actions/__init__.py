"""Every write on cases. A capability wraps these with its own verbs; a ``step`` is one of its ``Flow``."""
