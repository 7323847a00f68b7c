"""Territories, axes with their stops, perimeters, stretches, phases of works."""
