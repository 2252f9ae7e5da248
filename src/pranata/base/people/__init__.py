"""Persons and the teams they serve in, with dates."""
