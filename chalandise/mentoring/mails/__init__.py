"""What mentoring writes to people, one module per subject."""
