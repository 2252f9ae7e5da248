"""Every write on legal products that is more than a row of a register."""
