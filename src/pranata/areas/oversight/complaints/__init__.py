"""Public complaints (Pengaduan Masyarakat; UU 25/2009, Perpres 76/2013, PermenPANRB 62/2018, Keputusan KPU 1089/2025).

One kind of the cases engine, from the public's door and SP4N-LAPOR! to the answer, with who is complained about kept
away. Whistleblowing is none of it: such a report is transferred. Start in ``kinds.py``: what may happen to a
complaint; then ``models/complaints.py``: who may see it; then ``actions``.
"""
