"""Keeping the index of the catalogue true: called in the transaction that changes a solution, its company or a qualification."""
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Case, F, Prefetch, Value, When

from chalandise.catalogue.models import (
    Qualification,
    SearchBlock,
    SearchEntry,
    SearchKey,
    SearchRun,
    SearchWord,
    Solution,
)
from chalandise.catalogue.rules.searching import RULES, entry_of, reading, synonyms, texts_of
from chalandise.computing.search.blocks import RUN, Sheet, pack, stamp, unpack
from chalandise.computing.search.stops import JOINING
from chalandise.computing.search.typos import grams, starts
from chalandise.computing.search.weights import weigh
from chalandise.computing.search.words import split_names

SOME = 2_000  # rows read or written at once


@transaction.atomic
def index_solutions(solutions):
    """Read some solutions again: what changed is put in, what is no longer in the catalogue is taken out. Twice is the same as once.

    Parameters
    ----------
    solutions : iterable of Solution, or query set
        They are read again from the database, with their company and their qualifications.
    """
    keys = sorted(set(solutions.values_list("pk", flat=True) if hasattr(solutions, "values_list") else (s.pk for s in solutions)))
    by_run = defaultdict(list)
    for key in keys:
        by_run[key // RUN].append(key)
    words = Counter()
    for number in sorted(by_run):
        _read_run(number, by_run[number], words)
    _count_words(words)


@transaction.atomic
def rebuild_index():
    """Make the index again from nothing, after a change of the synonyms or of what is read. Returns how many solutions it holds."""
    for model in (SearchKey, SearchWord, SearchBlock, SearchEntry, SearchRun):
        model.objects.all().delete()
    index_solutions(Solution.objects.all())
    return SearchEntry.objects.count()


@dataclass
class _Changes:
    """What a run has to change: weights by term and offset (None: taken out), entries by offset, words."""

    terms: dict = field(default_factory=lambda: defaultdict(dict))
    entries: dict = field(default_factory=dict)
    kept: list = field(default_factory=list)
    gone: list = field(default_factory=list)


def _read_run(number, keys, words):
    run = SearchRun.objects.get_or_create(number=number, defaults={"sheet": Sheet().pack()})[0]
    run = SearchRun.objects.select_for_update().get(pk=run.pk)
    changes = _Changes()
    for first in range(0, len(keys), SOME):
        _read(keys[first:first + SOME], number * RUN, changes, words)
    _write_blocks(number, changes.terms)
    SearchEntry.objects.filter(pk__in=changes.gone).delete()
    SearchEntry.objects.bulk_create(changes.kept, batch_size=SOME, update_conflicts=True, unique_fields=["solution"], update_fields=["stamp", "terms"])
    entries = {**Sheet.unpack(run.sheet).entries, **changes.entries}
    run.sheet = Sheet.of({offset: entry for offset, entry in entries.items() if entry}).pack()
    run.stamp = stamp(run.sheet)
    run.save(update_fields=["sheet", "stamp"])


def _read(keys, base, changes, words):
    living = Prefetch("qualifications", Qualification.objects.filter(ended_at=None).order_by("pk"), to_attr="living")
    solutions = {s.pk: s for s in Solution.objects.filter(pk__in=keys).select_related("provider__organisation").prefetch_related(living)}
    before = {e.pk: e for e in SearchEntry.objects.filter(pk__in=keys)}
    for key in keys:
        solution, old = solutions.get(key), before.get(key)
        entry = entry_of(solution, solution.living) if solution else None
        if entry is None or not entry.shown:
            changes.entries[key - base] = None
            if old:
                changes.gone.append(key)
                _change(key - base, changes, words, old=_opened(old))
            continue
        changes.entries[key - base] = entry
        texts = texts_of(solution)
        mark = stamp(reading(texts))
        if old and old.stamp == mark:
            continue
        parts = {name: split_names(text) for name, text in texts.items()}
        terms = weigh(parts, RULES, synonyms())
        written = sorted({word for words_of_part in parts.values() for word in words_of_part if word not in JOINING})
        _change(key - base, changes, words, old=_opened(old) if old else None, terms=terms, written=written)
        changes.kept.append(SearchEntry(pk=key, stamp=mark, terms=zlib.compress("\n".join([*terms, "", *written]).encode())))


def _opened(entry):
    terms, _nothing, written = zlib.decompress(entry.terms).decode().partition("\n\n")
    return terms.split("\n") if terms else [], written.split("\n") if written else []


def _change(offset, changes, words, *, old=None, terms=None, written=()):
    if old:
        for term in old[0]:
            changes.terms[term][offset] = None
        words.subtract(old[1])
    for term, weight in (terms or {}).items():
        changes.terms[term][offset] = weight
    words.update(written)


def _write_blocks(number, changed):
    terms, made, rewritten, empty = sorted(changed), [], [], []
    for first in range(0, len(terms), SOME):
        some = terms[first:first + SOME]
        there = {b.term: b for b in SearchBlock.objects.filter(run=number, term__in=some)}
        for term in some:
            block = there.get(term)
            weights = dict(zip(*(part.tolist() for part in unpack(block.postings)), strict=True)) if block else {}
            weights.update(changed[term])
            weights = {offset: weight for offset, weight in weights.items() if weight is not None}
            if not weights:
                empty += [block.pk] if block else []
            elif block:
                block.postings = pack(weights)
                rewritten.append(block)
            else:
                made.append(SearchBlock(term=term, run=number, postings=pack(weights)))
    SearchBlock.objects.filter(pk__in=empty).delete()
    SearchBlock.objects.bulk_update(rewritten, ["postings"], batch_size=200)
    SearchBlock.objects.bulk_create(made, batch_size=SOME)


def _count_words(words):
    changed = {text: n for text, n in sorted(words.items()) if n}
    texts = list(changed)
    for first in range(0, len(texts), SOME):
        some = texts[first:first + SOME]
        SearchWord.objects.bulk_create([SearchWord(text=text, draw=stamp(text.encode())) for text in some], ignore_conflicts=True)
        there = list(SearchWord.objects.filter(text__in=some).order_by("pk").select_for_update())
        fresh = set(SearchWord.objects.filter(pk__in=[w.pk for w in there], keys=None).values_list("pk", flat=True))
        SearchKey.objects.bulk_create([SearchKey(key=key, word=word) for word in there if word.pk in fresh
                                       for key in dict.fromkeys(grams(word.text) + starts(word.text))], batch_size=SOME)
        by_amount = defaultdict(list)
        for word in there:
            by_amount[changed[word.text]].append(word.pk)
        if there:
            more = Case(*(When(pk__in=pks, then=Value(n)) for n, pks in by_amount.items()), default=Value(0))
            SearchWord.objects.filter(pk__in=[w.pk for w in there]).update(documents=F("documents") + more)
