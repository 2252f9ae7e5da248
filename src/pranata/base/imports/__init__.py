"""Rows from a workbook: columns declared once, every faulty cell named, all rows or none. Begin with ``sheet.py``."""
