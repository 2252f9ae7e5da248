"""The one door for status changes: permission, conditional UPDATE, history."""
