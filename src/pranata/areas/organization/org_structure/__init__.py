"""Structure of the office (Struktur Organisasi dan Tata Kerja; Keputusan KPU Kabupaten Trenggalek 13/2022, 3.2, 5.2.1).

Units and posts are rows of ``base/org``. Here stand who holds a post and the tasks of each unit (``models.py``), the
check of both (``rules.py``), the chart on any date (``geometry.py``, ``drawing.py``) and what is measured.
"""
