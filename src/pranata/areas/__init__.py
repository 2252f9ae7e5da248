"""The eight areas of change; one capability = one folder = one Django app."""
