"""Why a document gets no number; each message is one sentence for the person who asked."""


class NumberRefused(Exception):
    """A decree cannot have this number, or none can be made for it."""
