"""The door for machines: what is public, as JSON, CSV and Atom, under an open licence."""
