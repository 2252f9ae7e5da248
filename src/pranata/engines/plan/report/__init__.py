"""The implementation report of a plan (Laporan Pelaksanaan Rencana Aksi) of a month, quarter, semester or year.

``facts.report_facts`` counts and collects, ``pdf``, ``word`` and ``sheet`` print; ``declarations`` tells the reports
engine of the four. Every figure has the number of the note that lists the records counted.
"""
