"""Version 1 of the API: additions only; what is there keeps its name and its meaning."""
