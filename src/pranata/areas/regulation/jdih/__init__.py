"""Legal documentation of the office (Jaringan Dokumentasi dan Informasi Hukum; decree 2.5.1, 2.5.2, 4.3.3).

Legal basis: Perpres 33/2012, Permenkumham 8/2019. Its documents are rows of ``engines/documents``.
"""
