"""Every write on score sheets, by what it is about; the steps of a sheet stand in ``flow``."""
