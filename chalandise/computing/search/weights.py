"""What a word weighs in a text: BM25F, where each field has its own importance and its own usual length.

Source: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends in
Information Retrieval 3(4), 2009, section 3.5 (weighted fields). The usual lengths are constants, not the averages of the
day: what a text weighs depends on that text only, so that one change does not touch the others.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chalandise.computing.search.stems import light, root
from chalandise.computing.search.stops import JOINING
from chalandise.computing.search.synonyms import Synonyms

UNIT = 256  # a weighted frequency of 1 is kept as 256 in sixteen bits
MOST = 65_535
ROOT, CONCEPT = "~", "#"  # first letter of the terms that are not light forms


@dataclass(frozen=True)
class Field:
    """One part of a text: how much a word weighs there, its usual length in words, how much length counts (0 to 1)."""

    weight: float
    usual: float
    slope: float = 0.6


@dataclass(frozen=True)
class Rules:
    """How texts are weighed.

    Attributes
    ----------
    fields : mapping of str to Field
        The parts of a text by name; a part that is not named here is not read.
    """

    fields: Mapping[str, Field] = field(default_factory=lambda: {
        "name": Field(3.0, 3, 0.3), "summary": Field(3.0, 12, 0.7), "tags": Field(1.0, 8, 0.5), "body": Field(0.5, 120, 0.9)})


def weigh(parts: Mapping[str, Sequence[str]], rules: Rules, synonyms: Synonyms) -> dict[str, int]:
    """Return the terms of a text and their weights, in units of 1/256, from 1 to 65,535.

    Parameters
    ----------
    parts : mapping of str to sequence of str
        The folded words of each part (`words.split_names`).

    Returns
    -------
    dict of str to int
        Light forms as they are, roots after "~" (where they differ from the light form), concepts after "#".
    """
    total: dict[str, float] = defaultdict(float)
    for name, part in rules.fields.items():
        words = parts.get(name, ())
        forms = [light(word) for word in words]
        length = sum(word not in JOINING for word in words)
        unit = part.weight / (1 - part.slope + part.slope * length / part.usual)
        for word, form in zip(words, forms, strict=True):
            if word in JOINING:
                continue
            total[form] += unit
            total[ROOT + root(word)] += unit
        for found in synonyms.find(forms):
            total[CONCEPT + found.code] += unit * found.weight
    return {term: max(1, min(MOST, round(weight * UNIT))) for term, weight in total.items() if len(term) <= 48}
