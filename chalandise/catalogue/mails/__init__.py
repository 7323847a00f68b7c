"""What the catalogue writes to people: one module a subject."""
