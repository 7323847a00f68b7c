"""The public pages of a season: apply, see one's application, answer about the comparison."""
