"""The rota: how many volunteers a session asks for, who was asked, what they said, how many are missing.

Helpers are accounts of the Casa, never people of its registers. Whoever is asked or has said yes is at one session at a time.
"""

from db.plan.rota.asking import put, take_off
from db.plan.rota.offering import answer, my_shifts, offer_myself, open_shifts
from db.plan.rota.reading import helpers, may_change, missing, of_session
from db.plan.rota.wanting import MOST, want, want_for_all

__all__ = ["MOST", "answer", "helpers", "may_change", "missing", "my_shifts", "of_session", "offer_myself", "open_shifts", "put",
           "take_off", "want", "want_for_all"]
