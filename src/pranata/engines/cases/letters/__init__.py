"""Letters about a case as drafts in DOCX and PDF: letterhead, facts of the case, and the explained clock.

Begin with ``drafts.draft_letter``; ``pdf.print_pdf`` and ``word.print_docx`` print what it returns. A capability may
give ``print_docx`` a template of its own, filled in with the same texts.
"""
