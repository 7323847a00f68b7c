"""A perimeter is loaded from lines; its streets are corrected one by one on screen."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.territory.models import Perimeter, StretchStreet
from chalandise.territory.queries import plain_town


@transaction.atomic
def load_perimeter(*, by, axis, name, streets):
    """Write a perimeter and its stretches; the same name again replaces its streets and keeps its stretches.

    Parameters
    ----------
    streets : list of dict
        stretch, from_m, to_m, street, aliases (list), commune (INSEE code or name), from_number, to_number, side.

    Returns
    -------
    Perimeter
    """
    perimeter, _made = Perimeter.objects.get_or_create(axis=axis, name=name)
    communes = list(axis.territory.communes.all())
    kept = {}
    StretchStreet.objects.filter(stretch__perimeter=perimeter).delete()
    for rank, row in enumerate(streets, 1):
        label = str(row.get("stretch") or row.get("street") or "").strip()[:120]
        if not label:
            raise Refused(_("Ligne %d : un nom de tronçon ou de rue est attendu.") % rank)
        if label not in kept:
            low, high = (_metres(row.get(k), axis.length_m if k == "to_m" else 0, rank) for k in ("from_m", "to_m"))
            kept[label] = perimeter.stretches.update_or_create(name=label, defaults={"order": len(kept), "from_m": low, "to_m": high})[0]
        _add(kept[label], communes, rank, row)
    if not kept:
        raise Refused(_("Ce fichier ne décrit aucune rue."))
    perimeter.stretches.exclude(pk__in=[s.pk for s in kept.values()]).delete()
    journal.record("territory.perimeter_loaded", by=by, on=[perimeter, axis, axis.territory], territory=axis.territory_id,
                   changes={"stretches": [None, len(kept)]})
    return perimeter


def _metres(value, default, rank):
    try:
        return max(0, round(float(str(value).replace(",", ".")))) if str(value if value is not None else "").strip() else default
    except ValueError as error:
        raise Refused(_("Ligne %(rank)d : « %(text)s » n’est pas un nombre de mètres.") % {"rank": rank, "text": value}) from error


def _add(stretch, communes, rank, row):
    text = str(row.get("commune") or "").strip()
    commune = next((c for c in communes if c.insee == text or (text and plain_town(c.name) == plain_town(text))), None)
    if commune is None and len(communes) == 1 and not text:
        commune = communes[0]
    if commune is None:
        raise Refused(_("Ligne %(rank)d : la commune « %(text)s » n’est pas du territoire.") % {"rank": rank, "text": text})
    stretch.streets.create(commune=commune, **checked_street(
        name=row.get("street"), aliases=row.get("aliases") or [], from_number=row.get("from_number"),
        to_number=row.get("to_number"), side=row.get("side") or "both", where=_("Ligne %d : ") % rank))


SIDES = {"both": "both", "odd": "odd", "even": "even", "impair": "odd", "pair": "even", "": "both", "les deux": "both", "les deux côtés": "both"}


def checked_street(*, name, aliases, from_number, to_number, side, where=""):
    """Return the clean fields of a street of a stretch; raise Refused."""
    name = " ".join(str(name or "").split())
    if not name:
        raise Refused(where + _("donnez le nom de la rue."), field="name")
    if side not in SIDES:
        raise Refused(where + _("le côté est « pair », « impair » ou vide."), field="side")
    try:
        low, high = (int(n) if str(n if n is not None else "").strip() else None for n in (from_number, to_number))
    except ValueError as error:
        raise Refused(where + _("les numéros sont des nombres entiers."), field="from_number") from error
    if any(n is not None and not 0 < n < 10_000 for n in (low, high)):
        raise Refused(where + _("les numéros vont de 1 à 9999."), field="from_number")
    return {"name": name[:160], "aliases": list(dict.fromkeys(" ".join(a.split())[:160] for a in aliases if a.strip())),
            "from_number": low, "to_number": high, "side": SIDES[side]}


@transaction.atomic
def add_street(*, by, stretch, commune, **given):
    """Add a street to a stretch (name, aliases, from_number, to_number, side). Returns the StretchStreet."""
    street = stretch.streets.create(commune=commune, **checked_street(**given))
    _tell("territory.street_added", by, stretch, {"street": [None, street.name]})
    return street


@transaction.atomic
def edit_street(*, by, street, commune=None, **given):
    """Correct a street of a stretch: its names, its commune, its numbers, its side. Returns the StretchStreet."""
    clean = checked_street(**given)
    street.commune = commune or street.commune
    changes = {name: [getattr(street, name), value] for name, value in clean.items() if getattr(street, name) != value}
    for name, value in clean.items():
        setattr(street, name, value)
    street.save()
    if changes:
        _tell("territory.street_edited", by, street.stretch, changes)
    return street


@transaction.atomic
def remove_street(*, by, street):
    """Take a street out of a stretch; a second time does nothing."""
    if StretchStreet.objects.filter(pk=street.pk).delete()[0]:
        _tell("territory.street_removed", by, street.stretch, {"street": [street.name, None]})


def _tell(verb, by, stretch, changes):
    axis = stretch.perimeter.axis
    journal.record(verb, by=by, on=[stretch, axis, axis.territory], territory=axis.territory_id, changes=changes)
