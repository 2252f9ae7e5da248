"""Registers (Register): a list of records declared once and shown, filtered, edited, imported, exported and published.

Start in ``registry.py``: ``Register`` says what a declaration holds. The table belongs to the capability, whose model
is an ``Entry``; ``desk/registers`` and ``portal/registers.py`` are the pages of all of them.
"""
