"""Every write of many offices: distributions, keys, snapshots."""
