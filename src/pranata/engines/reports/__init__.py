"""Declared reports (Laporan) to PDF, DOCX, XLSX and JSON; issued ones are numbered, hashed, kept, and verifiable.

Other engines declare their reports in ``registry``; ``making`` writes a draft, ``actions`` issues. Begin with
``registry.Report`` and ``models.IssuedReport``.
"""
