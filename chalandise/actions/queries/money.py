"""What the pot does for an action."""
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from chalandise.actions.models import Action
from chalandise.actions.queries.voices import Voices, voices_of
from chalandise.funding.models import Commitment
from chalandise.funding.queries import commitments_for, remaining_of

KIND = "actions.action"
ZERO = Decimal("0.00")


@dataclass
class Money:
    """The requests of one action and what they add up to; the merchant's share is always 0."""

    requests: list = field(default_factory=list)
    asked: Decimal = ZERO      # waits for a second person
    committed: Decimal = ZERO
    paid: Decimal = ZERO
    merchant: Decimal = ZERO

    @property
    def granted(self):
        return self.committed + self.paid


def money_of(actions):
    """Return {action id: Money}, in two queries."""
    commitments = list(commitments_for(KIND, [action.pk for action in actions]))
    held = remaining_of(commitments)
    found = defaultdict(Money, {action.pk: Money() for action in actions})
    for commitment in commitments:
        money = found[commitment.for_id]
        committed, paid = held[commitment.pk]
        money.requests.append(commitment)
        money.committed += committed
        money.paid += paid
        if commitment.state == Commitment.State.ASKED:
            money.asked += commitment.amount
    return found


def actions_paid_by(commitments):
    """Return {action id: Action} for the requests that were made for actions, in one query."""
    return Action.objects.in_bulk([c.for_id for c in commitments if c.for_kind == KIND])


def backing_of(commitments):
    """Return {request id: (mentors who support its idea, those who offer an hour)}, in four queries; twins are counted once."""
    asked = {c.for_id: c.pk for c in commitments if c.for_kind == KIND}
    actions = list(Action.objects.filter(pk__in=asked).select_related("idea"))
    voices = voices_of([action.idea for action in actions if action.idea])
    none = Voices()
    found = {action.pk: voices.get(action.idea_id, none) for action in actions}
    return {asked[pk]: (one.supporters, one.hands) for pk, one in found.items()}
