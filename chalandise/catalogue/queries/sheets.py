"""The sheet of a solution: its copy at a moment, its lines as they are read, what it lacks."""
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.catalogue.models import Solution
from chalandise.catalogue.rules import need_label
from chalandise.catalogue.rules.countries import country_name
from chalandise.catalogue.rules.sheet import FIELDS, LANGUAGES, PARTS, Missing, missing_of
from chalandise.foundation import wording
from chalandise.shops.rules import trade_label

_MONEY = {"price_setup", "price_month", "price_after"}
_CHOICES = {"level": Solution.Level, "data_location": Solution.Location, "accessibility": Solution.Accessibility}
_ADDRESSES = {"website", "accessibility_url", "demo_url"}
_LONG = {"text", "prerequisites", "exit_text", "references", "demo_account", "motivation"}


def sheet_of(solution):
    """Return the sheet as plain values: what a submission keeps, whatever becomes of the solution.

    Returns
    -------
    dict
        The fields of `rules.sheet.FIELDS` (decimals as text), those of the company (company, siren, country,
        foreign_number, headcount) and documents: [{"id", "title", "name", "kind", "public"}].
    """
    company = solution.provider
    found = {name: _plain(getattr(solution, name)) for name in FIELDS}
    return {**found, "company": company.organisation.name, "siren": company.organisation.siren or "", "country": company.country,
            "foreign_number": company.foreign_number, "headcount": company.headcount,
            "documents": [{"id": d.pk, "title": d.title, "name": d.file.name, "kind": d.file.kind, "public": d.public}
                          for d in documents_of(solution)]}


def _plain(value):
    return format(value.normalize() if value == value.to_integral() else value, "f") if isinstance(value, Decimal) else value


def documents_of(solution):
    """Return the documents on the sheet now, oldest first."""
    return solution.documents.filter(removed_at=None).select_related("file")


def missing(solution, submission=None):
    """Return [Missing]: what the sheet, and the answer to the call, lack to be complete."""
    found = missing_of({name: getattr(solution, name) for name in FIELDS})
    if submission is not None and not submission.motivation.strip():
        found.append(Missing("motivation", "", _("Dites pourquoi pour les boutiques de ce territoire.")))
    return found


@dataclass(frozen=True)
class Line:
    """One fact of a sheet, ready to be read: kind is "line", "long", "address" or "confidential"."""

    key: str
    label: str
    value: str
    kind: str = "line"


def lines_of(sheet):
    """Return [(title of the part, [Line])] of a sheet (`sheet_of`, or one that a version kept), in the reader's language.

    A field without a value is left out, so that a redacted sheet reads as any other.
    """
    found = [(_("L’entreprise"), _company(sheet))]
    found += [(str(part.title), [_line(name, sheet) for name in part.fields if name != "name" and _said(sheet.get(name))]) for part in PARTS]
    if sheet.get("motivation"):
        found.append((_("La réponse à l’appel"), [Line("motivation", _("Pourquoi pour les boutiques de ce territoire"), sheet["motivation"], "long")]))
    return [(title, lines) for title, lines in found if lines]


def _said(value):
    return value not in (None, "", [])


def _company(sheet):
    rows = (("company", _("Nom"), sheet.get("company")), ("country", _("Pays"), country_name(sheet["country"]) if sheet.get("country") else ""),
            ("siren", "SIREN", sheet.get("siren")), ("foreign_number", _("Numéro au registre"), sheet.get("foreign_number")),
            ("headcount", _("Effectif"), sheet.get("headcount")))
    return [Line(key, label, value) for key, label, value in rows if value]


def _line(name, sheet):
    label = str(Solution._meta.get_field(name).verbose_name)
    kind = "confidential" if name == "demo_account" else "address" if name in _ADDRESSES else "long" if name in _LONG else "line"
    return Line(name, label[:1].upper() + label[1:], _words(name, sheet[name]), kind)


def _words(name, value):
    if name in _MONEY:
        return _("%(price)s hors taxes") % {"price": wording.euros(value)}
    if name == "commission":
        return f"{wording.number(value)} %"
    if name in _CHOICES:
        return str(dict(_CHOICES[name].choices).get(value, value))
    if name in ("trial_months", "commitment_months"):
        if not value:
            return _("ce prix n’a pas de fin") if name == "trial_months" else _("sans engagement")
        return ngettext("%(n)s mois", "%(n)s mois", value) % {"n": value}
    if name == "install_hours":
        return _("%(n)s h, selon l’offreur") % {"n": wording.number(value)}
    if name in ("needs", "trades", "languages"):
        say = {"needs": need_label, "trades": trade_label, "languages": lambda code: str(LANGUAGES.get(code, code))}[name]
        return ", ".join(words for words in map(say, value) if words)
    return value


def text_of(sheet, name):
    """Return the words of one field of a sheet, for an export; "" when nothing was said."""
    return _words(name, sheet[name]) if _said(sheet.get(name)) else ""
