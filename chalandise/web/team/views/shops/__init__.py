"""Shops of a territory: their list, their pages, their files."""
