"""Who may fill an assessment, and until when it may be corrected."""
from datetime import timedelta

from chalandise.foundation import clock

CORRECTION = timedelta(days=14)  # after the end, whoever filled it may still correct it
FEW = 5  # below, a median or a mean would say more about one shop than about the panel
LEVELS = ((75, "strong"), (45, "going"), (0, "begin"))


def may_correct(assessment, *, team=False):
    """Say whether a finished sheet may be opened again: by anybody for a fortnight, then by the team only."""
    return bool(assessment.finished_at) and (team or clock.now() - assessment.finished_at <= CORRECTION)


def level(score):
    """Return "strong", "going", "begin", or "" without a score."""
    return "" if score is None else next(word for least, word in LEVELS if score >= least)
