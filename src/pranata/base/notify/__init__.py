"""Telling accounts what waits for them: in the application, by mail, as a calendar's secret address."""
