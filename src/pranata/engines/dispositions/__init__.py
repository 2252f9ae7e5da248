"""Dispositions: an instruction about a record, to an account or a unit, with a day; answered or withdrawn."""
