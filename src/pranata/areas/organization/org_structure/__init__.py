"""Structure of the office (Struktur Organisasi dan Tata Kerja; Keputusan KPU Kabupaten Trenggalek 13/2022, 3.2, 5.2.1).

Units and posts are rows of ``base/org``; here stands what is measured of them, in ``measures.py``.
"""
