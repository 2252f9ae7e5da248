"""The staff's door: the desk, the plan matrix, the remarks beside it."""
