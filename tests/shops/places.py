"""Real territories for the real files: communes from ../shared/data/reference, outlines where they are known."""
import csv
import gzip
import io
import json

from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.territory.models import Territory
from chalandise.territory.operations import load_communes, load_demo_geography


def a_file(path):
    return SimpleUploadedFile(path.name, path.read_bytes())


def bordeaux(shared):
    territory = Territory.objects.create(name="Bordeaux – Le Bouscat", slug="bordeaux-le-bouscat")
    load_demo_geography(territory=territory)
    return territory


def montpellier(shared):
    districts = json.loads(gzip.decompress((shared / "territory/montpellier/quartiers.geojson.gz").read_bytes()))["features"]
    rings = [r for d in districts for r in (d["geometry"]["coordinates"] if d["geometry"]["type"] == "MultiPolygon" else [d["geometry"]["coordinates"]])]
    return _territory(shared, "Montpellier", lambda r: r["code"] == "34172", outline={"type": "MultiPolygon", "coordinates": rings})


def paris(shared):
    return _territory(shared, "Paris", lambda r: r["departement"] == "75")


def isere(shared):
    return _territory(shared, "Isère", lambda r: r["departement"] == "38")


def pont(shared):
    return _territory(shared, "Pont-Sainte-Maxence", lambda r: r["code"] == "60509")


def _territory(shared, name, chosen, outline=None):
    territory = Territory.objects.create(name=name, slug=name.lower().replace("è", "e"))
    rows = csv.DictReader(io.StringIO(gzip.decompress((shared / "reference/communes_france.csv.gz").read_bytes()).decode()))
    load_communes(by=None, territory=territory, communes=[
        {"insee": r["code"], "name": r["nom"], "postcodes": [p for p in r["codesPostaux"].split("|") if p], "outline": outline}
        for r in rows if chosen(r) and r["type"] in ("commune-actuelle", "arrondissement-municipal")])
    return territory
