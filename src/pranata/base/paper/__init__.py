"""What the office's paper looks like: its letterhead (Kop Naskah Dinas) and the pattern of its decree numbers.

Start at `actions.save_letterhead` and `queries.letterhead_of`. `letterhead.py`, `logo.py`, and what every printed file
needs (`typesetting.py` for PDF, `word.py` for DOCX, `characters.py` and `fonts/` for both) are plain Python, so that
the writers of decrees may use them; the numbers themselves are given out in `pranata.engines.documents`.
"""
