"""Two kinds of cases that exist for the tests alone, as a capability would declare them."""
