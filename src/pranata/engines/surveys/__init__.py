"""Satisfaction surveys (Survei Kepuasan): questionnaires as data, responses out of a file, the index by the rule.

Questionnaires stand in ``data/surveys``; ``rules`` counts; ``./pranata score_survey`` scores a file. Start there.
"""
