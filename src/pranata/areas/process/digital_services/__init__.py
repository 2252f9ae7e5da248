"""Applications, their use, reach and cost (Aplikasi SPBE; decree 4.3.1 to 4.3.3). Legal basis: Perpres 95/2018.

Four registers (``register.py``), a round that asks public addresses in the background (``actions/checking.py``), and
the page that brings both together for one application.
"""
