"""What the office holds for the public, and what it must keep closed (Daftar Informasi Publik; Informasi Dikecualikan).

Basis: UU 14/2008 Pasal 9 to 11, 17 and 19; Perki 1/2021; PKPU 22/2023. Two registers: start in ``register.py``.
"""
