"""Requests for a quote: asked by a merchant, answered by providers, one chosen, then told whether it happened."""
