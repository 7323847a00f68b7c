"""Writing about the pot: contributions of the partners, envelopes, commitments, invoices, payments, corrections."""
from chalandise.funding.operations.commitments import approve_commitment, ask_commitment, refuse
from chalandise.funding.operations.contributions import open_pot, promise, receive, reverse
from chalandise.funding.operations.envelopes import allot, close_envelope, edit_envelope, open_envelope
from chalandise.funding.operations.invoices import cancel_invoice, record_invoice
from chalandise.funding.operations.partners import send_summary
from chalandise.funding.operations.payments import pay, refund, release
from chalandise.funding.operations.votes import cast_vote, close_ballot, open_ballot

__all__ = ["allot", "approve_commitment", "ask_commitment", "cancel_invoice", "cast_vote", "close_ballot", "close_envelope", "edit_envelope",
           "open_ballot", "open_envelope", "open_pot", "pay", "promise", "receive", "record_invoice", "refund", "refuse", "release", "reverse", "send_summary"]
