"""A till's file: columns guessed, every line read with a reason, written as one, undone as one, its bytes forgotten."""
import gzip
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Entry, StoredFile
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Taking, TakingsFile
from chalandise.impact.operations import choose_sheet, confirm_columns, note_closed, type_takings, undo_file, write_file
from chalandise.impact.queries.takings import present
from tests.impact import tills
from tests.impact.tills import FIRST, LAST, OPEN, agreed, given, read, written

SUNDAYS_AND_AUGUST = sum(1 for d in tills.days(FIRST, LAST) if d not in OPEN)


@pytest.fixture(autouse=True)
def _agreed(cast):
    agreed(cast)


def known(cast, channel="all"):
    return {t.start: round(t.amount * 100) for t in present(cast.lys).filter(channel=channel, grain="day", closed=False)}


# --- the shapes --------------------------------------------------------------------------------------------------------

SHAPES = [
    (tills.day_totals, {"date": "Date", "amount": "CA TTC (€)", "net": "CA HT (€)", "count": "Nb tickets"}, "days"),
    (tills.tickets, {"date": "Date", "amount": "Total TTC", "ticket": "N° ticket"}, "tickets"),
    (tills.items, {"date": "Horodatage", "amount": "Montant", "ticket": "Ticket"}, "items"),
    (tills.bank, {"date": "Date", "credit": "Crédit euros", "debit": "Débit euros"}, "days"),
]


@pytest.mark.parametrize("make, mapping, lines", SHAPES, ids=[s[0].__name__ for s in SHAPES])
def test_each_shape_is_guessed_and_gives_the_same_year(cast, make, mapping, lines):
    file = given(cast, make())
    assert (file.mapping, file.options["lines"], file.options["sign"], file.options["currency"]) == (
        mapping, lines, "." if make is tills.items else ",", "EUR")
    file = read(cast, make())
    assert (file.state, file.counts["errors"], file.counts["doubts"], file.counts["missing"], file.doubts) == ("checked", 0, 0, 0, [])
    assert (file.counts["opened"], file.counts["closed"]) == (len(OPEN), SUNDAYS_AND_AUGUST)
    write_file(by=cast.lila, file=file)
    assert known(cast) == OPEN


def test_a_card_terminal_takes_refunds_off_leaves_refusals_out_and_stands_apart(cast):
    file = written(cast, tills.terminal(), mapping={"kind": "Type"}, channel="card")
    tenths = [d for d in OPEN if d.day == 10]
    assert file.counts["refunds"] == len(tenths)
    off = {d: OPEN[d] - 1500 + 8000 for d in tenths}  # the status column is not the kind: the refusal counts until it is chosen
    assert known(cast, "card") == {**OPEN, **off}
    undo_file(by=cast.lila, file=file)
    written(cast, tills.terminal(), mapping={"kind": "Statut"}, channel="card")
    assert known(cast, "card") == {**OPEN, **{d: OPEN[d] + 1500 for d in tenths}}
    assert known(cast) == {}


def test_a_web_shop_counts_an_order_once_and_takes_back_what_was_refunded(cast):
    file = written(cast, tills.web_shop(), channel="web")
    assert file.mapping == {"date": "Created at", "amount": "Total", "net": "Subtotal", "refund": "Refunded Amount", "ticket": "Name",
                            "kind": "Financial Status", "currency": "Currency"}
    assert known(cast, "web") == OPEN
    assert file.counts["said"]["void"] == 12


def test_a_moment_with_its_zone_is_told_in_paris_on_both_sides_of_the_sundays(cast):
    lines = [["Date", "Total"], ["2017-03-25T23:30:00Z", "10.00"], ["2017-03-26T22:30:00Z", "20.00"], ["2017-10-28T22:30:00Z", "30.00"],
             ["2017-10-29T22:59:00Z", "40.00"], ["2017-10-29T23:01:00Z", "50.00"]]
    written(cast, tills.table(lines, ",").encode(), channel="web")
    assert known(cast, "web") == {date(2017, 3, 26): 1000, date(2017, 3, 27): 2000, date(2017, 10, 29): 7000, date(2017, 10, 30): 5000}


def test_the_hour_that_comes_twice_stays_on_its_day(cast):
    lines = [["Ticket", "Date", "Total"], ["1", "29/10/2017 02:30:00", "10,00"], ["2", "29/10/2017 02:30:00", "20,00"], ["3", "26/03/2017 02:30:00", "5,00"]]
    written(cast, tills.table(lines).encode())
    assert known(cast) == {date(2017, 10, 29): 3000, date(2017, 3, 26): 500}


def test_a_workbook_of_months_and_a_sheet_chosen(cast):
    months = [("janvier 2017", 8000.5), ("févr. 2017", 7500), ("2017-03", 8200)]
    file = written(cast, tills.monthly_workbook(months), mapping={})
    assert [(t.grain, t.start, t.amount) for t in present(cast.lys)] == [
        ("month", date(2017, 1, 1), Decimal("8000.50")), ("month", date(2017, 2, 1), 7500), ("month", date(2017, 3, 1), 8200)]
    again = given(cast, tills.monthly_workbook(months[:1]))
    with pytest.raises(Refused, match="pas dans le classeur"):
        choose_sheet(by=cast.lila, file=again, sheet="Feuille 9")
    assert choose_sheet(by=cast.lila, file=again, sheet="Sheet").mapping == file.mapping


def test_a_gzip_is_read_as_what_it_holds(cast):
    assert given(cast, gzip.compress(tills.tickets()), name="caisse.csv.gz").mapping["amount"] == "Total TTC"


# --- what is wrong in a file -------------------------------------------------------------------------------------------

def reasons(file):
    return [(r["line"], r["column"], r["code"], r["level"]) for r in file.reasons]


def test_every_bad_line_is_told_by_line_and_column(cast):
    lines = [["Date", "Montant"], ["20/09/2017", "100,00"], ["", "50,00"], ["32/09/2017", "50,00"], ["21/09/2071", "50,00"], ["21/09/1999", "50,00"],
             ["21/09/2017", "cent"], ["22/09/2017", ""], ["23/09/2017", "20,00 £"], ["20/11/2017", "9,00"], ["Total", "999,00"]]
    file = read(cast, tills.table(lines).encode())
    assert reasons(file) == [
        (3, "Date", "no_date", "error"), (4, "Date", "date", "error"), (5, "Date", "future", "error"), (6, "Date", "old", "error"),
        (7, "Montant", "amount", "error"), (8, "Montant", "amount", "error"), (9, "Montant", "currency", "error"), (10, "Date", "not_over", "note"),
        (11, "", "total", "note")]
    assert "« cent » n’est pas un montant" in file.reasons[4]["text"]
    assert "21 septembre 2071" in file.reasons[2]["text"]
    assert (file.counts["lines"], file.counts["errors"], file.counts["opened"]) == (10, 7, 1)


def test_a_ticket_repeated_counts_once_and_a_block_given_twice_too(cast):
    day = date(2017, 3, 8)
    file = written(cast, tills.tickets(repeated=[day]))
    assert file.counts["said"] == {"twice": 3}
    assert known(cast) == OPEN
    undo_file(by=cast.lila, file=file)
    whole = tills.tickets()
    file = written(cast, whole + whole.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[1])
    assert file.counts["said"] == {"block": len(OPEN)}
    assert known(cast) == OPEN


def test_two_tills_in_one_file_are_added(cast):
    both = [["Date", "Caisse", "Total TTC"]] + [[f"{d:%d/%m/%Y}", till, tills.euros(c)] for till in (1, 2) for d, c in OPEN.items()]
    both = [row if row[1] != 2 else [row[0], 2, row[2].replace(",", "1,")] for row in both]  # the second takes more
    written(cast, tills.table(both).encode(), mapping={"amount": "Total TTC"})
    assert known(cast) == {d: c + (c // 100 * 10 + 1) * 100 + c % 100 for d, c in OPEN.items()}


def test_a_zero_too_many_is_told_written_as_doubtful_and_used_only_once_settled(cast):
    day = date(2017, 5, 10)
    file = read(cast, tills.day_totals(**{day.isoformat(): tills.euros(OPEN[day] * 10)}))
    doubtful = file.days.exclude(doubt="").get()
    assert (doubtful.start, doubtful.doubt, file.counts["doubts"]) == (day, "zero_more", 1)
    assert 0.8 * OPEN[day] < doubtful.usual * 100 < 1.2 * OPEN[day]
    write_file(by=cast.lila, file=file)
    taking = present(cast.lys).exclude(doubt="").get()
    assert (taking.start, round(taking.amount * 100)) == (day, OPEN[day] * 10)  # told, never corrected


def test_a_negative_day_is_doubtful(cast):
    file = read(cast, tills.day_totals(**{"2017-05-10": "-12,00"}))
    assert list(file.days.exclude(doubt="").values_list("start", "doubt", "amount")) == [(date(2017, 5, 10), "negative", -12)]


def test_cents_are_seen_against_what_is_known_and_wait_for_a_word(cast):
    early = {d: c for d, c in OPEN.items() if d < date(2017, 3, 1)}
    late = {d: c for d, c in OPEN.items() if d >= date(2017, 3, 1)}
    written(cast, tills.day_totals(early))
    lines = [["Date", "Total TTC"], *([f"{d:%d/%m/%Y}", c] for d, c in late.items())]
    file = read(cast, tills.table(lines).encode())
    assert [d["code"] for d in file.doubts] == ["cents"]
    assert file.counts["doubts"] == 0  # told once for the file, not once a day
    with pytest.raises(Refused, match="vérifié"):
        write_file(by=cast.lila, file=file)
    confirm_columns(by=cast.lila, file=file, mapping=file.mapping, unit="cents")
    tills.jobs.run_waiting()
    file.refresh_from_db()
    assert file.doubts == []
    write_file(by=cast.lila, file=file)
    assert known(cast) == OPEN


def test_the_year_before_given_as_this_year_is_told(cast):
    spring = {d: c + d.toordinal() % 97 for d, c in OPEN.items() if date(2016, 9, 1) <= d <= date(2016, 10, 31)}
    written(cast, tills.day_totals(spring))
    file = read(cast, tills.day_totals({d.replace(year=2017): c for d, c in spring.items()}))
    assert [d["code"] for d in file.doubts] == ["copied"]
    with pytest.raises(Refused, match="vérifié"):
        write_file(by=cast.lila, file=file)
    assert write_file(by=cast.lila, file=file, sure=True).state == "applied"


def test_another_currency_and_amounts_without_tax_are_told(cast):
    written(cast, tills.day_totals())
    lines = [["Date", "Montant HT"], ["18/11/2017", "12,00 CHF"]]
    file = read(cast, tills.table(lines).encode())
    assert [d["code"] for d in file.doubts] == ["currency", "net"]
    write_file(by=cast.lila, file=file, sure=True)
    taking = present(cast.lys).get(start=date(2017, 11, 18))
    assert (taking.currency, taking.with_tax) == ("CHF", False)


def test_a_month_typed_that_the_file_contradicts_is_told(cast):
    right = sum(c for d, c in OPEN.items() if d.month == 4) // 100
    type_takings(by=cast.lila, shop=cast.lys, grain="month", figures={date(2017, 3, 1): "99000", date(2017, 4, 1): str(right)}, confirmed=True)
    file = read(cast, tills.day_totals())
    assert [(d["code"], "Mars 2017" in d["text"]) for d in file.doubts] == [("months", True)]


# --- written, given again, undone ------------------------------------------------------------------------------------------

def test_a_figure_that_changes_stays_behind_the_new_one(cast):
    day = date(2017, 6, 6)
    written(cast, tills.day_totals())
    file = read(cast, tills.day_totals(**{day.isoformat(): tills.euros(OPEN[day] + 100)}))
    assert (file.counts["same"], file.counts["differs"], file.counts["new"]) == (len(OPEN) - 1, 1, 0)
    assert file.days.get(start=day).before * 100 == OPEN[day]
    write_file(by=cast.lila, file=file)
    rows = Taking.objects.filter(shop=cast.lys, start=day).order_by("at", "id")
    assert [(round(t.amount * 100), t.ended_at is None) for t in rows] == [(OPEN[day], False), (OPEN[day] + 100, True)]
    undo_file(by=cast.lila, file=file)
    assert known(cast) == OPEN
    assert undo_file(by=cast.lila, file=file).state == "undone"


def test_the_same_file_again_brings_nothing(cast):
    written(cast, tills.day_totals())
    file = read(cast, tills.day_totals())
    assert [d["code"] for d in file.doubts] == ["again"]
    with pytest.raises(Refused, match="rien de nouveau"):
        write_file(by=cast.lila, file=file)


def test_overlapping_periods_add_only_what_is_new(cast):
    first = {d: c for d, c in OPEN.items() if d < date(2017, 4, 1)}
    second = {d: c for d, c in OPEN.items() if d >= date(2017, 2, 1)}
    written(cast, tills.tickets(first))
    file = read(cast, tills.tickets(second))
    assert file.counts["same"] == sum(1 for d in second if d in first)
    write_file(by=cast.lila, file=file)
    assert known(cast) == OPEN


def test_written_twice_is_once_and_the_file_itself_is_forgotten(cast):
    file = read(cast, tills.tickets())
    stored = file.stored
    path = stored.file.path
    write_file(by=cast.lila, file=file)
    count = Taking.objects.count()
    write_file(by=cast.lila, file=file)
    assert Taking.objects.count() == count
    assert not StoredFile.objects.filter(pk=stored.pk).exists()
    with pytest.raises(FileNotFoundError):
        open(path, "rb")  # noqa: SIM115
    assert "sample" not in TakingsFile.objects.get(pk=file.pk).reading


def test_a_day_said_closed_is_not_contradicted_by_a_hole_and_a_sale_is_not_closed(cast):
    written(cast, tills.day_totals())
    with pytest.raises(Refused, match="a des recettes"):
        note_closed(by=cast.lila, shop=cast.lys, first=date(2017, 6, 5), last=date(2017, 6, 9))
    assert note_closed(by=cast.lila, shop=cast.lys, first=date(2017, 9, 4), last=date(2017, 9, 10)) == 7
    assert note_closed(by=cast.lila, shop=cast.lys, first=date(2017, 9, 4), last=date(2017, 9, 10)) == 0


def test_the_columns_confirmed_are_remembered_for_the_shop(cast):
    lines = [["Jour", "A", "B"], ["18/11/2017", "12,00", "13,00"]]
    written(cast, tills.table(lines).encode(), mapping={"amount": "B"}, channel="card")
    again = given(cast, tills.table([lines[0], ["17/11/2017", "1,00", "2,00"]]).encode())
    assert (again.mapping, again.channel) == ({"date": "Jour", "amount": "B"}, "card")


def test_columns_that_cannot_be_are_refused_in_words(cast):
    file = given(cast, tills.tickets())
    for mapping, words in (({"amount": "Total TTC"}, "quelle colonne donne la date"), ({"date": "Date"}, "quelle colonne donne le montant"),
                           ({"date": "Date", "amount": "Absente"}, "n’est pas dans ce fichier"), ({"date": "Date", "amount": "Date"}, "choisie deux fois")):
        with pytest.raises(Refused, match=words):
            confirm_columns(by=cast.lila, file=file, mapping=mapping)


@pytest.mark.parametrize("data, words", [(b"%PDF-1.4 rien", "bon genre"), (b"", "vide"), (b"\x89PNG\r\n\x1a\n123", "bon genre")])
def test_what_is_no_table_is_refused(cast, data, words):
    with pytest.raises(Refused, match=words):
        given(cast, data)


def test_a_file_with_a_title_only_says_so(cast):
    file = given(cast, b"Date;Montant\n")
    assert (file.state, "aucune ligne" in file.failure) == ("failed", True)


def test_the_journal_says_who_and_how_many_and_never_how_much(cast):
    file = written(cast, tills.tickets())
    undo_file(by=cast.lila, file=file)
    said = [e.changes for e in Entry.objects.filter(verb__startswith="impact.takings").order_by("id")]
    assert said == [{}, {}, {"figures": [None, len(OPEN) + SUNDAYS_AND_AUGUST]}, {"figures": [len(OPEN) + SUNDAYS_AND_AUGUST, 0]}]


def test_a_dead_job_may_be_asked_again(cast):
    file = given(cast, tills.tickets())
    file = confirm_columns(by=cast.lila, file=file, mapping=file.mapping)
    with pytest.raises(Refused, match="en cours de lecture"):
        confirm_columns(by=cast.lila, file=file, mapping=file.mapping)
    from chalandise.foundation.models import Job
    Job.objects.filter(pk=file.job).update(failed=True)
    assert confirm_columns(by=cast.lila, file=file, mapping=file.mapping).state == "checking"


def test_an_unfinished_file_is_forgotten_after_a_month(cast):
    from chalandise.impact.tasks import prune_takings
    file = read(cast, tills.tickets())
    with clock.at(clock.now() + timedelta(days=31)):
        prune_takings()
    file.refresh_from_db()
    assert (file.state, file.stored, file.days.count()) == ("failed", None, 0)
