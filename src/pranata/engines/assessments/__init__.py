"""Score sheets (Lembar Kerja Evaluasi): instruments as data, answers of three assessors, proof, gates, rehearsal.

Instruments stand in ``data/instruments``; ``reading`` reads them, ``rules`` scores, ``actions`` write. Start there.
"""
