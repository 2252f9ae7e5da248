"""A synthetic nation for trials and benchmarks: made-up readings, reports and plans of many offices, each marked so.

``./pranata load_offices --count 553 --years 5 --seed 1``; the same seed makes the same rows. ``making.make_nation``.
"""
