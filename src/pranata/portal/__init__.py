"""The public's door: choose an office, read its plan, take its data. No cookie, no script, may be cached."""
