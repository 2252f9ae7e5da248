"""Accounts, roles per office, delegation, sign-in; who may see and do what."""
