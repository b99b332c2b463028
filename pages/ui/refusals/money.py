"""Refusals of the money."""

SENTENCES: dict[str, str] = {}
