"""Keys and encryption: what personal data and sealed kinds are stored under."""
