"""Searching short French and English texts: words, roots, synonyms of a trade, typing errors, one ranking.

Everything here is arithmetic on texts and arrays: where the texts and the arrays are kept is the caller's business.
docs/computing/search.md tells the whole.
"""
