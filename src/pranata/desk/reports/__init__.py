"""Pages about reports: which there are, what one says today, drafts to download, issuing, and what was issued."""
