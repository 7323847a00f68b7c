"""The countries of data/countries.json, in the reader's language."""
import json
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from chalandise.foundation.names import sort_key


@cache
def _countries():
    data = json.loads((Path(__file__).parent.parent / "data" / "countries.json").read_text(encoding="utf-8"))
    return {row["code"]: row for row in data["countries"]}


def is_country(code):
    return code in _countries()


def country_name(code):
    """Return a country's name; its code when it is not in the list."""
    row = _countries().get(code)
    return row["en" if (get_language() or "fr").startswith("en") else "fr"] if row else code


def country_choices():
    """Return the countries as a form's choices: France, then the others in the order of a directory."""
    others = sorted((code for code in _countries() if code != "FR"), key=lambda c: sort_key(country_name(c)))
    return [(code, country_name(code)) for code in ("FR", *others)]
