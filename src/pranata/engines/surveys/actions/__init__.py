"""Every write on surveys: made, run, answered, and the doors through which answers come."""
