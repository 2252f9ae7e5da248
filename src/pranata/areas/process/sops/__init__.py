"""Standard operating procedures (SOP Administrasi Pemerintahan; decree 4.1.4, 4.1.5). Legal basis: PermenPANRB 35/2012.

One table of steps gives the form and the flow chart: start in ``rules.py`` (what is wrong, how long), ``layout.py``
(where the symbols stand), ``actions/versions.py`` (what happens to a version).
"""
