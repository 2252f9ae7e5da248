"""Backup, restore and upgrade: one file with rows, files and keys, the same for both databases.

Start in ``making.py`` and ``restoring.py``; docs/adr/0012 says why the file holds rows and no database pages.
"""
