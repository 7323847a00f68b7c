"""Writing about the pot: contributions of the partners, commitments, payments, corrections."""
from chalandise.funding.operations.commitments import approve_commitment, ask_commitment, pay, refund, refuse, release
from chalandise.funding.operations.contributions import open_pot, promise, receive, reverse
from chalandise.funding.operations.partners import send_summary

__all__ = ["approve_commitment", "ask_commitment", "open_pot", "pay", "promise", "receive", "refund", "refuse", "release",
           "reverse", "send_summary"]
