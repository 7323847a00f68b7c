"""Navigation of an audience: the entries that exist, and which one the page belongs to."""
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """One way to go: where, in which words, and whether one is there already."""

    address: str
    words: str
    current: bool


def entries(names, key, path):
    """Return the entries of `[(url name, words)]` that some door answers, each name taking `key`.

    A page below an entry belongs to it, except below the first of them, which is above all the others.
    """
    found = []
    for name, words in names:
        try:
            found.append((reverse(name, args=[key]), words))
        except NoReverseMatch:
            continue
    best = max((a for a, _words in found if path.startswith(a) and (a == path or a != found[0][0])), key=len, default=None)
    return [Entry(address, words, address == best) for address, words in found]
