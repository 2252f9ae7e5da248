"""The machines' door: /api/v1/."""
