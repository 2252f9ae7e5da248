"""Pages about the life of a plan: its list, adoption, revisions, years, publication, its files."""
