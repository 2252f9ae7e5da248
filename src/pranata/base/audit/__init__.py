"""The append-only, hash-chained record of every action, per office."""
