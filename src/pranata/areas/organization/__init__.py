"""Penguatan Organisasi/Kelembagaan."""
