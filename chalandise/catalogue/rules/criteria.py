"""The criteria that a new call starts from (data/criteria.json): each with a weight and a sentence for each score."""
import json
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

SCORES = range(5)


@cache
def _criteria():
    return json.loads((Path(__file__).parent.parent / "data" / "criteria.json").read_text(encoding="utf-8"))["criteria"]


def default_criteria():
    """Return [{"code", "label", "question", "weight", "anchors"}] in the language of the moment."""
    said = "en" if (get_language() or "fr").startswith("en") else "fr"
    return [{"code": row["code"], "weight": row["weight"], **row[said]} for row in _criteria()]
