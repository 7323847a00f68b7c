"""Question banks: readable, versioned files of `diagnostics/data/banks`, checked as a whole before anybody is asked."""
import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chalandise.computing import maturity
from chalandise.shops.rules import FAMILIES, TRADES, family_of

FOLDER = Path(__file__).resolve().parent.parent / "data" / "banks"
CURRENT = ("commerce", "2017.1")  # asked to whoever starts now; older versions stay readable for ever


class BankError(ValueError):
    """A bank file is wrong: which file, which line, which entry, why."""


@dataclass(frozen=True)
class Words:
    """A text in both languages, printed in the reader's."""

    fr: str
    en: str

    def __str__(self):
        return self.en if (get_language() or "fr").startswith("en") else self.fr


@dataclass(frozen=True)
class Theme:
    key: str
    weight: int
    words: Words

    def __str__(self):
        return str(self.words)


@dataclass(frozen=True)
class Option:
    """A possible answer: a fact that can be seen."""

    key: str
    worth: int
    words: Words

    def __str__(self):
        return str(self.words)


@dataclass(frozen=True)
class Guidance:
    """A next step as it is told to the merchant."""

    key: str
    title: Words
    why: Words
    how: Words
    time: Words
    hours: Fraction


@dataclass(frozen=True)
class National:
    """What a national survey found for the same question; a fact beside, never a target."""

    answers: frozenset
    share: int
    year: int
    population: Words
    n: int
    source: str


@dataclass(frozen=True)
class Question:
    key: str
    theme: str
    ask: Words
    options: tuple
    examples: dict
    item: maturity.Item
    only: frozenset = frozenset()
    excepted: frozenset = frozenset()
    national: National | None = None

    def concerns(self, trade):
        """Say whether this trade is asked; an unknown trade is asked everything and may answer that it does not know."""
        codes = {trade, family_of(trade)} - {""}
        return not codes or (bool(codes & self.only) if self.only else not codes & self.excepted)

    def example(self, trade):
        """Return the example of this trade, of its family, or the general one."""
        return str(self.examples.get(trade) or self.examples.get(family_of(trade)) or self.examples[""])

    def option(self, key):
        """Return the option of a key, or None for who does not know."""
        return next((o for o in self.options if o.key == key), None)


@dataclass(frozen=True)
class Bank:
    key: str
    version: str
    title: Words
    themes: tuple
    questions: tuple
    steps: tuple
    guidance: dict

    def asked(self, trade):
        """Return the questions that concern a trade, in order."""
        return tuple(q for q in self.questions if q.concerns(trade))

    def question(self, key):
        """Return a question by its key, or None."""
        return next((q for q in self.questions if q.key == key), None)

    def theme(self, key):
        return next(t for t in self.themes if t.key == key)

    def score(self, trade, answers):
        """Return the maturity.Result of one sheet of answers {question: option}."""
        asked = {q.key for q in self.asked(trade)}
        return maturity.solve(maturity.Problem(
            themes={t.key: t.weight for t in self.themes}, answers=answers,
            items=tuple(q.item for q in self.questions if q.key in asked),
            steps=tuple(s for s in self.steps if s.item in asked)))


def current():
    """Return the bank that is asked now."""
    return load(*CURRENT)


@cache
def load(key, version):
    """Return one version of a bank.

    Raises
    ------
    BankError
        There is no such file, or it is wrong.
    """
    path = FOLDER / f"{key}-{version}.toml"
    if not re.fullmatch(r"[a-z]+-[0-9.]+\.toml", path.name) or not path.exists():
        raise BankError(_("Il n’y a pas de questionnaire %(name)s.") % {"name": path.name})
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(text, name):
    """Read a bank file as a whole; the first mistake is told with its line and the reason."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BankError(f"{name} : {error}") from None
    return _Reader(text, name, data).bank()


class _Reader:
    """Turns a parsed file into a Bank, and every doubt into a BankError that names its line."""

    def __init__(self, text, name, data):
        self.lines, self.name, self.data = text.splitlines(), name, data

    def fail(self, kind, number, reason):
        """Refuse at the `number`-th table of a kind ("question", "theme"), or at the head of the file."""
        heads = [n for n, line in enumerate(self.lines, 1) if line.strip() == f"[[{kind}]]"]
        line = heads[number] if number < len(heads) else 1
        entry = self.data.get(kind, [{}] * (number + 1))[number].get("key", "?") if kind in self.data else "?"
        raise BankError(_("%(name)s, ligne %(line)s, %(kind)s « %(entry)s » : %(reason)s") % {
            "name": self.name, "line": line, "kind": kind, "entry": entry, "reason": reason})

    def words(self, table, kind, number, what):
        if not isinstance(table, dict) or not all(isinstance(table.get(k), str) and table[k].strip() for k in ("fr", "en")):
            self.fail(kind, number, _("le texte « %(what)s » manque en français ou en anglais") % {"what": what})
        return Words(table["fr"], table["en"])

    def bank(self):
        for field in ("key", "version", "title", "theme", "question"):
            if field not in self.data:
                self.fail("", 0, _("il manque « %(field)s »") % {"field": field})
        themes = tuple(Theme(t.get("key", ""), t.get("weight", 1), self.words(t, "theme", n, "fr"))
                       for n, t in enumerate(self.data["theme"]))
        pairs = [self.question(n, q, {t.key for t in themes}) for n, q in enumerate(self.data["question"])]
        self.unique(themes, [q for q, _steps in pairs])
        steps = tuple(s for _question, found in pairs for s, _words in found)
        bank = Bank(key=self.data["key"], version=self.data["version"], title=self.words(self.data["title"], "", 0, "title"),
                    themes=themes, questions=tuple(q for q, _steps in pairs), steps=steps,
                    guidance={w.key: w for _question, found in pairs for _step, w in found})
        if len(bank.guidance) != len(steps):
            self.fail("", 0, _("deux conseils portent la même clé"))
        return bank

    def unique(self, themes, questions):
        for kind, rows in (("theme", themes), ("question", questions)):
            for number, row in enumerate(rows):
                if row.key in {r.key for r in rows[:number]}:
                    self.fail(kind, number, _("cette clé sert déjà plus haut"))

    def question(self, number, table, themes):
        """Return (Question, [(Step, Guidance)])."""
        if table.get("theme") not in themes:
            self.fail("question", number, _("le thème « %(theme)s » n’existe pas") % {"theme": table.get("theme")})
        options = tuple(Option(a.get("key", ""), a.get("worth", -1), self.words(a, "question", number, f"answer {a.get('key')}"))
                        for a in table.get("answer", ()))
        only, excepted = (self.codes(table.get(k, ()), number) for k in ("only", "except"))
        try:
            item = maturity.Item(table.get("key", ""), table["theme"], {o.key: o.worth for o in options}, table.get("weight", 1))
            steps = [self.step(number, s, item) for s in table.get("step", ())]
            maturity.Problem(themes={table["theme"]: 1}, items=(item,), steps=tuple(s for s, _words in steps))
        except (ValueError, TypeError) as error:
            self.fail("question", number, error)
        question = Question(key=item.key, theme=item.theme, ask=self.words(table.get("ask"), "question", number, "ask"),
                            options=options, examples=self.examples(number, table.get("example", {})), item=item,
                            only=only, excepted=excepted, national=self.national(number, table.get("national"), options))
        return question, steps

    def codes(self, codes, number):
        unknown = sorted(set(codes) - set(FAMILIES) - set(TRADES))
        if unknown:
            self.fail("question", number, _("métiers inconnus : %(codes)s") % {"codes": ", ".join(unknown)})
        return frozenset(codes)

    def examples(self, number, table):
        found = {"": self.words({k: v for k, v in table.items() if isinstance(v, str)}, "question", number, "example")}
        special = {k: v for k, v in table.items() if isinstance(v, dict)}
        self.codes(special, number)
        return found | {k: self.words(v, "question", number, f"example.{k}") for k, v in special.items()}

    def step(self, number, table, item):
        texts = {k: self.words(table.get(k), "question", number, f"step {table.get('key')}.{k}")
                 for k in ("title", "why", "how", "time")}
        hours = Fraction(str(table.get("hours", 0)))
        step = maturity.Step(table.get("key", ""), item.key, frozenset(table.get("when", ())), table.get("to", ""), hours,
                             table.get("chance", 0))
        return step, Guidance(key=step.key, hours=hours, **texts)

    def national(self, number, table, options):
        if table is None:
            return None
        if not set(table.get("answers", ())) <= {o.key for o in options} or not 0 < table.get("share", 0) <= 100:
            self.fail("question", number, _("le repère national nomme une réponse ou une part qui n’existe pas"))
        return National(frozenset(table["answers"]), table["share"], table["year"],
                        self.words(table.get("population"), "question", number, "national.population"),
                        table["n"], table["source"])
