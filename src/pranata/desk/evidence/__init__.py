"""Pages about evidence: what proves a month, adding to it, the office's list, one item, a month as an archive."""
