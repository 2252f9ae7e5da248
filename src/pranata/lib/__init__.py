"""Plain Python that knows no Django: the clock, numbers, text."""
