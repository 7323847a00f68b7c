"""People, organisations, affiliations, roles, consents, signed links."""
