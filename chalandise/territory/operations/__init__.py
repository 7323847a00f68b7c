"""Writing geography: communes, an axis and its stops, a perimeter and its streets, works."""
from chalandise.territory.operations.axes import load_axis, load_communes
from chalandise.territory.operations.demo import load_demo_geography
from chalandise.territory.operations.perimeters import add_street, edit_street, load_perimeter, remove_street
from chalandise.territory.operations.settings import edit_settings, found_territory
from chalandise.territory.operations.works import add_works, edit_works, load_works, remove_works

__all__ = ["add_street", "add_works", "edit_settings", "edit_street", "edit_works", "found_territory", "load_axis", "load_communes", "load_demo_geography",
           "load_perimeter", "load_works", "remove_street", "remove_works"]
