"""Arithmetic of the trade: plain Python and numpy, no Django, no clock, no chance without a seed."""
