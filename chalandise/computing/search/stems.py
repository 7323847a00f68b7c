"""The light form of a word (number, gender, infinitive) and its root (family), for French and English, without a dictionary.

Words come folded, so the rules know no accent: "réservé", "reserve" and "réserver" are one light form. The rules of number
are those of J. Savoy, "A stemming procedure and stopword list for general French corpora", JASIS 50(10), 1999; the families
are ours. Two words of one family need not mean the same ("former", "forme"): a root counts for less than a light form.
"""
from __future__ import annotations

from functools import lru_cache

# Ends of families, the longest first; what remains must have at least so many letters.
ENDS = (
    ("ibilit", "ibl", 4), ("abilit", "abl", 3), ("isatric", "", 4), ("isateur", "", 4), ("isation", "", 4), ("isement", "", 5),
    ("isant", "", 4), ("isag", "", 4), ("atric", "", 3), ("ateur", "", 3), ("atoir", "", 4), ("ativ", "", 4), ("atif", "", 4), ("ation", "", 3),
    ("ition", "", 4), ("ution", "", 4), ("ement", "", 3), ("ment", "", 4), ("ivit", "iv", 3), ("iquement", "", 4), ("ique", "", 4), ("iqu", "", 4),
    ("iel", "", 4), ("ial", "", 4), ("ienn", "", 4), ("ien", "", 4), ("eus", "", 4), ("eux", "", 4), ("eur", "", 4),
    ("anc", "", 4), ("enc", "", 4), ("ant", "", 4), ("ist", "", 4), ("ism", "", 4), ("it", "", 5), ("is", "", 5), ("al", "", 5), ("el", "", 5),
    ("ag", "", 5), ("if", "", 4), ("iv", "", 4), ("ing", "", 4), ("ionair", "", 4), ("iair", "", 4), ("air", "", 5), ("ir", "", 5), ("ion", "", 4), ("at", "", 5), ("ur", "", 5), ("i", "", 4),
)


@lru_cache(maxsize=200_000)
def light(word: str) -> str:
    """Return a folded word without the marks of number, gender and infinitive.

    Examples
    --------
    >>> [light(w) for w in ("velos", "photos", "locaux", "travaux", "bureaux", "professionnelles", "reserver", "rdv")]
    ['velo', 'photo', 'local', 'traval', 'bureau', 'profesionel', 'reserv', 'rdv']
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _singular(word)
    if word.endswith("iere"):
        word = word[:-2]
    if word.endswith("er") and len(word) > 4:
        word = word[:-2]
    while word.endswith("e") and len(word) > 3:
        word = word[:-1]
    word = _undoubled(word)
    if word.endswith("ail") and len(word) > 5:
        word = word[:-3] + "al"
    return word[:-1] + "i" if word.endswith("y") else word


def _singular(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 5:
        return word[:-2] + "l"
    if word.endswith(("eux", "oux")) and len(word) > 3:
        return word[:-1]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def _undoubled(word: str) -> str:
    out = [c for n, c in enumerate(word) if n == 0 or n == 1 or c != word[n - 1] or c in "aeiouy0123456789"]
    return "".join(out)


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """Return what the family of a folded word has in common.

    Examples
    --------
    >>> [root(w) for w in ("reservation", "reserver", "accessibilite", "accessible", "commerciaux", "commerce", "sharing")]
    ['reserv', 'reserv', 'acesibl', 'acesibl', 'comerc', 'comerc', 'shar']
    """
    word = light(word)
    if len(word) < 6 or not word.isascii() or not word.isalpha():
        return word
    for end, instead, kept in ENDS:
        if word.endswith(end) and len(word) - len(end) >= kept:
            word = word[:-len(end)] + instead
            break
    if word.endswith("is") and len(word) > 6:
        word = word[:-2]
    return word
