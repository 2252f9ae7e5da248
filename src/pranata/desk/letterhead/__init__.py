"""Pages about the office's letterhead and the numbers of its decrees."""
