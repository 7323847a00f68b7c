"""Catalogues for the search benchmark: the real records, and a hundred thousand solutions made of their words."""
import re
from collections import Counter
from datetime import date, timedelta

import numpy as np

from chalandise.computing.search.blocks import RUN, Sheet, stamp, unpack
from chalandise.foundation import clock

DAY = date(2017, 11, 20)
SHOPS, PAGE = 10_000, 5_000
USES, OPINIONS = 6, 4  # of each solution: ten records of feedback


def company():
    """Return the provider and the territory of everything."""
    from chalandise.catalogue.models import Provider
    from chalandise.people.models import Organisation
    from chalandise.territory.models import Territory
    body = Organisation.objects.get_or_create(name="Q", siren="732829320")[0]
    provider = Provider.objects.get_or_create(organisation=body, defaults={"registered_at": clock.now()})[0]
    return provider, Territory.objects.get_or_create(name="Banc", slug="banc")[0]


def empty():
    """Take every solution out, and what the index holds of them."""
    from chalandise.catalogue import models as m
    for model in (m.SearchKey, m.SearchWord, m.SearchBlock, m.SearchEntry, m.SearchRun, m.Qualification, m.Evidence, m.Opinion, m.Use, m.Solution):
        model.objects.all()._raw_delete("default")


def shelve(rows, first=1):
    """Write solutions (name, summary, text, more fields), qualified for a year, and index them. Returns their keys."""
    from chalandise.catalogue.models import Evidence, Qualification, Solution
    from chalandise.catalogue.operations.index import index_solutions
    provider, territory = company()
    now, keys = clock.now(), []
    for n, (name, summary, text, more) in enumerate(rows, first):
        keys.append(Solution(pk=n, provider=provider, slug=f"s{n}", name=name[:120], sort_key=str(n), summary=summary[:200], text=text, created_at=now,
                             changed_at=now, **more))
    Solution.objects.bulk_create(keys, batch_size=PAGE)
    Qualification.objects.bulk_create([Qualification(solution=s, territory=territory, since=DAY, until=DAY + timedelta(days=365)) for s in keys], batch_size=PAGE)
    Evidence.objects.bulk_create([Evidence(solution=s, uses=USES, running=USES, opinions=OPINIONS, counted_at=now) for s in keys], batch_size=PAGE)
    index_solutions(keys)
    return [s.pk for s in keys]


def real(records):
    """Put the real records in the catalogue; what does not fit in a summary goes on in the text. Returns {solution: record}."""
    rows = [(r.name, r.summary, f"{r.summary[200:]} {r.text}", {}) for r in records]
    return dict(zip(shelve(rows), (r.key for r in records), strict=True))


def many(records, number, seed=2017):
    """Return rows of generated solutions: the words of the real records, as often as they have them, needs, trades, prices and levels."""
    from chalandise.catalogue.rules import NEEDS
    from chalandise.shops.rules.trades import TRADES
    counted = Counter(word for r in records for word in re.findall(r"\w[\w'’-]*", f"{r.name} {r.summary} {r.text}"))
    words = np.array(sorted(counted), dtype=object)
    share = np.array([counted[w] for w in words], dtype=float)
    chance, needs, trades = np.random.default_rng(seed), list(NEEDS), list(TRADES)
    levels, prices = ["beginner", "regular", "advanced"], [0, 9, 19, 29, 49, 79, 150, None]
    for n in range(number):
        if n % PAGE == 0:
            pool = words[chance.choice(len(words), (min(PAGE, number - n), 75), p=share / share.sum())]
        parts = list(pool[n % PAGE])
        more = {"needs": list(chance.choice(needs, 2)), "trades": list(chance.choice(trades, chance.integers(0, 4))),
                "level": levels[chance.integers(3)], "price_month": prices[chance.integers(8)]}
        yield " ".join(parts[:2]).capitalize(), " ".join(parts[2:15]), " ".join(parts[15:]), more


def multiply(number, copies):
    """Copy the first `number` solutions, and what the index holds of them, until there are `copies` of each.

    The index of a copy is that of the solution whose number it moves: the lengths of the lists are those of number × copies
    solutions, for the price of reading `number` of them.
    """
    from django.db import connection, models

    from chalandise.catalogue import models as m
    with connection.cursor() as cursor:
        for model in (m.Solution, m.Qualification, m.Evidence):
            columns = {f.column: f"t.{f.column}" for f in model._meta.concrete_fields}
            for field in model._meta.concrete_fields:
                if field.primary_key or field.name == "solution":
                    columns[field.column] = f"t.{field.column} + k.n * {number}"
                elif field.unique and isinstance(field, models.CharField):
                    columns[field.column] = f"t.{field.column} || '-' || k.n"
            names = ", ".join(f'"{name}"' for name in columns)
            values = ", ".join(value.replace("t.references", 't."references"') for value in columns.values())
            cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM {model._meta.db_table} t "
                           f"CROSS JOIN ({' UNION ALL '.join(f'SELECT {k} AS n' for k in range(1, copies))}) k")
    _multiply_blocks(number, copies)
    _multiply_sheets(number, copies)
    m.SearchWord.objects.update(documents=models.F("documents") * copies)


def _multiply_blocks(number, copies):
    from chalandise.catalogue.models import SearchBlock
    lists = {}
    for term, run, block in SearchBlock.objects.order_by("term", "run").values_list("term", "run", "postings"):
        offsets, weights = unpack(block)
        lists.setdefault(term, []).append((offsets.astype(np.int64) + run * RUN, weights))
    SearchBlock.objects.all().delete()
    made = []
    for term, parts in lists.items():
        keys, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
        keys = (np.arange(copies)[:, None] * number + keys).ravel()
        weights = np.tile(weights, copies)
        runs, starts = np.unique(keys // RUN, return_index=True)
        for run, first, last in zip(runs.tolist(), starts, [*starts[1:], len(keys)], strict=True):
            made.append(SearchBlock(term=term, run=run, postings=np.concatenate([(keys[first:last] % RUN).astype("<u2"), weights[first:last]]).tobytes()))
        if len(made) > PAGE * 4:
            SearchBlock.objects.bulk_create(made, batch_size=PAGE)
            made = []
    SearchBlock.objects.bulk_create(made, batch_size=PAGE)


def _multiply_sheets(number, copies):
    from chalandise.catalogue.models import SearchRun
    entries = {run * RUN + offset: entry for run, sheet in SearchRun.objects.values_list("number", "sheet") for offset, entry in Sheet.unpack(sheet).entries.items()}
    whole = {key + k * number: entry for k in range(copies) for key, entry in entries.items()}
    runs = {}
    for key, entry in whole.items():
        runs.setdefault(key // RUN, {})[key % RUN] = entry
    SearchRun.objects.all().delete()
    SearchRun.objects.bulk_create([SearchRun(number=run, sheet=(data := Sheet.of(there).pack()), stamp=stamp(data)) for run, there in runs.items()])


def feedback():
    """Write ten records of feedback a solution, inside the database: six uses, of which four have an opinion. Returns how many."""
    from django.db import connection

    from chalandise.catalogue.models import Opinion, Use
    from chalandise.shops.models import Shop
    _provider, territory = company()
    now = clock.now()
    Shop.objects.bulk_create([Shop(pk=n, territory=territory, name=f"Boutique {n}", sort_key=f"boutique {n}", created_at=now)
                              for n in range(1, SHOPS + 1)], batch_size=PAGE)
    each = " UNION ALL ".join(f"SELECT {k} AS n" for k in range(USES))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {Use._meta.db_table} (id, solution_id, shop_id, season_label, since, stop_reason, source, public, at) "
                       f"SELECT s.id * {USES} + k.n, s.id, 1 + (s.id * 7 + k.n * 1009) %% {SHOPS}, '', %s, '', 'merchant', %s, %s "
                       f"FROM solution s CROSS JOIN ({each}) k", [DAY - timedelta(days=90), False, now])
        cursor.execute(f"INSERT INTO {Opinion._meta.db_table} (use_id, advise, good, bad, at, answer, hidden_reason) "
                       f"SELECT u.id, u.id %% 11, 'Ça marche.', '', %s, '', '' FROM {Use._meta.db_table} u WHERE u.id %% {USES} < {OPINIONS}", [now])
    return Use.objects.count() + Opinion.objects.count()


def asked(records, queries, seed=2018):
    """Return what is asked of the large catalogue: (text, filters, still typing), the judged queries first."""
    from chalandise.catalogue.rules import NEEDS
    counted = Counter(word for r in records for word in re.findall(r"\w{3,}", f"{r.name} {r.summary} {r.text}"))
    words, chance, needs = sorted(counted), np.random.default_rng(seed), list(NEEDS)
    share = np.array([counted[w] for w in words], dtype=float)
    found = [(q.text, {}, False) for q in queries]
    for n in range(120):
        said = [words[i] for i in chance.choice(len(words), 1 + n % 3, p=share / share.sum())]
        if n % 4 == 1 and len(said[-1]) > 4:
            said[-1] = said[-1][:2] + said[-1][3:]
        text = " ".join(said)
        found.append((text[:-2] if n % 4 == 2 and len(text) > 5 else text, {"need": [needs[n % len(needs)]]} if n % 4 == 3 else {}, n % 4 == 2))
    return [*found, ("", {}, False), ("", {"level": ["beginner"], "price": ["free", "20"]}, False)]

