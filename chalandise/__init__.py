"""Chalandise: a territory runs seasons of accompaniment for its shops, and measures what they brought.

An import goes down this list, never up or sideways (docs/floors.md, checked by import-linter):

    web | api | console
    whitepaper
    impact | lab
    actions
    mentoring
    diagnostics | funding
    seasons | catalogue | street | guide
    shops | commons
    territory
    people
    foundation
    computing
"""
__version__ = "0.1.0"
