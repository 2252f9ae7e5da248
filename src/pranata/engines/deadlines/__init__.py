"""Days on which offices work, and what is due by them (Tenggat). Begin with ``explaining``."""
