"""Offices, units and posts, as a tree with validity dates."""
