"""Activities: what the Casa does together, proposed by one, agreed by two organisations, version after version."""

from db.plan.activities.calling_off import standing
from db.plan.activities.choices import choices
from db.plan.activities.content import ACCESS, AGE_BANDS, BLANK, KINDS, PRINCIPLES
from db.plan.activities.history import changes, history
from db.plan.activities.merging import merge, mergeable
from db.plan.activities.proposing import propose
from db.plan.activities.reading import STATES, activity, board, content_of, revisable
from db.plan.activities.revising import revise
from db.plan.activities.seasons import SEASONS
from db.plan.activities.steering import close, discuss, drop, reopen, start

__all__ = ["ACCESS", "AGE_BANDS", "BLANK", "KINDS", "PRINCIPLES", "SEASONS", "STATES", "activity", "board", "changes", "choices",
           "close", "content_of", "discuss", "drop", "history", "merge", "mergeable", "propose", "reopen", "revisable", "revise",
           "standing", "start"]
