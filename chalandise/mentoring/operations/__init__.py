"""Writing about mentoring, one module per subject: mentors, pairings, visits, minutes, health."""
