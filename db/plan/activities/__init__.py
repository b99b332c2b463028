"""Activities: what the Casa does together, proposed by one, agreed by two organisations, version after version."""

from db.plan.activities.content import ACCESS, AGE_BANDS, BLANK, KINDS, PRINCIPLES
from db.plan.activities.history import history
from db.plan.activities.proposing import propose
from db.plan.activities.reading import STATES, activity, board, content_of
from db.plan.activities.revising import revise
from db.plan.activities.steering import close, discuss, drop, reopen, start

__all__ = ["ACCESS", "AGE_BANDS", "BLANK", "KINDS", "PRINCIPLES", "STATES", "activity", "board", "close", "content_of",
           "discuss", "drop", "history", "propose", "reopen", "revise", "start"]
