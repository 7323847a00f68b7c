"""Experts who review a call's submissions: declare what ties them, read, score, discuss."""
