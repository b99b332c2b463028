"""Refusals of the room registry."""

SENTENCES: dict[str, str] = {}
