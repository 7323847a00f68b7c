"""Shops: identity, place, trade, channels; imports of registers."""
