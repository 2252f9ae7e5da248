"""Penataan Tata Laksana."""
