"""Archives (Kearsipan): what the office keeps, under which class, how long, and what becomes of it then.

Every document and every item of evidence is born here; the classification and the retention schedule are data
(``data/archives``). Legal basis: UU 43/2009, PP 28/2012. Start in ``rules.py``; the pages and papers are the capability
``areas/process/archives``.
"""
