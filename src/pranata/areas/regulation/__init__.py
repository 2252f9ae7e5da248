"""Penataan Peraturan Perundang-undangan/Deregulasi Kebijakan."""
