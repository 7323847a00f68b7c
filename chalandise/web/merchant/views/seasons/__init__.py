"""The merchant's pages of a season: gatherings, something is wrong."""
