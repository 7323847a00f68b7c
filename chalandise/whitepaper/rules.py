"""What may be printed about few people: small counts are folded, names are taken out of what people wrote."""
import re
from functools import cache

from chalandise.foundation.names import fold
from chalandise.shops.rules import TRADES

SMALL = 3  # a count of one or two could be somebody
FEW = 5    # a median or a mean of fewer says more about one shop than about the panel
GAP = "[…]"
# Words of a shop's name that are trades or streets, not names.
PLAIN = frozenset("aux avec chez dans des les par pour sous sur une rue avenue place maison boutique commerce magasin salon galerie "
                  "comptoir marche petit petite grand grande bon bonne beau belle saint sainte cours soeurs freres fils".split())


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
    """Return the folded words to take out of free texts: every part of a person's name, what is proper to a shop's name."""
    found = {w for person in people for w in _words(f"{person.given_name} {person.family_name}")}
    stems = _stems()
    for shop in shops:
        found |= {w for w in _words(str(shop)) if w not in PLAIN and not any(w.startswith(s) for s in stems)}
    return {w for w in found if len(w) > 2}


@cache
def _stems():
    return tuple(w for t in TRADES.values() for w in t.words if len(w) > 2)


def scrub(text, words):
    """Return a text without the words of anybody's name, e-mail addresses or telephone numbers; each leaves a mark."""
    text = re.sub(r"\S+@\S+|\+?\d[\d .-]{7,}\d|https?://\S+", GAP, text)
    text = re.sub(r"[^\W\d_]+", lambda m: GAP if _bare(m.group()) in words else m.group(), text)
    return re.sub(r"\[…\](?:[\s'’-]*\[…\])+", GAP, text)


def _words(text):
    return {_bare(w) for w in re.findall(r"[^\W\d_]+", text)}


def _bare(word):
    return fold(word).replace(" ", "")
