"""Every write: ``requests``, ``objections``, ``disputes``."""
