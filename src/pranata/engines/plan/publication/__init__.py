"""What the public gets of a plan: the states of its months, how its areas stand, open data, published evidence."""
