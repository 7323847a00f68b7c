"""What the team of a season writes to people: one module a subject."""
