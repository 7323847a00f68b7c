"""French order of names: a key made in Python and compared bytewise, so both databases agree (house.md, decision 12)."""
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'", "-": " "})


def fold(text):
    """Return `text` without accents, ligatures or case, single-spaced: "L'Œuf  Frais" gives "l'oeuf frais"."""
    plain = unicodedata.normalize("NFD", text.translate(_LIGATURES).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def sort_key(*parts):
    """Return a key that sorts names as a French directory does, at most 200 characters."""
    return "\x1f".join(fold(p).replace("'", " ") for p in parts if p)[:200]
