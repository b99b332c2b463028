"""Refusals of the room neutral."""

SENTENCES: dict[str, str] = {}
