"""Legal and working documents: number, title, date, printed parts, file."""
