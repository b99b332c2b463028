"""Refusals of the room look."""

SENTENCES: dict[str, str] = {}
