"""Communes, an axis and its stops are loaded from lines of a file; loading the same again changes nothing."""
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from chalandise.computing.geometry import inside, length, metres, point_at, project
from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.territory.models import Axis, Commune
from chalandise.territory.queries import plain_town

NEAR = 250  # metres: a stop whose point is farther from the line is not on the axis


@transaction.atomic
def load_communes(*, by, territory, communes):
    """Add communes to a territory.

    Parameters
    ----------
    communes : list of dict
        insee, name, postcodes (list), outline (GeoJSON geometry, optional). A known outline is kept when none is given.

    Returns
    -------
    list of Commune
    """
    kept = []
    for rank, row in enumerate(communes, 1):
        insee, name = str(row.get("insee", "")).strip().upper(), str(row.get("name", "")).strip()
        if len(insee) != 5 or not insee[2:].isdigit() or not name:
            raise Refused(_("Commune %(rank)d : un code INSEE de cinq caractères et un nom sont attendus, « %(code)s » « %(name)s » lu.")
                          % {"rank": rank, "code": insee, "name": name})
        outline = row.get("outline")
        if outline is not None:
            _check_outline(outline, name)
        commune, _made = Commune.objects.get_or_create(insee=insee, defaults={"name": name[:100]})
        commune.name = name[:100]
        commune.postcodes = sorted({*commune.postcodes, *row.get("postcodes", ())})
        commune.outline = outline or commune.outline
        commune.save()
        kept.append(commune)
    if not kept:
        raise Refused(_("Ce fichier ne contient aucune commune."))
    territory.communes.add(*kept)
    journal.record("territory.communes_loaded", by=by, on=[territory], territory=territory.pk, changes={"communes": [None, len(kept)]})
    return kept


def _check_outline(outline, name):
    try:
        inside(outline, (0, 0))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise Refused(_("Le contour de « %s » n’est pas un polygone GeoJSON lisible.") % name) from error


@transaction.atomic
def load_axis(*, by, territory, name, points, stops=(), slug="", line_name="", source="", approximate=True):
    """Write an axis and its stops; the same slug again replaces its line and its stops.

    Parameters
    ----------
    points : list of [lon, lat]
        Along the axis, in order.
    stops : list of dict
        order, name, commune (INSEE code or name), lat, lon, opened_on (ISO date). A stop without a point between two
        known ones is set evenly between them along the axis, and marked approximate.

    Returns
    -------
    Axis
    """
    points = _checked_line(points)
    axis, _made = Axis.objects.update_or_create(
        territory=territory, slug=(slug or slugify(name))[:60], defaults={
            "name": name, "line_name": line_name, "points": points, "length_m": round(length(points)),
            "source": source[:300], "approximate": approximate})
    rows = [_stop_row(rank, row) for rank, row in enumerate(stops, 1)]
    if len({r["order"] for r in rows}) < len(rows):
        raise Refused(_("Deux arrêts ont le même rang : chaque arrêt a le sien, dans l’ordre de la ligne."))
    rows.sort(key=lambda r: r["order"])
    place_stops(points, rows)
    axis.stops.exclude(order__in=[r["order"] for r in rows]).delete()
    for row in rows:
        row["commune"] = _commune_of(territory, row["commune"])
        axis.stops.update_or_create(order=row.pop("order"), defaults=row)
    journal.record("territory.axis_loaded", by=by, on=[axis, territory], territory=territory.pk,
                   changes={"stops": [None, len(rows)], "length_m": [None, axis.length_m]})
    return axis


def _checked_line(points):
    try:
        line = [[float(x), float(y)] for x, y, *_rest in points]
    except (TypeError, ValueError) as error:
        raise Refused(_("Le tracé de l’axe ne se lit pas : une suite de points [longitude, latitude] est attendue.")) from error
    if len(line) < 2 or not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in line):
        raise Refused(_("Le tracé de l’axe a besoin d’au moins deux points [longitude, latitude] en degrés."))
    return line


def _stop_row(rank, row):
    name = str(row.get("name", "")).strip()
    if not name:
        raise Refused(_("L’arrêt %d n’a pas de nom.") % rank)
    try:
        lat, lon = (float(str(row[k]).replace(",", ".")) if str(row.get(k) or "").strip() else None for k in ("lat", "lon"))
        opened = row.get("opened_on") or None
        return {"order": int(row.get("order") or rank), "name": name[:120], "commune": row.get("commune") or "", "lat": lat, "lon": lon,
                "opened_on": date.fromisoformat(opened) if isinstance(opened, str) else opened}
    except ValueError as error:
        raise Refused(_("L’arrêt « %s » a un rang, une date ou des coordonnées qui ne se lisent pas.") % name) from error


def place_stops(points, rows):
    """Set along_m and approximate of each row, and the point of the stops that have none between two known ones."""
    for row in rows:
        known = row["lat"] is not None and row["lon"] is not None
        foot = project(points, (row["lon"], row["lat"])) if known else None
        row["along_m"] = round(foot.along) if foot and foot.away <= NEAR else None
        row["approximate"] = not known
    known = [i for i, row in enumerate(rows) if not row["approximate"]]
    for first, last in pairwise(known):
        for i in range(first + 1, last):
            _between(points, rows[first], rows[last], rows[i], (i - first) / (last - first))


def _between(points, before, after, row, share):
    """Set a stop evenly between two known ones: along the axis when both are on it, straight otherwise."""
    if before["along_m"] is not None and after["along_m"] is not None:
        row["along_m"] = round(before["along_m"] + share * (after["along_m"] - before["along_m"]))
        row["lon"], row["lat"] = (round(c, 6) for c in point_at(points, row["along_m"]))
    else:
        straight = [(before["lon"], before["lat"]), (after["lon"], after["lat"])]
        row["lon"], row["lat"] = (round(c, 6) for c in point_at(straight, share * metres(*straight)))


def _commune_of(territory, words):
    text = str(words).strip()
    found = Commune.objects.filter(insee=text).first() if text else None
    return found or next((c for c in territory.communes.all() if text and plain_town(c.name) == plain_town(text)), None)


