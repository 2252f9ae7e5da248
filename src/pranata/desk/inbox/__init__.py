"""The inbox (Kotak masuk): open cases of all kinds in one list, and the figures of each kind."""
