"""Settings, addresses and the WSGI entry: where the house is put together."""
