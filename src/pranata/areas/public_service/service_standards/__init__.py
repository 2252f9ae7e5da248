"""Catalogue of services, their 14 components, the pledge (Standar Pelayanan, Maklumat; decree 8.1.1, 8.1.2, 8.3.1).

Legal basis: UU 25/2009 Pasal 20 to 22, PermenPANRB 15/2014. Services are a register (``register.py``); a standard is a
version that is drafted, legalized and published, and never edited after that (``flow.py``).
"""
