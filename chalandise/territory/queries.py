"""Reading territories and axes. Territory is the wall: each query takes the person."""
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.translation import get_language

from chalandise.computing import addresses, geometry
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.territory.models import Axis, Perimeter, Stretch, StretchStreet, Territory, Works


def territories_run_by(person):
    """Return the territories that this person administers."""
    return Territory.objects.filter(pk__in=scopes_of(person, Role.Kind.ADMIN))


def territory_run_by(person, slug):
    """Return one territory that this person administers; raise Territory.DoesNotExist otherwise."""
    return territories_run_by(person).get(slug=slug)


def ranges_of(perimeter):
    """Return [(Stretch, Range)] of a perimeter in one query, in the order of the axis."""
    streets = (StretchStreet.objects.filter(stretch__perimeter=perimeter).select_related("stretch", "commune")
               .order_by("stretch__order", "id"))
    return [(s.stretch, range_of(s)) for s in streets]


def range_of(street):
    """Return what computing knows of a street of a stretch."""
    stretch = street.stretch
    return addresses.Range(names=(street.name, *street.aliases), first=street.from_number, last=street.to_number,
                           side=street.side, towns=(*street.commune.postcodes, street.commune.name),
                           from_m=stretch.from_m, to_m=stretch.to_m)


@dataclass(frozen=True)
class Located:
    """Where an address falls: `place` is "inside", "outside" or "unknown"; `reason` says why, as addresses.Match does."""

    place: str
    stretch: Stretch | None
    along_m: int | None
    reason: str
    address: addresses.Address


def locate_address(perimeter, text, *, known=None):
    """Return where a written address falls in a perimeter. `known` is the result of `ranges_of`, to locate many."""
    address = addresses.parse(text)
    if perimeter is None:
        return Located(addresses.UNKNOWN, None, None, "no_perimeter", address)
    known = ranges_of(perimeter) if known is None else known
    found = addresses.match(address, [r for _, r in known])
    stretch = known[found.index][0] if found.place == addresses.INSIDE else None
    return Located(found.place, stretch, round(found.along) if found.along is not None else None, found.reason, address)


def locate(perimeter, number, street, postcode="", city=""):
    """Return (place, stretch): "inside", "outside" or "unknown" (the team will check), and the Stretch when inside."""
    found = locate_address(perimeter, f"{number} {street}, {postcode} {city}")
    return found.place, found.stretch


@dataclass(frozen=True)
class Towns:
    """The communes of a territory, ready to judge many places."""

    communes: tuple

    def find(self, *, insee="", postcode="", city=""):
        """Return the commune that a code, a name or a postcode names, or None."""
        by_insee, by_name, by_code = self._tables
        if insee in by_insee:
            return by_insee[insee]
        named, coded = by_name.get(plain_town(city), []), by_code.get(postcode, [])
        return next(iter([c for c in named if c in coded] or named or coded), None)

    @cached_property
    def _tables(self):
        by_name, by_code = defaultdict(list), defaultdict(list)
        for commune in self.communes:
            by_name[plain_town(commune.name)].append(commune)
            for code in commune.postcodes:
                by_code[code].append(commune)
        return {c.insee: c for c in self.communes}, by_name, by_code

    def holding(self, lat, lon):
        """Return the commune whose outline holds a point, or None; None too when no outline is known."""
        return next((c for c, area in self._areas if area.holds((lon, lat))), None)

    @cached_property
    def _areas(self):
        return [(c, geometry.Area(c.outline)) for c in self.communes if c.outline]

    @property
    def drawn(self):
        """Say whether every commune has an outline, so that a point outside of all is outside."""
        return bool(self.communes) and all(c.outline for c in self.communes)


def plain_town(name):
    """Return a town's name to compare: "PARIS 16" and "Paris 16e Arrondissement" give "paris 16"; Saint is not St."""
    parts = [{"st": "saint", "ste": "sainte"}.get(w, w) for w in addresses.words(name)]
    parts = [w[:-1] if w[:-1].isdigit() and w.endswith("e") else w for w in parts if w not in ("cedex", "arrondissement", "er")]
    return " ".join(w.replace("1er", "1").lstrip("0") for w in parts)


def towns_of(territory):
    """Return the communes of a territory."""
    return Towns(tuple(territory.communes.order_by("insee")))


STATEMENTS = {"legal": "legal_notice", "privacy": "privacy_notice", "accessibility": "accessibility_notice"}
DEFAULTS = {
    "fr": {"legal": "territory/statements/legal.fr.md", "privacy": "territory/statements/privacy.fr.md",
           "accessibility": "territory/statements/accessibility.fr.md"},
    "en": {"legal": "territory/statements/legal.en.md", "privacy": "territory/statements/privacy.en.md",
           "accessibility": "territory/statements/accessibility.en.md"},
}


def default_statement(territory, kind):
    """Return the Markdown of a statement as the house writes it, in the reader's language, with the territory's names."""
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    return render_to_string(DEFAULTS[language][kind], {"territory": territory}).strip()


def statement(territory, kind):
    """Return the Markdown of "legal", "privacy" or "accessibility": the territory's own text, else the default one."""
    return (getattr(territory, STATEMENTS[kind]) if territory else "") or default_statement(territory, kind)


def territory_seen_by_all(slug=None):
    """Return a territory by its slug, or the only one there is; None when there are several or none."""
    if slug:
        return Territory.objects.get(slug=slug)
    some = list(Territory.objects.all()[:2])
    return some[0] if len(some) == 1 else None


def axes_of(territory):
    """Return the axes of a territory with their stops."""
    return Axis.objects.filter(territory=territory).prefetch_related("stops__commune").order_by("name")


def stretches_of(territory):
    """Return the stretches of every perimeter of a territory, in the order of the axis."""
    return Stretch.objects.filter(perimeter__axis__territory=territory).select_related("perimeter__axis").order_by("perimeter_id", "order")


def perimeters_of(territory):
    """Return the perimeters of a territory with their stretches and streets (three queries)."""
    return (Perimeter.objects.filter(axis__territory=territory).select_related("axis")
            .prefetch_related("stretches__streets__commune").order_by("axis__name", "id"))


def works_of(territory):
    """Return the phases of works of a territory by their first day."""
    return Works.objects.filter(axis__territory=territory).select_related("axis", "stretch").order_by("starts_on", "id")


def streets_of(territory):
    """Return the streets of every stretch of a territory."""
    return StretchStreet.objects.filter(stretch__perimeter__axis__territory=territory).select_related("stretch__perimeter__axis", "commune")


def streets_named(territory, words):
    """Return the streets of a territory whose name or alias has the words, whatever their accents."""
    asked = addresses.words(words)
    found = streets_of(territory).order_by("stretch__order", "id")
    return [s for s in found if asked and all(any(w in " ".join(addresses.words(n)) for n in (s.name, *s.aliases)) for w in asked)]
