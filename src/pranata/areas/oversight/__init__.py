"""Penguatan Pengawasan."""
