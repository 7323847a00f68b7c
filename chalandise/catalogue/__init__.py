"""Needs, calls for solutions, reviews, the qualified catalogue and what its solutions really brought."""
