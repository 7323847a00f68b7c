"""French street addresses without a geocoder: one spelling for a street, the numbers of a door, the stretch they fall on.

Nothing here guesses silently: a street that no stretch names is `unknown`, never `outside`.
"""
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

INSIDE, OUTSIDE, UNKNOWN = "inside", "outside", "unknown"

KINDS = {
    "avenue": "av ave aven avn", "boulevard": "bd bld blvd boul bvd", "rue": "r ru", "place": "pl plc pla", "cours": "crs cr c",
    "allee": "all allees", "chemin": "ch che chem chm", "impasse": "imp impas", "route": "rte rt", "square": "sq squ",
    "quai": "q qu quais", "passage": "pas pass psg", "faubourg": "fg fbg fb", "esplanade": "esp", "promenade": "prom",
    "residence": "res", "lotissement": "lot", "traverse": "tra trav", "villa": "", "cite": "", "galerie": "gal",
    "rond point": "rpt rdpt", "barriere": "barr", "montee": "mte", "sentier": "sen sent", "ruelle": "rle", "voie": "",
    "hameau": "ham", "zone": "za zi zac zae zone", "centre commercial": "ccal cc", "parvis": "prv", "porte": "pte",
    "pont": "pnt", "carrefour": "car carr", "halle": "halles", "marche": "mar", "cour": "", "domaine": "dom", "parc": "",
    "clos": "", "grande rue": "gr", "venelle": "ven", "mail": "",
}
_KIND_OF = {short: kind for kind, shorts in KINDS.items() for short in [kind.split()[0] if " " in kind else kind, *shorts.split()]}
_KIND_OF.update({"grande": "", "rond": "", "centre": ""})
_TITLES = {"st": "saint", "ste": "sainte", "sts": "saints", "gal": "general", "gl": "general", "gen": "general",
           "mal": "marechal", "mar": "marechal", "dr": "docteur", "pdt": "president", "pres": "president",
           "cdt": "commandant", "pr": "professeur", "prof": "professeur", "cap": "capitaine", "cne": "capitaine",
           "col": "colonel", "lt": "lieutenant", "mgr": "monseigneur", "nd": "notre dame", "gd": "grand",
           "gde": "grande", "pt": "petit", "pte": "petite", "fr": "freres", "ctre": "centre"}
_SMALL = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "en", "et", "sur"])
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_SUFFIX = r"bis|ter|quater|quinquies|[a-h](?![\w'’.])"
_NUMBER = rf"\d{{1,4}}(?!\d)\s*(?:{_SUFFIX})?\b"
_DOOR = re.compile(rf"(?<!\d)(?:n[°o]\.?\s*)?({_NUMBER}(?:\s*(?:[-/&;+à,]|et|au|\s)\s*{_NUMBER})*)\s*[,;]?\s+(?=\D)", re.I)
_WORD = re.compile(r"[a-z0-9]+")
_ONE = re.compile(rf"(\d{{1,4}})(?!\d)\s*({_SUFFIX})?", re.I)
_TOWN = re.compile(r"[\s,;–-]*(?<!\d)(?:F-)?(\d{2}\s?\d{3})(?!\d)[\s,]*([^\d]*?(?:\s\d{1,2})?)(?:\s+cedex(?:\s+\d+)?)?\s*$", re.I)


def words(text: str) -> list[str]:
    """Return the words of `text` without accents, case or marks: "L'Œuf-Dur" gives ["l", "oeuf", "dur"]."""
    if text.isascii():  # two words out of three: nothing to undress
        return _WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


@lru_cache(maxsize=20_000)
def _split(name: str) -> tuple[str, str]:
    """Return (kind, rest) of a street name, both in the one spelling; kind is "" when none is written."""
    parts = words(name)
    kind = ""
    for size in (2, 1):
        head = " ".join(parts[:size])
        if len(parts) > size and head in KINDS:
            kind, parts = head, parts[size:]
            break
        if size == 1 and len(parts) > 1 and _KIND_OF.get(head):
            kind, parts = _KIND_OF[head], parts[1:]
    rest = " ".join(_TITLES.get(w, w) for w in parts if w not in _SMALL) or " ".join(parts)
    # The general has as many names as squares: one of them is enough.
    return kind, re.sub(r"\b(general charles gaulle|general gaulle|charles gaulle)\b", "gaulle", rest)


def street_key(name: str) -> str:
    """Return the one spelling of a street: "Av. de la Libération" and "avenue Libération" give "avenue liberation"."""
    return " ".join(_split(name)).strip()


@dataclass(frozen=True, order=True)
class Number:
    """A house number with what follows it ("bis", "b" or nothing)."""

    value: int
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.value} {self.suffix}".strip()


def numbers(text: str) -> tuple[Number, ...]:
    """Return the house numbers written in `text`: "12-14 bis" gives 12 and 14 bis."""
    return tuple(Number(int(value), suffix.lower()) for value, suffix in _ONE.findall(text) if int(value))


@dataclass(frozen=True)
class Address:
    """What a written address says; an empty part is a part that is not written."""

    numbers: tuple[Number, ...] = ()
    street: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def number(self) -> str:
        return "-".join(str(n) for n in self.numbers)

    @property
    def key(self) -> str:
        return street_key(self.street)


def parse(text: str) -> Address:
    """Read one written address: "112 bis, r. Fondaudège 33000 Bordeaux". Never raises: what is not read stays in the street."""
    text = " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())
    postcode = city = ""
    if town := _TOWN.search(text):
        postcode, city = town[1].replace(" ", ""), town[2].strip(" ,;-")
        text = text[:town.start()]
    text = text.strip(" ,;")
    best = None
    for found in _DOOR.finditer(text):
        rest = text[found.end():].strip(" ,;")
        if _split(rest.partition(",")[0])[0]:  # the number that stands before a kind of street
            best = found
            break
        if found.start() == 0 and best is None:
            best = found
    if best is not None:
        street, between, after = text[best.end():].strip(" ,;").partition(",")
        return Address(numbers(best[1]), street.strip(), postcode, city or _town_after(after if between else ""))
    if re.fullmatch(_NUMBER, text, re.I):
        return Address(numbers(text), "", postcode, city)
    street, town_words = _street_without_number(text)
    return Address((), street, postcode, city or town_words)


def _street_without_number(text: str) -> tuple[str, str]:
    parts = [p.strip() for p in text.split(",") if p.strip()]
    for index, part in enumerate(parts):
        if _split(part)[0]:
            return part, _town_after(",".join(parts[index + 1:]))
    return text, ""


def _town_after(text: str) -> str:
    """Return what follows the street when it looks like a town: words without figures."""
    last = text.split(",")[-1].strip()
    return last if last and not any(c.isdigit() for c in last) else ""


@dataclass(frozen=True)
class Range:
    """The doors of one street that belong to one stretch of an axis.

    `first` and `last` are in the order of the axis (numbers may go down along it), None for the whole street; `from_m`
    and `to_m` are metres along the axis; `towns` are the postcodes and the names of the commune.
    """

    names: tuple[str, ...]
    first: int | None = None
    last: int | None = None
    side: str = "both"
    towns: tuple[str, ...] = ()
    from_m: float = 0
    to_m: float = 0

    def __post_init__(self) -> None:
        if not self.names or self.side not in ("both", "odd", "even"):
            raise ValueError("a range needs a street name and a side among both, odd, even")

    def holds(self, number: Number) -> bool:
        """Say whether a door is in the range."""
        if self.side != "both" and (number.value % 2 == 1) != (self.side == "odd"):
            return False
        low, high = self.first, self.last
        if low is not None and high is not None and low > high:
            low, high = high, low
        return (low is None or number.value >= low) and (high is None or number.value <= high)

    def along(self, number: Number) -> float:
        """Return where a door stands on the axis, taken as evenly spread between the ends of the range."""
        if self.first is None or self.last is None or self.first == self.last:
            return (self.from_m + self.to_m) / 2
        share = (number.value - self.first) / (self.last - self.first)
        return self.from_m + min(1.0, max(0.0, share)) * (self.to_m - self.from_m)


@dataclass(frozen=True)
class Match:
    """The verdict on an address: `place` is inside, outside or unknown; `index` is the range, `along` metres when inside.

    `reason` is one of "number", "street", "no_number", "other_town", "unknown_street", "out_of_range", "nothing".
    """

    place: str
    reason: str
    index: int | None = None
    along: float | None = None


def match(address: Address, ranges: Sequence[Range]) -> Match:
    """Say whether an address is on one of the ranges, and on which.

    A street that no range names is unknown, as is a named street in another town; a named street with a number that no
    range holds is outside; a named street without a number is inside only if the whole street belongs.
    """
    if not address.street.strip():
        return Match(UNKNOWN, "nothing")
    named = [i for i, r in enumerate(ranges) if any(same_street(address.street, name) for name in r.names)]
    if not named:
        return Match(UNKNOWN, "unknown_street")
    here = [i for i in named if _same_town(address, ranges[i].towns)]
    if not here:
        return Match(UNKNOWN, "other_town")
    for number in address.numbers:
        for i in here:
            if ranges[i].holds(number):
                return Match(INSIDE, "number", i, ranges[i].along(number))
    if address.numbers:
        return Match(OUTSIDE, "out_of_range", here[0])
    whole = [i for i in here if ranges[i].first is None and ranges[i].last is None and ranges[i].side == "both"]
    if whole:
        return Match(INSIDE, "street", whole[0], (ranges[whole[0]].from_m + ranges[whole[0]].to_m) / 2)
    return Match(UNKNOWN, "no_number", here[0])


def same_street(one: str, other: str) -> bool:
    """Say whether two writings name one street: same key, or no kind written, or one letter wrong in a long name."""
    kind_a, name_a = _split(one)
    kind_b, name_b = _split(other)
    if kind_a and kind_b and kind_a != kind_b:
        return False
    return name_a == name_b or (min(len(name_a), len(name_b)) >= 8 and one_letter_apart(name_a, name_b))


def one_letter_apart(a: str, b: str) -> bool:
    """Say whether one letter added, removed, changed or swapped with its neighbour makes `b` of `a`. Figures never count."""
    if abs(len(a) - len(b)) > 1 or re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    tail_a, tail_b = a[start:], b[start:]
    swapped = len(tail_a) > 1 and tail_a[:2] == tail_b[:2][::-1] and tail_a[2:] == tail_b[2:]
    return swapped or tail_a[1:] == tail_b[1:] or tail_a[1:] == tail_b or tail_a == tail_b[1:]


def _same_town(address: Address, towns: Iterable[str]) -> bool:
    """Say whether the town written, if any, is one of `towns` (postcodes and names)."""
    towns = set(towns)
    if not towns or not (address.postcode or address.city):
        return True
    names = {" ".join(words(t)) for t in towns}
    return address.postcode in towns or bool(address.city and " ".join(words(address.city)) in names)
