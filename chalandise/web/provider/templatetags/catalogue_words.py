"""Words of the catalogue: {% load catalogue_words %}{{ provider.country|country }}."""
from django import template

from chalandise.catalogue.rules.countries import country_name

register = template.Library()
register.filter("country", country_name)
