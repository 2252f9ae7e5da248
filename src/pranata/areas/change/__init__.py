"""Manajemen Perubahan."""
