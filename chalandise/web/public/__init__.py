"""Passers-by: territory, season, application, white paper."""
