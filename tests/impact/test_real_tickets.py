"""The real tickets of a bakery (21 293 lines, October 2016 to April 2017) through the same operations as the screens.

The file names what was sold and no price: each product is given one here, so that the amounts are ours and the shape is real.
"""
import csv
import gzip
from collections import defaultdict
from datetime import date

import pytest

from chalandise.impact.queries.takings import present
from tests.impact.tills import agreed, read, table, written

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def lines(shared):
    with gzip.open(shared / "sales" / "bakery_tickets_breadbasket.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def price(item):
    """Cents of a product: from 1.00 to 7.99, always the same."""
    return 100 + sum(item.encode()) % 700


def test_the_tickets_of_a_bakery_make_its_days(cast, lines):
    agreed(cast)
    rows = [["Date", "Time", "Transaction", "Item", "Price"], *([r["Date"], r["Time"], r["Transaction"], r["Item"], f"{price(r['Item']) / 100:.2f}"] for r in lines)]
    file = written(cast, table(rows, ",").encode())
    assert (file.mapping, file.options["lines"]) == ({"date": "Date", "amount": "Price", "ticket": "Transaction"}, "items")
    expected, numbers = defaultdict(int), defaultdict(set)
    for r in lines:
        expected[date.fromisoformat(r["Date"])] += price(r["Item"])
        numbers[date.fromisoformat(r["Date"])].add(r["Transaction"])
    known = {t.start: (round(t.amount * 100), t.tickets) for t in present(cast.lys).filter(closed=False)}
    assert known == {d: (expected[d], len(numbers[d])) for d in expected}
    assert (file.counts["lines"], file.counts["errors"], len(expected)) == (21293, 0, 159)
    assert set(present(cast.lys).filter(closed=True).values_list("start", flat=True)) <= {date(2016, 12, 25), date(2016, 12, 26), date(2017, 1, 1), date(2017, 1, 2)}


def test_a_zero_added_to_one_day_in_forty_is_always_seen_and_few_others_are(cast, lines):
    agreed(cast)
    days = defaultdict(int)
    for r in lines:
        days[date.fromisoformat(r["Date"])] += price(r["Item"])
    planted = sorted(days)[10::40]
    amounts = {d: c * 10 if d in planted else c for d, c in sorted(days.items())}
    file = read(cast, table([["Date", "Total"], *([d.isoformat(), f"{c / 100:.2f}"] for d, c in amounts.items())], ",").encode())
    found = set(file.days.exclude(doubt="").values_list("start", flat=True))
    assert set(planted) <= found
    assert len(found - set(planted)) <= 2, found - set(planted)
