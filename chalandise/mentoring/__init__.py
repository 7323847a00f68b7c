"""Mentors, pairings, visits and minutes, health of the relationship."""
