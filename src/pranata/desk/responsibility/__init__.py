"""Pages about who does a plan's rows and what was done: one row, people in charge in bulk and by Excel, deadlines."""
