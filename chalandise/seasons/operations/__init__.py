"""Writing about seasons, one module per subject: calendar, applications, panel, charters, gatherings, closing."""
