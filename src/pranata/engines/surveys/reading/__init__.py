"""Questionnaires and responses as files hold them. No Django here."""
