"""Pranata turns an annual reform decree (Rencana Aksi Reformasi Birokrasi) into work that measures itself."""
