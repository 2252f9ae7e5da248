"""Satisfaction surveys (Survei Kepuasan): asked of those who were served, counted by the rule, and acted upon.

Official questionnaires: SKM (PermenPANRB 14/2017), SPKP and SPAK of Zona Integritas (PermenPANRB 90/2021). The tables
and the index are ``engines/surveys``; here are the pages, the papers, the measures and what follows from the lowest
elements. Start in ``public.py`` for what a respondent sees, in ``views.py`` for staff.
"""
