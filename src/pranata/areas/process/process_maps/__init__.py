"""Maps of the office's processes, level 0 to n (Peta Proses Bisnis; decree 4.1.1, 4.1.2). Basis: PermenPANRB 19/2018.

Every list here is a register (``register.py``); ``rules.py`` decides coverage, order and stages, ``geometry.py`` where
each box and arrow of a picture stands, ``drawing.py`` makes the SVG of it. The pages are in ``views.py``.
"""
