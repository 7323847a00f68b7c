"""What an action brought: readings of its indicator."""
