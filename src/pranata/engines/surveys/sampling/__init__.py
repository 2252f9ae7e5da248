"""How many are asked, and how sure the answer is. Start in ``rules.py``."""
