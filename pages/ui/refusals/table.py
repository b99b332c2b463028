"""Refusals of the table."""

SENTENCES: dict[str, str] = {}
