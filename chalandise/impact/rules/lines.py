"""The lines of a till's file added up into days, weeks or months, with a reason for everything left out.

A file gives one line a day, one line a ticket or several lines a ticket. Only the day under way is kept in memory with its
tickets, so that a million lines cost no more than a thousand.
"""
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from chalandise.computing.takings import Grain, end_of
from chalandise.foundation.names import fold
from chalandise.foundation.wording import day_year
from chalandise.impact.rules.cells import currency_in, read_amount, read_day

DAYS, TICKETS, ITEMS = "days", "tickets", "items"
ERROR, NOTE = "error", "note"
NAMED = 200        # lines named for each reason; all of them are counted
YEARS_BACK = 12    # older, a till had lost its date
RUNS = 50          # times a day may come back in a file before it is taken as unsorted
REFUNDS = ("rembours", "refund", "avoir", "retour", "return", "credit note")
VOID = ("annul", "void", "cancel", "echec", "echou", "failed", "declined", "refus", "abandon", "pending", "en attente", "expired")


@dataclass
class Sum:
    """What the lines of one period add up to."""

    cents: int = 0
    lines: int = 0
    tickets: int = 0
    refunds: int = 0
    runs: list = field(default_factory=list)

    def add(self, other):
        self.cents += other.cents
        self.lines += other.lines
        self.tickets += other.tickets
        self.refunds += other.refunds


class _Run(Sum):
    """The lines of one day that follow each other in the file, with what tells them from the same lines given again."""

    def __init__(self):
        super().__init__()
        self.mark, self.seen, self.numbers, self.first = 0, set(), set(), 0


class Reasons:
    """Why lines were left out or changed: counted, and the first of each kind named by line and column."""

    def __init__(self):
        self.counts, self.named, self.levels = {}, [], {}

    def say(self, code, level, line, column, words):
        """`words` is a sentence or a function that makes it, called only for the lines that are named."""
        self.counts[code] = count = self.counts.get(code, 0) + 1
        self.levels[code] = level
        if count <= NAMED:
            self.named.append({"line": line, "column": column, "code": code, "level": level, "text": str(words() if callable(words) else words)})

    def number(self, level):
        return sum(n for code, n in self.counts.items() if self.levels[code] == level)


def shape_of(mapping, sample):
    """Say what a line is, by the first ones: DAYS (each date once), ITEMS (a ticket's number repeats), else TICKETS.

    A web shop may write the whole total of an order on each of its lines: the order then counts once, as a ticket does.
    """
    dates = [d for row in sample if (d := row.get(mapping.get("date", ""), ""))]
    starts = [read_day(d) for d in dates]
    if "ticket" in mapping:
        numbers = [row.get(mapping["ticket"], "") for row in sample]
        repeated = sum(bool(a) and a == b for a, b in zip(numbers, numbers[1:], strict=False))
        if repeated > 0.05 * len(numbers):
            return TICKETS if _totals_repeat(mapping, sample) else ITEMS
    return DAYS if len(set(starts)) >= 0.9 * len(starts) else TICKETS


def _totals_repeat(mapping, sample):
    """Say whether each ticket of several lines has one and the same amount on all of them: three tickets at least, or one whose column says so."""
    column = next((mapping[f] for f in ("amount", "net", "credit") if f in mapping), "")
    amounts = {}
    for row in sample:
        amounts.setdefault(row.get(mapping["ticket"], ""), []).append(row.get(column, ""))
    several = [found for number, found in amounts.items() if number and len(found) > 1]
    least = 1 if re.search(r"total.*(commande|order)|(commande|order).*total", fold(column)) else 3
    return len(several) >= least and all(len(set(found)) == 1 and found[0] for found in several)


class Adder:
    """Take the lines of a file one by one; `periods` then holds {(grain, start): Sum} and `reasons` what was said.

    Parameters
    ----------
    mapping : dict
        {field: column}, as it was confirmed.
    options : dict
        "sign", "month_first", "currency", "lines" (DAYS, TICKETS, ITEMS), "unit" ("euros" or "cents").
    today : date
        Today is not over and the future did not happen.
    """

    def __init__(self, mapping, options, *, today):
        self.columns = {f: mapping.get(f, "") for f in ("date", "amount", "net", "credit", "debit", "refund", "ticket", "count", "kind", "currency")}
        self.money = next((self.columns[f] for f in ("amount", "net", "credit") if self.columns[f]), "")
        self.sign, self.month_first = options["sign"], options["month_first"]
        self.currency, self.lines, self.in_cents = options["currency"], options["lines"], options.get("unit") == "cents"
        self.today, self.oldest = today, today.replace(year=today.year - YEARS_BACK, day=1)
        self.once = self.lines == DAYS or self.lines == TICKETS and bool(self.columns["ticket"])
        self.periods, self.reasons, self.read = {}, Reasons(), 0
        self._days, self._run, self._now = {}, None, None

    def take(self, row):
        """Add one line (a tables.Row)."""
        self.read += 1
        cells = row.values
        written = cells.get(self.columns["date"], "")
        period = self._period(written)
        if period is None:
            return self._no_date(row, written)
        if sentence := self._out_of_time(*period):
            return self.reasons.say(sentence[0], sentence[1], row.line, self.columns["date"], sentence[2])
        cents = self._cents(row, cells)
        if cents is None:
            return None
        if period != self._now:
            self._leave()
            self._now, self._run = period, _Run()
            self._run.first = row.line
        return self._add(row, cells, cents, written)

    def finish(self):
        """Close the last day, and turn cents said as euros into cents. Returns the periods."""
        self._leave()
        if self.in_cents:
            for total in self.periods.values():
                total.cents = round(total.cents / 100)
        return self.periods

    def _period(self, written):
        """Return (grain, start) of a written date; the same day is read once."""
        plain = len(written) > 10 and written[2:3] == "/" and written[10:11] == " " or (
            written[4:5] == "-" and "Z" not in written and "+" not in written and "-" not in written[10:])
        key = written[:10] if plain and len(written) >= 10 else written
        if key not in self._days:
            if len(self._days) > 20_000:
                self._days.clear()
            self._days[key] = read_day(written, month_first=self.month_first)
        return self._days[key]

    def _no_date(self, row, written):
        if any("total" in fold(v) for v in row.values.values() if v and not v[0].isdigit()):
            return self.reasons.say("total", NOTE, row.line, "", _("Ligne de total : elle n’est pas comptée deux fois."))
        if not written:
            return self.reasons.say("no_date", ERROR, row.line, self.columns["date"], _("Sans date : la ligne est laissée de côté."))
        return self.reasons.say("date", ERROR, row.line, self.columns["date"],
                                lambda: _("« %s » n’est pas une date : la ligne est laissée de côté.") % written[:40])

    def _out_of_time(self, grain, start):
        """Return (code, level, words) when a period is not over, to come, or absurdly old."""
        if start > self.today:
            return "future", ERROR, lambda: _("Le %s n’est pas encore passé : l’année est-elle la bonne ?") % day_year(start)
        if end_of(grain, start) >= self.today:
            return "not_over", NOTE, _("Cette période n’est pas finie : elle n’est pas comptée.")
        if start < self.oldest:
            return "old", ERROR, lambda: _("Le %s est trop ancien : la caisse avait-elle perdu sa date ?") % day_year(start)
        return None

    def _cents(self, row, cells):
        """Return the cents of a line, refunds taken off, or None when the line does not count."""
        if (column := self.columns["kind"]) and (kind := fold(cells.get(column, ""))):
            if any(word in kind for word in VOID):
                return self.reasons.say("void", NOTE, row.line, column, lambda: _("« %s » : la ligne n’est pas comptée.") % cells[column][:40])
        else:
            kind = ""
        text = cells.get(self.money, "")
        if not text and self.columns["debit"] and cells.get(self.columns["debit"]):
            return self.reasons.say("debit", NOTE, row.line, self.columns["debit"], _("Une dépense n’est pas une recette : elle n’est pas comptée."))
        if not text and self.lines == ITEMS:  # a web shop writes an order's total on its first line only
            return self.reasons.say("rest", NOTE, row.line, self.money, _("Suite d’un ticket, sans montant : rien à compter."))
        cents = read_amount(text, sign=self.sign)
        if cents is None:
            return self.reasons.say("amount", ERROR, row.line, self.money,
                                    (lambda: _("« %s » n’est pas un montant : la ligne est laissée de côté.") % text[:40]) if text
                                    else _("Sans montant : la ligne est laissée de côté."))
        if (other := self._other_currency(cells, text)):
            return self.reasons.say("currency", ERROR, row.line, self.columns["currency"] or self.money,
                                    lambda: _("En %(other)s, quand le fichier est en %(main)s : la ligne est laissée de côté.")
                                    % {"other": other, "main": self.currency})
        if kind and cents > 0 and any(word in kind for word in REFUNDS):
            cents = -cents
        if (column := self.columns["refund"]) and (back := read_amount(cells.get(column, ""), sign=self.sign)):
            cents -= abs(back)
        return cents

    def _other_currency(self, cells, text):
        named = currency_in(cells.get(self.columns["currency"], "")) if self.columns["currency"] else "" if text[-1:].isdigit() else currency_in(text)
        return named if named and named != self.currency else ""

    def _add(self, row, cells, cents, written):
        run, number = self._run, cells.get(self.columns["ticket"], "") if self.columns["ticket"] else ""
        same = (number, cents, written)
        if self.once and (number or self.lines == DAYS):
            if same in run.seen:
                return self.reasons.say("twice", NOTE, row.line, self.columns["ticket"] or self.columns["date"],
                                        _("La même ligne est déjà dans le fichier : elle n’est comptée qu’une fois."))
            run.seen.add(same)
        run.mark = (run.mark + hash(same)) & 0xFFFFFFFFFFFFFFFF
        run.cents += cents
        run.lines += 1
        run.refunds += cents < 0
        if self.columns["count"] and (said := read_amount(cells.get(self.columns["count"], ""), sign=self.sign)):
            run.tickets += said // 100
        elif number:
            run.numbers.add(number)
        return None

    def _leave(self):
        """Put the day under way with the rest, unless the very same lines were there before."""
        if self._run is None:
            return
        run, whole = self._run, self.periods.setdefault(self._now, Sum())
        run.tickets += len(run.numbers)
        if run.mark in whole.runs:
            self.reasons.say("block", NOTE, run.first, self.columns["date"],
                             lambda: _("Le %s est deux fois dans le fichier, à l’identique : il n’est compté qu’une fois.") % day_year(self._now[1]))
        else:
            whole.add(run)
            if len(whole.runs) < RUNS:
                whole.runs.append(run.mark)
        self._run = self._now = None


def whole_days(periods):
    """Return {day: cents} of the periods that are days."""
    return {start: total.cents for (grain, start), total in periods.items() if grain == Grain.DAY}
