"""The team's pages of a season: home, calendar, settings, partners, gatherings, complaints, closing."""
