from chalandise.funding.models.pot import Account, Commitment, Envelope, EnvelopeRule, Invoice, Movement, Posting, Pot
from chalandise.funding.models.votes import Ballot, Vote

__all__ = ["Account", "Ballot", "Commitment", "Envelope", "EnvelopeRule", "Invoice", "Movement", "Posting", "Pot", "Vote"]
