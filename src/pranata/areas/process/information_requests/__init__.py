"""Public information requests, objections and disputes (Permohonan Informasi Publik; UU 14/2008, PKPU 22/2023).

Requests and objections are two kinds of the cases engine, with registers, clocks and letters of their own; a dispute at
the Komisi Informasi is a row of its objection. Start in ``kinds.py``: what may happen to each; then ``rules.py``.
"""
