"""The real geography of the demonstration: Fondaudège – Le Bouscat, on line D of Bordeaux' tram."""
from pathlib import Path

from django.db import transaction

from chalandise.territory.operations.axes import load_axis, load_communes
from chalandise.territory.operations.files import communes_in, line_in, open_data, phases_in, stops_in, streets_in
from chalandise.territory.operations.perimeters import load_perimeter
from chalandise.territory.operations.works import load_works

HERE = Path(__file__).parent.parent / "data" / "bordeaux"


@transaction.atomic
def load_demo_geography(*, territory, by=None):
    """Give a territory its communes, the axis with its stops, the perimeter and the works (data/bordeaux, NOTICE.md).

    Returns
    -------
    (Axis, Perimeter)
    """
    def here(name):
        return open_data(HERE / name)
    load_communes(by=by, territory=territory, communes=communes_in(here("communes.geojson")))
    points, name = line_in(here("axis.geojson"))
    axis = load_axis(by=by, territory=territory, name=name, slug="fondaudege-le-bouscat", line_name="Tram D", points=points,
                     stops=stops_in(here("stops.csv")),
                     source="Stations VCub, Bordeaux Métropole (Licence ouverte) ; © les contributeurs d’OpenStreetMap (ODbL)")
    perimeter = load_perimeter(by=by, axis=axis, name="Fondaudège – Le Bouscat", streets=streets_in(here("perimeter.csv")))
    load_works(by=by, axis=axis, phases=phases_in(here("works.csv")))
    return axis, perimeter
