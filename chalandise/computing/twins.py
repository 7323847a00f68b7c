"""Two records of one shop: certain by its number or its door, likely by a near name at the same place.

An `Index` holds the cards already known; asking it costs the few cards at the same door or within a few tens of metres,
whatever their number.
"""
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from chalandise.computing.addresses import street_key, words
from chalandise.computing.geometry import metres

NEAR = 60.0    # metres
ALIKE = 0.85   # share of letters in common, in order
_CELL = 0.001  # degrees; two points 60 m apart are in the same cell or in neighbours up to 57° of latitude
_SMALL = frozenset(["le", "la", "les", "l", "de", "du", "des", "d", "au", "aux", "a", "chez", "et", "the", "sarl", "sas", "sasu", "eurl", "sa", "snc", "ets", "societe", "maison", "magasin", "salon", "boutique"])
_TRADES = frozenset(["restaurant", "bar", "cafe", "brasserie", "pizzeria", "creperie", "boulangerie", "patisserie", "boucherie", "charcuterie", "poissonnerie", "fromagerie", "primeur", "epicerie", "cave", "pharmacie", "optique", "coiffure", "coiffeur", "institut", "tabac", "presse", "librairie", "papeterie", "fleuriste", "pressing", "laverie", "bijouterie", "chaussures", "banque"])


@dataclass(frozen=True)
class Card:
    """What tells one shop from another. `key` is whatever the caller finds it again by; `point` is (lon, lat)."""

    key: Hashable
    name: str
    street: str = ""
    number: str = ""
    postcode: str = ""
    siret: str = ""
    ref: str = ""
    point: tuple[float, float] | None = None

    @cached_property
    def door(self) -> tuple[str, str] | None:
        return (street_key(self.street), "".join(words(self.number))) if self.street and self.number else None


@lru_cache(maxsize=50_000)
def _name(name: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return (every word, the words that tell shops apart, the words of a trade) of a name."""
    said = words(name)
    told = frozenset(w for w in said if w not in _SMALL and w not in _TRADES)
    return " ".join(said), told or frozenset(said), _TRADES & set(said)


def similar(one: str, other: str) -> bool:
    """Say whether two names may name one shop: same telling words, one name within the other, or nearly the same letters."""
    (whole_a, told_a, trade_a), (whole_b, told_b, trade_b) = _name(one), _name(other)
    if not whole_a or not whole_b or (trade_a and trade_b and not trade_a & trade_b):
        return False  # "Boucherie des Arceaux" is not "Optique des Arceaux"
    shared = told_a & told_b
    if told_a == told_b or shared in (told_a, told_b) and sum(len(w) for w in shared) >= 5:
        return True
    if any(len(w) <= 3 or w.isdigit() for w in told_a ^ told_b):
        return False  # "Optique 1" is not "Optique 2", nor "Nord" "Sud"
    match = SequenceMatcher(None, " ".join(sorted(told_a)), " ".join(sorted(told_b)), autojunk=False)
    return match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE and match.ratio() >= ALIKE


class Index:
    """Cards by number, by reference, by door, by cell of a grid and by name."""

    def __init__(self, cards: Iterable[Card] = ()) -> None:
        self._by: dict[str, dict[Hashable, list[Card]]] = {k: defaultdict(list) for k in ("siret", "ref", "door", "cell", "bare")}
        for card in cards:
            self.add(card)

    def add(self, card: Card) -> None:
        keys = {"siret": card.siret, "ref": card.ref, "door": card.door, "cell": _cell(card.point),
                "bare": _name(card.name)[0] if card.name and not card.door and not card.point else None}
        for kind, key in keys.items():
            if key:
                self._by[kind][key].append(card)

    def same(self, card: Card) -> Card | None:
        """Return the card that is certainly the same shop: same SIRET, same reference, or same name at the same door."""
        if card.siret and (found := self._by["siret"].get(card.siret)):
            return found[0]
        if card.ref and (found := self._by["ref"].get(card.ref)):
            return found[0]
        whole = _name(card.name)[0]
        at_door = self._by["door"].get(card.door, ()) if card.door else ()
        return next((c for c in at_door if whole and _name(c.name)[0] == whole and _agree(c.postcode, card.postcode)
                     and _agree(c.siret, card.siret)), None)

    def alike(self, card: Card) -> Card | None:
        """Return a card that may be the same shop: a similar name at the same door or within 60 m, or the same name
        as one that says no place."""
        for other in self._around(card):
            if similar(card.name, other.name):
                return other
        bare = self._by["bare"].get(_name(card.name)[0], ()) if card.name else ()
        return next((c for c in bare if _agree(c.postcode, card.postcode) and _agree(c.siret, card.siret)), None)

    def _around(self, card: Card) -> Iterator[Card]:
        if card.door:
            yield from (c for c in self._by["door"].get(card.door, ()) if _agree(c.postcode, card.postcode))
        if card.point:
            x, y = _cell(card.point) or (0, 0)
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    yield from (c for c in self._by["cell"].get((x + dx, y + dy), ())
                                if c.point and metres(c.point, card.point) <= NEAR)


def _cell(point: tuple[float, float] | None) -> tuple[int, int] | None:
    return (int(point[0] // _CELL), int(point[1] // _CELL)) if point else None


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other
