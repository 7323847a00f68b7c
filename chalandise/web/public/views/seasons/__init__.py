"""The public pages of a season: read it, apply, and the mailed links that every audience receives."""
