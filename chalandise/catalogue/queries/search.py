"""Searching the qualified catalogue. What is in it is public: anybody may ask."""
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
from django.db.models import Case, F, Value, When

from chalandise.catalogue.models import SearchBlock, SearchKey, SearchRun, Solution
from chalandise.catalogue.rules.searching import ALL, FACETS, draw_of, is_value, synonyms
from chalandise.computing.search.blocks import RUN, Sheet, Shelf, unpack
from chalandise.computing.search.question import COMPLETED, MOST_LETTERS, ask, complete, correct, unknown
from chalandise.computing.search.ranking import order, scores
from chalandise.computing.search.typos import allowed, grams, nearest, starts
from chalandise.computing.search.words import split
from chalandise.foundation import clock

LOOKED_AT = 60  # words that share the most keys with an unknown one
CORRECTED = 4  # unknown words that are corrected in one question


@dataclass(frozen=True)
class Hit:
    """One solution found: its company and its evidence are loaded; `answers` are the typed words that it answers, or their synonyms."""

    solution: Solution
    score: float
    answers: tuple = ()


@dataclass(frozen=True)
class Found:
    """The answer to a search.

    Attributes
    ----------
    hits : tuple of Hit
        Those of the page, the best first.
    total : int
        How many solutions answer, with the filters.
    page, pages : int
        The page that is shown (an absent one is the nearest), and how many there are (at least 1).
    counts : dict of str to dict of str to int
        By facet ("need", "trade", "price", "level"), how many solutions each value would leave, with the other filters.
    corrected : str
        The text with its unknown words corrected, when some were; it is what was searched.
    """

    hits: tuple
    total: int
    page: int
    pages: int
    counts: dict = field(default_factory=dict)
    corrected: str = ""


def search(text="", facets=None, *, page=1, per_page=20, territory=None, typing=False, day=None):
    """Return what the catalogue has for a text and filters; never raises, whatever the text.

    Without a text, everything that the filters leave, in the order drawn for the week. The number of queries depends on
    what is asked (an unknown word costs two more), never on how many solutions there are.

    Parameters
    ----------
    facets : mapping of str to iterable of str
        Kept values by facet (FACETS); several values of one facet widen, several facets narrow. Unknown ones are left out.
    territory : Territory
        Only what is qualified there; anywhere otherwise.
    typing : bool
        The last word is not finished.
    day : date
        Whose qualifications count; today otherwise.
    """
    day = day or clock.today()
    shelf = _shelf()
    shown = shelf.shown(day.toordinal(), territory.pk if territory else None)
    question, postings, corrected = _understood(text or "", shelf, typing)
    score = scores(question, postings, shelf.size, texts=shelf.texts)
    asked = bool((text or "").strip())
    wanted = shown & (score > 0) if asked else shown
    masks = _masks(shelf, facets or {})
    left = np.logical_and.reduce([wanted, *masks.values()])
    rows = np.flatnonzero(left)
    pages = max(1, -(-len(rows) // per_page))
    page = min(max(1, page), pages)
    kept = order(score, shelf.keys(rows), rows, draw_of(day), first=page * per_page)[(page - 1) * per_page:]
    return Found(_hits(kept, shelf, score, question, postings), len(rows), page, pages, _counts(shelf, wanted, masks), corrected)


def _shelf():
    """Return the Shelf of the day: one query, which brings only the sheets that this process has not read yet."""
    known = _Read.sheets  # never changed in place: another thread puts another dict there
    already = [When(stamp__in=list(known), then=Value(None))] if known else []
    rows = list(SearchRun.objects.order_by("number").values_list("number", "stamp", Case(*already, default=F("sheet")) if already else F("sheet")))
    return _Read.shelf(rows, known)


class _Read:
    """The sheets that this process has read, by their stamp: a stamp names bytes, so what is kept is never out of date."""

    sheets: dict = {}
    last: tuple = ((), Shelf({}))

    @classmethod
    def shelf(cls, rows, known):
        names, last = tuple((number, stamp) for number, stamp, _sheet in rows), cls.last
        if last[0] != names:
            sheets = {stamp: known.get(stamp) or Sheet.unpack(sheet) for _number, stamp, sheet in rows}
            last = (names, Shelf({number: sheets[stamp] for number, stamp in names}))
            cls.last, cls.sheets = last, sheets
        return last[1]


def _understood(text, shelf, typing):
    """Return the Question, the postings of its terms, and the corrected text when a word had to be corrected."""
    question = ask(text, synonyms(), typing=typing)
    if len(question.begun) > 1:
        question = complete(question, _completions(question.begun), synonyms())
    postings = _postings(question.terms, shelf)
    wrong = [word for word in unknown(question, postings.__contains__) if allowed(word)][:CORRECTED]
    if not wrong:
        return question, postings, ""
    near = _near(wrong)
    question = correct(question, near, synonyms())
    postings |= _postings([term for term in question.terms if term not in postings], shelf)
    better = {word: found[0].word for word, found in near.items() if found}
    return question, postings, " ".join(_better(word, better) for word in text[:MOST_LETTERS].split()) if better else ""


def _better(word, better):
    """Return a typed word as it should have been, whatever its capitals, accents and marks."""
    parts = split(word)
    return better.get(parts[0], word) if len(parts) == 1 else word


def _postings(terms, shelf):
    """Return {term: (rows, weights)} of those terms that are known (one query)."""
    parts = defaultdict(list)
    for term, run, block in SearchBlock.objects.filter(term__in=terms).values_list("term", "run", "postings"):
        if run in shelf.place:
            offsets, weights = unpack(block)
            parts[term].append((offsets.astype(np.int64) + shelf.place[run] * RUN, weights))
    return {term: tuple(np.concatenate(column) for column in zip(*found, strict=True)) for term, found in parts.items()}


def _completions(begun):
    """Return the words that begin so, those of most solutions first (one query)."""
    key = starts(begun)[-1]
    words = (SearchKey.objects.filter(key=key, word__documents__gt=0).exclude(word__text=begun).order_by("-word__documents", "word__draw")
             .values_list("word__text", flat=True))
    return [word for word in words[:COMPLETED if key == f"^{begun}" else None] if word.startswith(begun)][:COMPLETED]


def _near(wrong):
    """Return {word: [Near]} of unknown words (one query)."""
    keys = defaultdict(set)
    for word in wrong:
        for key in grams(word):
            keys[key].add(word)
    shared, documents = {word: Counter() for word in wrong}, {}
    rows = SearchKey.objects.filter(key__in=list(keys), word__documents__gt=0).values_list("key", "word__text", "word__documents")
    for key, text, count in rows:
        documents[text] = count
        for word in keys[key]:
            shared[word][text] += 1
    return {word: nearest(word, [(text, documents[text]) for text, _n in sorted(found.items(), key=lambda f: (-f[1], f[0]))[:LOOKED_AT]])
            for word, found in shared.items()}


def _masks(shelf, facets):
    masks = {}
    for facet in FACETS:
        values = {f"{facet}:{value}" for value in facets.get(facet, ()) if is_value(facet, value)}  # known, if of no solution yet
        if values:
            masks[facet] = shelf.holding(values | ({f"trade:{ALL}"} if facet == "trade" else set()))
    return masks


def _counts(shelf, wanted, masks):
    counts = {facet: {} for facet in FACETS}
    whole = shelf.counts(np.logical_and.reduce([wanted, *masks.values()]))
    for facet in FACETS:
        others = [mask for name, mask in masks.items() if name != facet]
        for code, n in (shelf.counts(np.logical_and.reduce([wanted, *others])) if facet in masks else whole).items():
            if code.startswith(f"{facet}:"):
                counts[facet][code.partition(":")[2]] = n
    everyone = counts["trade"].pop(ALL, 0)
    counts["trade"] = {code: n + everyone for code, n in counts["trade"].items()}
    return counts


def _hits(rows, shelf, score, question, postings):
    keys = shelf.keys(rows).tolist()
    found = Solution.objects.select_related("provider__organisation", "evidence").in_bulk(keys)
    answers = {int(row): [] for row in rows}
    for clause in question.clauses:
        answering = np.zeros(shelf.size, dtype=bool)
        for term in clause.terms.keys() & postings.keys():
            answering[postings[term][0]] = True
        for row in rows[answering[rows]].tolist():
            answers[row].append(clause.word)
    return tuple(Hit(found[key], float(score[row]), tuple(answers[int(row)])) for key, row in zip(keys, rows, strict=True) if key in found)
