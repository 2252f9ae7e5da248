"""Every write of complaints; each wraps one of the cases engine with what is particular here."""
