"""Takings on a page: {% load takings %}."""
from decimal import Decimal

from django import template

from chalandise.foundation.wording import euros

register = template.Library()


@register.filter
def cents(total):
    """The amount of a Total in euros."""
    return euros(Decimal(total.cents) / 100)


@register.filter
def file_way(file, place):
    """The address of a file from the door where one is."""
    return place.address(file=file.pk)
