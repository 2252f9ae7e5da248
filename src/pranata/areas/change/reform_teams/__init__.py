"""Teams that a decree forms (Tim Reformasi Birokrasi and others; Keputusan KPU Kabupaten Trenggalek 13/2022, 1.1.1).

The teams and their members are rows of ``base/people``; here stands what is measured of them, in ``measures.py``.
"""
