"""Every write on plans, one module a noun: importing, revisions, rows, review, responsibility, progress."""
