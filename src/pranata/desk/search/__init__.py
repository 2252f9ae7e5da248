"""The staff search."""
