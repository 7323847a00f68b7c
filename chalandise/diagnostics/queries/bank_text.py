"""Reads the text of a question bank as a whole; every mistake is told with its line, its column, its place and the reason."""
import tomllib
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from chalandise.computing import maturity
from chalandise.diagnostics.queries.bank_lines import nearest, places
from chalandise.diagnostics.queries.figures import figures
from chalandise.diagnostics.queries.question import Bank, Guidance, National, Option, Question, Theme, Words
from chalandise.shops.rules import CHANNELS, FAMILIES, TRADES

# What each table may hold: a word that nobody knows is most often a slip of the keyboard.
WORDS = {
    "": {"key", "version", "title", "theme", "question"},
    "theme": {"key", "weight", "fr", "en"},
    "question": {"key", "theme", "weight", "only", "except", "channels", "after", "retrospect", "ask", "example", "answer", "step", "national"},
    "answer": {"key", "worth", "fr", "en"},
    "step": {"key", "when", "to", "hours", "chance", "title", "why", "how", "time", "need"},
    "national": {"answers", "figure", "share", "year", "population", "n", "source"},
}


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a bank's text; `line` and `column` from 1, `where` in the words of the file."""

    line: int
    column: int
    where: str
    reason: str

    def __str__(self):
        place = _("ligne %(line)s, colonne %(column)s") % {"line": self.line, "column": self.column}
        return f"{place}, {self.where} : {self.reason}" if self.where else f"{place} : {self.reason}"


class BankError(ValueError):
    """A bank's text is wrong: `report` holds every Mistake that was found."""

    def __init__(self, sentence, report=()):
        super().__init__(sentence)
        self.report = tuple(report)


def parse(text, name, version=""):
    """Return the Bank of a text.

    Raises
    ------
    BankError
        Its sentence tells the first mistake, its `report` all of them.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        mistakes = [_syntax(error, text)]
    else:
        reader = _Reader(text, data)
        bank, mistakes = reader.bank(version), reader.report
    if mistakes:
        mistakes = sorted(mistakes, key=lambda m: (m.line, m.column))
        raise BankError(f"{name}, {mistakes[0]}", mistakes)
    return bank


def _syntax(error, text):
    """Return the Mistake of a text that is not TOML ("… (at line 3, column 8)" is all that the reader tells)."""
    reason, _at, where = str(error).rpartition(" (at ")
    numbers = [int(n) for n in where.replace(",", " ").replace(")", " ").split() if n.isdecimal()]
    line, column = numbers if len(numbers) == 2 else (len(text.splitlines()) or 1, 1)
    return Mistake(line, column, "", _("ce texte ne se lit pas : %(reason)s") % {"reason": reason or error})


class _Reader:
    """Turns a parsed text into a Bank, and every doubt into a Mistake."""

    def __init__(self, text, data):
        self.places, self.data, self.report = places(text), data, []

    def wrong(self, path, reason):
        self.report.append(Mistake(*nearest(self.places, path), self.where(path), reason))

    def where(self, path):
        """Say a path in words: question « order », answer « phone », worth."""
        found, said, here = self.data, [], list(path)
        while here:
            part = here.pop(0)
            found = found.get(part, {}) if isinstance(found, dict) else {}
            if here and isinstance(here[0], int):
                number = here.pop(0)
                found = found[number] if isinstance(found, list) and number < len(found) else {}
                said.append(f"{part} « {found.get('key', number + 1) if isinstance(found, dict) else number + 1} »")
            else:
                said.append(str(part))
        return ", ".join(said)

    # --- values ------------------------------------------------------------------------------------------------------

    def tables(self, table, path, kind):
        """Return the entries of an array of tables as (path, table), each with only known words."""
        entries = table.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            self.wrong((*path, kind), _("il faut ici des entrées « [[%(kind)s]] »") % {"kind": kind})
            return []
        for number, entry in enumerate(entries):
            self.known(entry, (*path, kind, number), kind)
        return [((*path, kind, n), e) for n, e in enumerate(entries)]

    def known(self, table, path, kind):
        for word in sorted(set(table) - WORDS[kind]):
            self.wrong((*path, word), _("le mot « %(word)s » n’est pas connu ici") % {"word": word})

    def words(self, table, path):
        given = table if isinstance(table, dict) else {}
        if not all(isinstance(given.get(k), str) and given[k].strip() for k in ("fr", "en")):
            self.wrong(path, _("le texte manque en français ou en anglais"))
            return Words("?", "?")
        return Words(given["fr"], given["en"])

    def key(self, table, path, seen):
        key = table.get("key")
        if not isinstance(key, str) or not key or len(key) > 40:
            self.wrong((*path, "key"), _("il faut une clé, de quarante lettres au plus"))
        elif key == maturity.UNKNOWN:
            self.wrong((*path, "key"), _("« unknown » est réservé à « je ne sais pas »"))
        elif key in seen:
            self.wrong((*path, "key"), _("cette clé sert déjà plus haut"))
        seen.add(key)
        return str(key)

    def whole(self, table, path, word, bounds, default=None):
        value, (low, high) = table.get(word, default), bounds
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.wrong((*path, word), _("il faut un nombre entier de %(low)s à %(high)s") % {"low": low, "high": high})
            return low
        return value

    def chosen(self, table, path, word, among, reason):
        """Return the list of a word as a set, each of its entries being among the known ones."""
        value = table.get(word, [])
        strange = [v for v in value if v not in among] if isinstance(value, list) else [value]
        if strange:
            self.wrong((*path, word), reason % {"what": ", ".join(map(str, strange))})
            return frozenset()
        return frozenset(value)

    # --- entries -----------------------------------------------------------------------------------------------------

    def bank(self, version):
        self.known(self.data, (), "")
        for word in ("key", "version", "title", "theme", "question"):
            if word not in self.data:
                self.wrong((), _("il manque « %(field)s »") % {"field": word})
        if self.report:
            return None
        seen = set()
        themes = tuple(Theme(self.key(t, p, seen), self.whole(t, p, "weight", (1, 100), 1), self.words(t, p))
                       for p, t in self.tables(self.data, (), "theme"))
        self.theme_keys, self.earlier, self.step_keys = {t.key for t in themes}, {}, set()
        pairs = [self.question(p, q) for p, q in self.tables(self.data, (), "question")]
        steps = [pair for _question, found in pairs for pair in found]
        return Bank(key=str(self.data["key"]), version=version or str(self.data["version"]), title=self.words(self.data["title"], ("title",)),
                    themes=themes, questions=tuple(q for q, _steps in pairs), steps=tuple(s for s, _words in steps),
                    guidance={w.key: w for _step, w in steps})

    def question(self, path, table):
        """Return (Question, [(Step, Guidance)])."""
        seen = set(self.earlier)
        key = self.key(table, path, seen)
        if table.get("theme") not in self.theme_keys:
            self.wrong((*path, "theme"), _("le thème « %(theme)s » n’existe pas") % {"theme": table.get("theme")})
        options = self.options(path, table)
        values = {o.key: o.worth for o in options}
        weight = self.whole(table, path, "weight", (1, 100), 1)
        codes = {w: self.chosen(table, path, w, {*FAMILIES, *TRADES}, _("métiers inconnus : %(what)s")) for w in ("only", "except")}
        question = Question(
            key=key, theme=str(table.get("theme")), ask=self.words(table.get("ask"), (*path, "ask")), options=options,
            examples=self.examples(path, table.get("example")),
            item=maturity.Item(key, str(table.get("theme")), values if len(values) > 1 else {"?": 0, "??": 100}, weight),
            only=codes["only"], excepted=codes["except"],
            channels=self.chosen(table, path, "channels", CHANNELS, _("canaux inconnus : %(what)s")), after=self.after(path, table),
            retrospect=table.get("retrospect") is True, national=self.national(path, table, values))
        steps = [self.step(p, s, key, values) for p, s in self.tables(table, path, "step")]
        self.earlier[key] = values
        return question, [s for s in steps if s]

    def options(self, path, table):
        seen = set()
        options = tuple(Option(self.key(a, p, seen), self.whole(a, p, "worth", (0, 100)), self.words(a, p))
                        for p, a in self.tables(table, path, "answer"))
        if len(options) < 2:
            self.wrong(path, _("il faut au moins deux réponses"))
        return options

    def after(self, path, table):
        """Return {earlier question: answers}; only questions above may decide, so that nobody is asked in a circle."""
        found = {}
        if not isinstance(table.get("after", {}), dict):
            self.wrong((*path, "after"), _("écrivez « after.question = [réponses] »"))
            return found
        for key in table.get("after", {}):
            if key not in self.earlier:
                self.wrong((*path, "after", key), _("la question « %(key)s » n’existe pas plus haut") % {"key": key})
            else:
                found[key] = self.chosen(table["after"], (*path, "after"), key, self.earlier[key],
                                         _("ces réponses n’existent pas : %(what)s"))
        return found

    def examples(self, path, table):
        table = table if isinstance(table, dict) else {}
        found = {"": self.words({k: v for k, v in table.items() if isinstance(v, str)}, (*path, "example"))}
        special = {k: v for k, v in table.items() if not isinstance(v, str)}
        for code in special:
            if code not in FAMILIES and code not in TRADES:
                self.wrong((*path, "example", code), _("métiers inconnus : %(what)s") % {"what": code})
        return found | {k: self.words(v, (*path, "example", k)) for k, v in special.items()}

    def step(self, path, table, item, values):
        """Return (Step, Guidance), or None when it leads nowhere."""
        key = self.key(table, path, self.step_keys)
        texts = {w: self.words(table.get(w), (*path, w)) for w in ("title", "why", "how", "time")}
        chance, hours = self.whole(table, path, "chance", (1, 100)), table.get("hours")
        if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not 0 < hours <= 1000:
            self.wrong((*path, "hours"), _("il faut un nombre d’heures, plus grand que zéro"))
            hours = 1
        when = self.chosen(table, path, "when", values, _("ces réponses n’existent pas : %(what)s"))
        if table.get("to") not in values:
            self.wrong((*path, "to"), _("ces réponses n’existent pas : %(what)s") % {"what": table.get("to")})
            return None
        if not when or any(values[a] >= values[table["to"]] for a in when):
            self.wrong((*path, "when"), _("ce conseil doit mener à une meilleure réponse que celles d’où il part"))
            return None
        guidance = Guidance(key=key, hours=Fraction(str(hours)), need=str(table.get("need", "")), **texts)
        return maturity.Step(key, item, when, table["to"], guidance.hours, chance), guidance

    def national(self, path, table, values):
        if "national" not in table:
            return None
        path, table = (*path, "national"), table["national"]
        self.known(table, path, "national")
        answers = self.chosen(table, path, "answers", values, _("ces réponses n’existent pas : %(what)s"))
        if "figure" in table:
            if table["figure"] not in figures():
                self.wrong((*path, "figure"), _("ce repère national n’est pas dans la liste : %(what)s") % {"what": table["figure"]})
                return None
            known = figures()[table["figure"]]
            return National(answers, known.share, known.year, known.population, known.n, known.source, known.url)
        return National(answers, self.whole(table, path, "share", (1, 100)), self.whole(table, path, "year", (1990, 2100)),
                        self.words(table.get("population"), (*path, "population")), self.whole(table, path, "n", (1, 10**9)),
                        str(table.get("source", "")))
