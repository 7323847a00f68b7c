"""Door for operators: thin management commands."""
