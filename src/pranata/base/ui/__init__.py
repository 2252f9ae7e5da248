"""Tokens, components and layouts of all pages."""
