"""Partners and the pot: contributions, commitments, payments, in double entry."""
