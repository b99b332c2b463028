"""Refusals of the room attend."""

SENTENCES: dict[str, str] = {}
