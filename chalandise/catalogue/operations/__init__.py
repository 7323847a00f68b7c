"""Writing in the catalogue."""
