"""What a refused step raises besides ``Forbidden``; the doors map it to 409."""


class Stale(Exception):
    """The record is not, or no longer, in a state from which this step may be taken. The argument names the step."""
