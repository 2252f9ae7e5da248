"""Peningkatan Kualitas Pelayanan Publik."""
