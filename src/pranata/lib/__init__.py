"""Plain Python that knows no Django: the clock, text."""
