"""Measures that capabilities register, and their readings by month (Indikator).

A capability declares its measures in ``measures.py`` with ``registry.measure``; a function answers for an office and a
stretch of days with a result out of ``results``, which holds the querysets behind the value. ``queries`` computes and
reads, ``refreshing`` keeps the readings of open months fresh after every audited deed, ``actions`` seals and corrects.
"""
