"""An action that moves is a sign of life of its pairing."""
from chalandise.foundation import clock
from chalandise.mentoring.operations.health import sign


def alive(action, kind="action"):
    """Tell the pairing that something happened, and date the action."""
    action.changed_at = clock.now()
    action.save(update_fields=["changed_at"])
    if action.pairing_id and action.pairing.ended_at is None:
        sign(pairing=action.pairing, kind=kind)
