"""Lists of every audience: search, filter, sort, count, page, export; the whole state is in the address.

    listing = Listing(request, shops_seen_by(person), columns=[
        Column("name", _("Boutique"), sort="sort_key", link=lambda shop: reverse("team:shop", args=[…])),
        Column("city", _("Ville"), sort="city"),
        Column("since", _("Depuis"), value="created_at", sort="created_at"),
    ], search=["sort_key", "city"], filters=[Filter("metier", _("Métier"), trades(), "trade")], default_sort="name")
    return listing.answer("team/shops/list.html", {"territory": territory})

The template includes "shell/list.html". A page costs two queries whatever its length, beside the queryset's prefetches.
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from chalandise.foundation.names import fold
from chalandise.web.shell import export


@dataclass(frozen=True)
class Column:
    """One column of a list.

    Parameters
    ----------
    key : str
        Its name in the address (?tri=key), and the attribute shown unless `value` says otherwise.
    value : str or callable, optional
        An attribute path ("person.full_name") or `row -> value`: what is exported, and shown when `show` is not given.
    show : callable, optional
        `row -> text or safe HTML` for the page only.
    sort : str or sequence of str, optional
        Fields to order by; none means that the column cannot be sorted.
    link : callable, optional
        `row -> address`; the cell becomes a link.
    numeric : bool
        Aligned to the end, with figures of one width.
    exported_only : bool
        Not on the page (a telephone number, an address).
    """

    key: str
    label: str
    value: str | Callable = ""
    show: Callable | None = None
    sort: str | Iterable[str] = ()
    link: Callable | None = None
    numeric: bool = False
    exported_only: bool = False

    def read(self, row):
        """Return the value of this column in one row; a path through nothing gives nothing."""
        if callable(self.value):
            return self.value(row)
        for name in (self.value or self.key).split("."):
            row = getattr(row, name, None)
            row = row() if callable(row) else row
        return row

    @property
    def order(self):
        return [self.sort] if isinstance(self.sort, str) else list(self.sort)


@dataclass(frozen=True)
class Filter:
    """A choice above the list: `lookup` is a field lookup ("trade", "city__iexact") or `queryset, value -> queryset`."""

    name: str
    label: str
    choices: Iterable | Callable
    lookup: str | Callable = ""

    @cached_property
    def options(self):
        found = self.choices() if callable(self.choices) else self.choices
        return [(str(value), words) for value, words in found if value not in (None, "")]

    def narrow(self, queryset, value):
        if callable(self.lookup):
            return self.lookup(queryset, value)
        return queryset.filter(**{self.lookup or self.name: value})


@dataclass(frozen=True)
class Cell:
    """What the template prints."""

    label: str
    text: str
    address: str
    numeric: bool


@dataclass(frozen=True)
class Head:
    """A column's head: its words, the address that sorts by it, how it is sorted now ("ascending", "descending", "")."""

    label: str
    address: str
    sorted: str
    numeric: bool


class Listing:
    """A list as the address asks for it. Unknown filters, sorts and pages are ignored rather than refused."""

    def __init__(self, request, queryset, *, columns, search=(), filters=(), default_sort="", per_page=50,
                 name="liste", counted=None):
        self.request, self.all = request, queryset
        self.columns, self.search, self.filters = list(columns), list(search), list(filters)
        self.name, self.per_page = name, per_page
        self.counted = counted or (lambda n: ngettext("%(n)s ligne", "%(n)s lignes", n) % {"n": n})
        self.words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
        self.chosen = {f.name: value for f in self.filters
                       if (value := request.GET.get(f.name, "")) in {v for v, _words in f.options}}
        self.sort = self._asked_sort() or default_sort

    def _asked_sort(self):
        asked = self.request.GET.get("tri", "")
        return asked if any(c.key == asked.removeprefix("-") and c.order for c in self.columns) else ""

    @cached_property
    def queryset(self):
        """The rows found, in order."""
        found = self.all
        for word in self.words.split():
            found = found.filter(reduce(or_, (Q(**{f"{f}__icontains": fold(word) if f.endswith("sort_key") else word})
                                              for f in self.search)) if self.search else Q())
        for narrower in self.filters:
            if narrower.name in self.chosen:
                found = narrower.narrow(found, self.chosen[narrower.name])
        column = next((c for c in self.columns if c.key == self.sort.removeprefix("-")), None)
        if column is None or not column.order:
            return found
        fields = column.order
        if self.sort.startswith("-"):
            fields = [f.removeprefix("-") if f.startswith("-") else f"-{f}" for f in fields]
        return found.order_by(*fields, "pk")

    @cached_property
    def page(self):
        return Paginator(self.queryset, self.per_page).get_page(self.request.GET.get("page"))

    @property
    def count(self):
        return self.page.paginator.count

    @property
    def said(self):
        """How many rows were found, in words."""
        return self.counted(self.count) if self.count else gettext("Aucun résultat")

    @property
    def is_narrowed(self):
        return bool(self.words or self.chosen)

    @property
    def shown(self):
        return [c for c in self.columns if not c.exported_only]

    @cached_property
    def rows(self):
        """The page's rows: lists of `Cell`, the first of which names the row."""
        return [[Cell(c.label, c.show(row) if c.show else export.words(c.read(row)), c.link(row) if c.link else "", c.numeric)
                 for c in self.shown] for row in self.page.object_list]

    @property
    def heads(self):
        now = self.sort.removeprefix("-")
        state = "descending" if self.sort.startswith("-") else "ascending"
        return [Head(c.label, self.address(tri=f"-{c.key}" if self.sort == c.key else c.key) if c.order else "",
                     state if c.key == now else "", c.numeric) for c in self.shown]

    @property
    def choices(self):
        """The filters with what is chosen: (filter, value)."""
        return [(f, self.chosen.get(f.name, "")) for f in self.filters]

    @property
    def folded(self):
        """On a phone one filter stands above the list; several are folded behind their count."""
        return len(self.filters) > 1

    def address(self, **changes):
        """Return this page's address with some of its words changed; a change of order or filter goes back to page one."""
        asked = self.request.GET.copy()
        for key in ("page", "format"):
            asked.pop(key, None)
        for key, value in changes.items():
            asked[key] = value
        return "?" + asked.urlencode()

    @property
    def csv_address(self):
        return self.address(format="csv")

    @property
    def xlsx_address(self):
        return self.address(format="xlsx")

    def export(self):
        """Return the file asked for by ?format=csv or ?format=xlsx (every row found, not one page), or None."""
        kind = self.request.GET.get("format")
        if kind not in export.KINDS:
            return None
        heads = [str(c.label) for c in self.columns]
        rows = ([c.read(row) for c in self.columns] for row in self.queryset.iterator(chunk_size=2000))
        return export.KINDS[kind](self.name, heads, rows)

    def answer(self, template, context=None):
        """Return the file asked for, or the page: `listing` is in its context."""
        return self.export() or render(self.request, template, {**(context or {}), "listing": self})
