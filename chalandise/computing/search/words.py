"""From a text to the words that are compared: lower case, no accents, no ligatures, no elided article.

A word and its accents removed is what people type on a phone, so both sides lose them: what is indexed and what is asked.
"""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 40  # letters of a word that are kept: longer ones are keys, addresses or noise
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
                           "’": "'", "ʼ": "'", "`": "'", "´": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "\u00ad": ""})
ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
LETTER = re.compile(r"\b([a-z])-(?=[a-z]{3})")  # e-mail, e-commerce, t-shirt are one word
WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(f"[{''.join(chr(code) for code in range(0x300, 0x3100) if unicodedata.combining(chr(code)))}]+")
HUMP = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])|\d+")


def fold(text: str) -> str:
    """Return `text` in lower case without accents, ligatures or invisible marks.

    Examples
    --------
    >>> fold("L’Œuvre d’Élodie À BIENTÔT")
    "l'oeuvre d'elodie a bientot"
    """
    plain = text.lower()
    if plain.isascii():
        return plain.replace("`", "'")
    plain = unicodedata.normalize("NFKD", plain.translate(LIGATURES)).lower()  # a letter of mathematics is a capital once it is plain
    return MARKS.sub("", plain.translate(LIGATURES))


def split(text: str) -> list[str]:
    """Return the words of a text, folded, in their order.

    Examples
    --------
    >>> split("L'e-commerce aujourd'hui : cœur de ville, rendez-vous & TPE")
    ['ecommerce', 'aujourd', 'hui', 'coeur', 'de', 'ville', 'rendez', 'vous', 'tpe']
    """
    return [word[:LONGEST] for word in WORD.findall(LETTER.sub(r"\1", ELIDED.sub("", fold(text))))]


@lru_cache(maxsize=100_000)
def humps(word: str) -> tuple[str, ...]:
    """Return the parts of a name written in one word with capitals, folded; nothing when it has one part.

    Examples
    --------
    >>> humps("LibreOffice")
    ('libre', 'office')
    >>> humps("Bordeaux")
    ()
    """
    parts = [fold(part) for part in HUMP.findall(word)]
    return tuple(p for p in parts if len(p) > 2) if len(parts) > 1 else ()


def split_names(text: str) -> list[str]:
    """Return the words of a text and, after them, the parts of the names written in one word: "MonAideCyber" is found by "cyber"."""
    return split(text) + [part for word in WORD.findall(text) for part in humps(word)]
