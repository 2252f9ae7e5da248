"""Requests of data subjects (Permintaan Subjek Data Pribadi): access, correction, erasure, withdrawal, restriction.

UU 27/2022 gives three times 24 hours from receipt, days off included. Cases of their own, on ``engines/cases``; a
request to erase names another case by its register number, and who holds that case's receipt proves it with the code.
Start in ``actions.py``.
"""
