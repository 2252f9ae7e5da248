"""Instruments as they stand in ``data/instruments``: what they are, read and checked. No Django here."""
