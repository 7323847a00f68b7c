"""Signs of life in a pairing: the higher rooms write them, the health of the relationship reads them."""
from chalandise.foundation import clock
from chalandise.mentoring.models import SignOfLife

KINDS = frozenset({"contact", "visit", "minutes", "slots", "answer", "assessment", "action", "reading", "call"})


def sign(*, pairing, kind, at=None):
    """Record that something happened between the two: one row a kind and a moment, whoever writes it.

    Raises
    ------
    ValueError
        The kind is not one of KINDS.
    """
    if kind not in KINDS:
        raise ValueError(f"A sign of life is one of {sorted(KINDS)}, not {kind!r}")
    return SignOfLife.objects.get_or_create(pairing=pairing, kind=kind, at=at or clock.now())[0]
