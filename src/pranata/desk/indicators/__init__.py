"""What people see of readings: the page of an indicator, its binding, and how good a plan's numbers are."""
