"""Doors for people, one folder per audience."""
