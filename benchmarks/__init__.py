"""Benchmarks: ``./pranata bench NAME --json``. Ratios to a reference of the same run, never absolute promises.

A benchmark is a module with ``measure(database: str) -> list[Row]``. It runs once per database, each time in a process
of its own with a fresh database and an empty ``var`` folder.
"""
