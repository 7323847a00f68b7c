"""Reading the pot. Each query takes the person, or a pot that the person was already given."""
from chalandise.funding.queries.balance import (
    NOTHING_GIVEN,
    Balances,
    available,
    balances,
    partner_balances,
    remaining_of,
)
from chalandise.funding.queries.envelopes import envelope_in, envelopes_of, purses_with_rules
from chalandise.funding.queries.interests import waiting_for, waiting_on
from chalandise.funding.queries.invoices import bills, invoice_in
from chalandise.funding.queries.ledger import account_kinds, movements_of, postings_of, statement
from chalandise.funding.queries.pots import (
    commitment_in,
    commitment_of_link,
    commitments_for,
    commitments_of,
    movement_in,
    partner_in,
    partner_of_link,
    partners_of,
    partnerships_of,
    pot_of,
    pot_run_by,
)
from chalandise.funding.queries.statements import accounts_over, lines_over
from chalandise.funding.queries.tallies import tallies
from chalandise.funding.queries.trails import followed, trails
from chalandise.funding.queries.votes import ballot_in, electors, voice_in, voices_of, votes_of

__all__ = ["NOTHING_GIVEN", "Balances", "account_kinds", "accounts_over", "available", "balances", "ballot_in", "bills", "commitment_in", "commitment_of_link",
           "commitments_for", "commitments_of", "electors", "envelope_in", "envelopes_of", "followed", "invoice_in", "lines_over", "movement_in", "movements_of",
           "partner_balances", "partner_in", "partner_of_link", "partners_of", "partnerships_of", "pot_of", "postings_of",
           "pot_run_by", "purses_with_rules", "remaining_of", "statement", "tallies", "trails", "voice_in", "voices_of", "votes_of", "waiting_for",
           "waiting_on"]
