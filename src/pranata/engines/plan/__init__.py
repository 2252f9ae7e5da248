"""Rencana Aksi Reformasi Birokrasi: decree, areas, activities, sub-activities, indicators, schedule."""
