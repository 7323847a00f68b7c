"""What the team types about a season."""
