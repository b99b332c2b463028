"""Italian typography for papers: what a careful printer would mend in typed text."""

from __future__ import annotations

import re

NBSP = "\u00a0"
UNITS = (r"€|%|‰|euro|ore|ora|h|minuti|min|giorni|mesi|anni|persone|nuclei|bambini|adulti|genitori|volontari|incontri|presenze|km|m"
         r"|mq|kg|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre")
BEFORE_A_NUMBER = r"n\.|nn\.|art\.|artt\.|co\.|c\.|prot\.|pag\.|pagg\.|ore|alle|dalle|del|il|€"
# What XML 1.0 cannot hold: a file with one of these does not open.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def italian(text: str) -> str:
    """Typed text as it is printed: «» and ’ for straight quotes, – between words and numbers, and no line ending between a number
    and its unit, an article of one letter and its word, an abbreviation and its number. Characters no file can hold go."""
    text = UNWRITABLE.sub("", text)
    text = re.sub(r'"([^"\n]*)"', r"«\1»", text)
    text = re.sub(r"“([^”\n]*)”", r"«\1»", text)
    text = re.sub(r"(\w)'", r"\1’", text)
    text = re.sub(r"(?<=\s)-(?=\s)", "–", text)
    text = re.sub(r"(\d{1,2}[:.]\d{2})\s*-\s*(\d{1,2}[:.]\d{2})", r"\1–\2", text)
    text = re.sub(rf"(\d) +(?=(?:{UNITS})\b|[€%‰])", rf"\1{NBSP}", text)
    text = re.sub(rf"(?i)\b({BEFORE_A_NUMBER}) +(?=\d)", rf"\1{NBSP}", text)
    return re.sub(r"(?i)(^|[\s(«])([aeioè]) +(?=\w)", rf"\1\2{NBSP}", text)
