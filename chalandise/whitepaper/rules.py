"""What may be printed about few people: small counts are folded, names are taken out of what people wrote."""
import re
from functools import cache

from chalandise.foundation.names import fold
from chalandise.shops.rules import TRADES

SMALL = 3  # a count of one or two could be somebody
FEW = 5    # a median or a mean of fewer says more about one shop than about the panel
GAP = "[…]"
# Words of a shop's name that are trades or streets, not names.
PLAIN = frozenset(["aux", "avec", "chez", "dans", "des", "les", "par", "pour", "sous", "sur", "une", "rue", "avenue", "place", "maison", "boutique", "commerce", "magasin", "salon", "galerie", "comptoir", "marche", "petit", "petite", "grand", "grande", "bon", "bonne", "beau", "belle", "saint", "sainte", "cours", "soeurs", "freres", "fils"])


def fold_small(counts, *, least=SMALL):
    """Return ([(value, count)], folded): the counts that may be printed, largest first, and the sum of the others.

    The others are folded together; when their sum itself is small, the smallest printed one joins them, so that nothing
    can be deduced by subtracting from a total. `folded` is 0 when every count may be printed.
    """
    shown = sorted(((v, n) for v, n in counts.items() if n >= least), key=lambda p: (-p[1], str(p[0])))
    folded = sum(n for n in counts.values() if 0 < n < least)
    while shown and 0 < folded < least:
        folded += shown.pop()[1]
    return shown, folded


def name_words(people, shops):
    """Return what to take out of free texts, as folded words and phrases (tuples of words).

    Every part of a person's name is a word; a shop's name is a phrase, and what is proper to it is a word too ("Lys", not
    "Institut").
    """
    words = {w for person in people for w in _words(f"{person.given_name} {person.family_name}")}
    stems, phrases = _stems(), set()
    for shop in shops:
        named = _words(str(shop))
        phrases.add(tuple(w for w in named if len(w) > 1))
        words |= {w for w in named if w not in PLAIN and not any(w.startswith(s) for s in stems)}
    return {w for w in words if len(w) > 2} | {p for p in phrases if len(p) > 1}


@cache
def _stems():
    return tuple(w for t in TRADES.values() for w in t.words if len(w) > 2)


def scrub(text, names):
    """Return a text without anybody's name, e-mail address or telephone number; each leaves a mark."""
    text = re.sub(r"\S+@\S+|\+?\d[\d .-]{7,}\d|https?://\S+", GAP, text)
    found = list(re.finditer(r"[^\W\d_]+", text))
    bare = [_bare(m.group()) for m in found]
    gone = {n for n, word in enumerate(bare) if word in names} | _phrases(bare, names)
    for n in sorted(gone, reverse=True):
        text = text[:found[n].start()] + GAP + text[found[n].end():]
    return re.sub(r"\[…\](?:[\s'’-]*\[…\])+", GAP, text)


def _phrases(bare, names):
    """Return the places of the words that stand in a whole phrase; words of one letter (l', d') are stepped over."""
    places = [n for n, word in enumerate(bare) if len(word) > 1]
    words = tuple(bare[n] for n in places)
    gone = set()
    for phrase in (p for p in names if isinstance(p, tuple)):
        for start in range(len(words) - len(phrase) + 1):
            if words[start:start + len(phrase)] == phrase:
                gone |= set(places[start:start + len(phrase)])
    return gone


def _words(text):
    return [_bare(w) for w in re.findall(r"[^\W\d_]+", text)]


def _bare(word):
    return fold(word).replace(" ", "")
