"""An index in memory: the whole search over a few texts, without a database. What a stored index must answer, it answers.

Used to compare: a test holds the catalogue's stored index to it, the benchmark takes the synonyms away from it.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np

from chalandise.computing.search.blocks import stamp
from chalandise.computing.search.question import COMPLETED, Question, ask, complete, correct, unknown
from chalandise.computing.search.ranking import order, scores
from chalandise.computing.search.stops import JOINING
from chalandise.computing.search.synonyms import Synonyms
from chalandise.computing.search.typos import allowed, nearest
from chalandise.computing.search.weights import Rules, weigh
from chalandise.computing.search.words import split_names


class Memory:
    """Texts by key, each in parts, ready to be searched.

    Parameters
    ----------
    texts : mapping of int to mapping of str to str
        The parts of each text; keys break ties (see `ranking.neutral`).
    """

    def __init__(self, texts: Mapping[int, Mapping[str, str]], rules: Rules, synonyms: Synonyms) -> None:
        self.keys, self.synonyms = np.array(sorted(texts), dtype=np.int64), synonyms
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.words: Counter[str] = Counter()
        for row, key in enumerate(self.keys):
            parts = {name: split_names(text) for name, text in texts[int(key)].items()}
            for term, weight in weigh(parts, rules, synonyms).items():
                postings[term].append((row, weight))
            self.words.update({word for words in parts.values() for word in words if word not in JOINING})
        self.postings = {term: (np.array([r for r, _w in found]), np.array([w for _r, w in found], dtype=np.uint16)) for term, found in postings.items()}

    def search(self, text: str, *, typing: bool = False, draw: int = 0) -> list[int]:
        """Return the keys of the texts that answer, the best first."""
        score = scores(self.understood(text, typing=typing), self.postings, len(self.keys))
        rows = np.flatnonzero(score > 0)
        return [int(key) for key in self.keys[order(score, self.keys[rows], rows, draw)]]

    def understood(self, text: str, *, typing: bool = False) -> Question:
        """Return the Question of a text, completed and corrected with the words of these texts."""
        question = ask(text, self.synonyms, typing=typing)
        if len(question.begun) > 1:
            begun = sorted((-count, stamp(word.encode()), word) for word, count in self.words.items()
                           if word.startswith(question.begun) and word != question.begun)
            question = complete(question, [word for _count, _draw, word in begun[:COMPLETED]], self.synonyms)
        wrong = [word for word in unknown(question, self.postings.__contains__) if allowed(word)]
        return correct(question, {word: nearest(word, self.words.items()) for word in wrong}, self.synonyms)
