"""Errands that exist for the tests alone, with a measure of every kind, as a capability would declare them."""
