"""Signed words that go out and come back: the sign-in cookie, a tablet's pass for one register.

The secret is made once and stays in the data folder, so that both survive a restart.
"""

from __future__ import annotations

import os
import secrets
from functools import cache

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

from db.connection import data_folder


def sign(purpose: str, facts: dict) -> str:
    """The facts as a signed, url-safe text; not encrypted: put no name in it."""
    return URLSafeTimedSerializer(_secret(str(data_folder())), salt=purpose).dumps(facts)


def read(purpose: str, text: str | None, seconds: int) -> dict | None:
    """The facts, or None when the text is not ours, was for another purpose, or is older than `seconds`."""
    try:
        return URLSafeTimedSerializer(_secret(str(data_folder())), salt=purpose).loads(text or "", max_age=seconds)
    except BadSignature:
        return None


def pseudonym(purpose: str, facts: dict) -> str:
    """A stable signed text without a date in it, for an address that must not change (a calendar feed)."""
    return URLSafeSerializer(_secret(str(data_folder())), salt=purpose).dumps(facts)


def read_pseudonym(purpose: str, text: str) -> dict | None:
    """What `pseudonym` put in, or None."""
    try:
        return URLSafeSerializer(_secret(str(data_folder())), salt=purpose).loads(text)
    except BadSignature:
        return None


@cache
def _secret(folder: str) -> str:
    path = os.path.join(folder, "secret")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    with open(path) as file:
        kept = file.read().strip()
    if len(kept) < 64:
        raise RuntimeError("the file 'secret' in the data folder is damaged: delete it, and everybody signs in again")
    return kept
