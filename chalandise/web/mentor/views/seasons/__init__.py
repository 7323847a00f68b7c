"""The mentor's pages of a season: gatherings, something is wrong."""
