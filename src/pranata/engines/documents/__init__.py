"""Legal and working documents: number, title, dates, signatory, file."""
