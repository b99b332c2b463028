"""Refusals of the room plan."""

SENTENCES: dict[str, str] = {}
