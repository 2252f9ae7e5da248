"""The staff pages of score sheets (Lembar Kerja Evaluasi): list, one sheet, one item, assessors, the steps of it.

Begin with ``page``: the sheet as somebody fills it in. ``item`` is one question with everything that belongs to it.
"""
