"""From a season's records to the white paper: chapters in both languages, and figures that say where they come from."""
import hashlib
import json

from django.utils import translation

from chalandise.whitepaper.queries.chapters import chapters
from chalandise.whitepaper.queries.facts import facts
from chalandise.whitepaper.rules import FEW, SMALL

LANGUAGES = ("fr", "en")
FORM = 1  # of the content; an older edition keeps its own


def gather(season, at=None):
    """Return the white paper of a season as plain data, ready to be frozen.

    Nothing of it names anybody: quotes carry the id of a consent, and the name is read when the page is shown.

    Returns
    -------
    dict
        form, at, season, languages {"fr": chapters, "en": chapters}, figures [{code, value, n, unit, query, records}].
    """
    counted = facts(season, at)
    return {"form": FORM, "at": counted.at.isoformat(), "season": heading(season), "languages": told(counted, chapters),
            "figures": figures(counted)}


def heading(season):
    return {"name": season.name, "slug": season.slug, "axis": season.axis.name, "territory": season.territory.name,
            "organiser": season.territory.organiser, "accent": season.territory.accent}


def told(counted, write):
    """Return {language: chapters} of one count."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = write(counted)
    return found


def figures(counted):
    """Return every figure with its trail; counts of one or two people or shops are held back here too."""
    return [{"code": code, **_held_back(code, trail)} for code, trail in sorted(counted.figures.items())]


def _held_back(code, trail):
    if code.startswith(("street.", "pot.", "readings.", "actions.")):  # things, not people
        return {**trail, "suppressed": False}
    counts_people = trail["unit"] == ""
    small = counts_people and isinstance(trail["value"], int) and 0 < trail["value"] < SMALL
    few = not counts_people and trail["unit"] != "h" and trail["n"] is not None and 0 < trail["n"] < FEW
    kept = trail if not small and not few else {**trail, "value": None}
    return {**kept, **{k: None for k in ("n", "records") if isinstance(kept[k], int) and 0 < kept[k] < SMALL},
            "suppressed": bool(small or few or (counts_people and trail["value"] is None))}


def digest(content):
    """Return the sha256 of a content, written in one way only."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
