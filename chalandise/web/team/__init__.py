"""The referents who run the season."""
