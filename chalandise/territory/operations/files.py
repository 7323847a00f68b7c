"""Files of geography turned into the lines that the other operations load."""
import io
import json

from django.utils.translation import gettext as _

from chalandise.computing.addresses import words
from chalandise.foundation import tables
from chalandise.foundation.refusals import Refused

NAMES = {
    "order": "ordre|rang", "name": "nom|stop|arret|station|libelle|phase|fait|fact", "commune": "insee|ville|city",
    "lat": "latitude|proxy lat", "lon": "lng|longitude|proxy lon", "opened_on": "opened|ouverture|ouvert le",
    "insee": "code|code insee", "postcodes": "codespostaux|codes postaux|postcode|code postal",
    "stretch": "troncon", "street": "rue|voie", "aliases": "alias|autres noms", "from_m": "de m", "to_m": "a m",
    "from_number": "du numero|numero de debut|du", "to_number": "au numero|numero de fin|au", "side": "cote",
    "starts_on": "date|debut|du", "ends_on": "fin|au", "blocks": "bloque", "note": "remarque", "source": "url",
}
_FR_BLOCKS = {"voitures": "cars", "livraisons": "deliveries", "stationnement": "parking", "trottoir": "pavement"}


def lines_of(file, *wanted):
    """Return the lines of a table as dicts of the wanted fields, found by the words of the header."""
    reading = tables.look(file)
    columns = {field: column for field in wanted if (column := _column(reading.columns, field))}
    return [{field: row.values.get(column, "") for field, column in columns.items()} for row in tables.rows(file, reading)]


def _column(columns, field):
    plain = {" ".join(words(c)): c for c in columns}
    return next((plain[k] for k in [field.replace("_", " "), *NAMES[field].split("|")] if k in plain), None)


def stops_in(file):
    """Return the stops of a CSV, as `load_axis` takes them."""
    return lines_of(file, "order", "name", "commune", "lat", "lon", "opened_on")


def streets_in(file):
    """Return the streets of a CSV, as `load_perimeter` takes them."""
    rows = lines_of(file, "stretch", "from_m", "to_m", "street", "aliases", "commune", "from_number", "to_number", "side")
    return [{**row, "aliases": row.get("aliases", "").split("|")} for row in rows]


def phases_in(file):
    """Return the phases of works of a CSV, as `load_works` takes them."""
    rows = lines_of(file, "name", "starts_on", "ends_on", "stretch", "blocks", "note", "source")
    return [{**row, "blocks": [_FR_BLOCKS.get(b.strip(), b.strip()) for b in row.get("blocks", "").replace(",", "|").split("|") if b.strip()]}
            for row in rows]


def line_in(file):
    """Return (points, name) of the first line of a GeoJSON."""
    data = _geojson(file)
    for feature in data.get("features", [data]) if isinstance(data, dict) else []:
        shape = (feature.get("geometry") or feature) if isinstance(feature, dict) else {}
        if shape.get("type") == "LineString":
            return shape.get("coordinates"), str((feature.get("properties") or {}).get("name", ""))
    raise Refused(_("Ce fichier ne contient aucune ligne (LineString)."), field="file")


def communes_in(file):
    """Return the communes of a CSV or a GeoJSON, as `load_communes` takes them."""
    reading = tables.look(file)
    if reading.shape != "geojson":
        return [{**row, "postcodes": [p for p in row.get("postcodes", "").replace(",", "|").split("|") if p.strip()]}
                for row in lines_of(file, "insee", "name", "postcodes")]
    found = []
    for feature in _geojson(file)["features"]:
        told = {" ".join(words(k)): v for k, v in (feature.get("properties") or {}).items()}
        codes = told.get("postcodes") or told.get("codespostaux") or []
        found.append({"insee": told.get("insee") or told.get("code") or "", "name": told.get("name") or told.get("nom") or "",
                      "postcodes": codes.split("|") if isinstance(codes, str) else codes, "outline": feature.get("geometry")})
    return found


def _geojson(file):
    reading = tables.look(file)
    if reading.shape not in ("geojson", "json"):
        raise Refused(_("Un fichier GeoJSON est attendu ici."), field="file")
    return json.loads(tables.text_of(file, reading).lstrip("\ufeff"))


def open_data(path):
    """Return a file of the house's own data, open."""
    return io.BytesIO(path.read_bytes())
