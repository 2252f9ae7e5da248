"""What operations of the machines' door share: pages of rows, marks of a state, refusals; the door is ``api``."""
