"""The team's own life: its letters, its members, its settings."""
