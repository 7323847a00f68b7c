"""Statements for accountants: over any period they balance, and say what the ledger holds."""
import json
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalandise.foundation import clock
from chalandise.funding.documents import statement_data, statement_pdf, statement_rows
from chalandise.funding.operations import allot, approve_commitment, ask_commitment, open_envelope, pay, receive, refund
from chalandise.funding.queries import accounts_over, balances, followed

FIRST = date(2017, 11, 20)


@pytest.fixture
def pot(cast):
    """Gestures on eight days of November, one of them half an hour after midnight in Paris."""
    pot, rose, odile = cast.pot, cast.rose, cast.odile
    envelope = open_envelope(by=rose, pot=pot, name="Vitrines")
    for n, gesture in enumerate((
            lambda: receive(by=rose, partner=cast.bank, amount="120.50", envelope=envelope), lambda: allot(by=rose, envelope=envelope, amount=80),
            lambda: ask_commitment(by=rose, pot=pot, amount=150, label="Vitrine", supplier="Menuiserie"),
            lambda: approve_commitment(by=odile, commitment=pot.commitments.select_related("pot__season").get(), envelope=envelope),
            lambda: pay(by=rose, commitment=pot.commitments.select_related("pot__season").get(), amount=100, once="p"),
            lambda: refund(by=rose, commitment=pot.commitments.select_related("pot__season").get(), amount="10.25"))):
        with clock.at(clock.local(FIRST + timedelta(days=n + 1), 0 if n == 4 else 10, 30)):
            gesture()
    return pot


def test_a_day_is_a_day_in_paris(pot):
    _rows, lines = accounts_over(pot, date(2017, 11, 25), date(2017, 11, 25))
    assert [line.movement.kind for line in lines] == ["payment", "payment"]  # the evening of the 24th in universal time


DAYS = st.one_of(st.none(), st.integers(-2, 9).map(lambda n: FIRST + timedelta(days=n)))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=DAYS, last=DAYS, middle=st.integers(-2, 9).map(lambda n: FIRST + timedelta(days=n)))
def test_any_period_balances_and_two_periods_follow_each_other(pot, first, last, middle):
    rows, lines = accounts_over(pot, first, last)
    assert sum(s.opening for s in rows) == sum(s.closing for s in rows) == 0
    assert sum(s.debit for s in rows) == sum(s.credit for s in rows) == sum(line.debit for line in lines)
    _heads, written = statement_rows(pot, first, last)
    assert sum(r[5] or 0 for r in written) == sum(r[6] or 0 for r in written)
    before, after = (accounts_over(pot, *period)[0] for period in ((None, middle), (middle + timedelta(days=1), None)))
    closing = {s.account.pk: s.closing for s in before if s.closing}
    assert closing == {s.account.pk: s.opening for s in after if s.opening}


def test_the_whole_statement_says_what_the_ledger_holds(pot):
    rows, _lines = accounts_over(pot)
    now = balances(pot)
    by_kind = {}
    for s in rows:
        by_kind[s.account.kind] = by_kind.get(s.account.kind, 0) + s.closing
    assert {k: by_kind[k] for k in ("cash", "committed", "spent", "promised")} == {
        "cash": now.available, "committed": now.committed, "spent": now.paid, "promised": now.promised}
    data = statement_data(pot)
    assert (data["received"], data["available"], data["committed"], data["paid"]) == (now.received, now.available, now.committed, now.paid)
    assert data["debit"] == data["credit"]
    assert sum(amount for _partner, amount in followed(pot)[1]) == now.available


def test_a_period_that_is_over_tells_no_promise_of_today(pot):
    with clock.at(date(2018, 1, 1)):
        data = statement_data(pot, last=date(2017, 11, 22))
    assert (data["partners"], data["trails"], data["available"]) == ([], [], Decimal("920.50"))


@pytest.mark.parametrize("period", [(None, None), (date(2017, 11, 22), date(2017, 11, 23)), (date(2016, 1, 1), date(2016, 1, 2))])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pdf_is_accessible_and_short_or_empty_periods_print(pot, period, lang):
    with clock.at(date(2018, 1, 1)), pikepdf.open(BytesIO(statement_pdf(pot, *period, lang=lang))) as paper:
        assert (bool(paper.Root.MarkInfo.Marked), str(paper.Root.Lang)) == (True, lang)


def test_the_paper_is_wholly_in_its_language_whatever_the_reader_s(pot, monkeypatch):
    from chalandise.foundation import documents
    said = {}
    monkeypatch.setattr(documents, "_compiled", lambda root, template, values: said.update(json.loads(values)) or b"")
    statement_pdf(pot, lang="en")
    assert (said["accounts"][-1][0], said["totals"][0], said["lines"][0][1]) == ("money paid · Vitrines", "Total", "promise")
