"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
