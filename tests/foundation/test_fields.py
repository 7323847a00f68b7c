"""Money is euros and cents; a versioned row refuses to lose somebody's text."""
from decimal import Decimal

import pytest

from chalandise.foundation.fields import MoneyField
from chalandise.foundation.refusals import Conflict
from chalandise.territory.models import Territory


def test_money_has_cents_and_no_more():
    field = MoneyField()
    assert (field.max_digits, field.decimal_places, field.to_python("180.50")) == (12, 2, Decimal("180.50"))


def test_a_save_on_the_version_one_read_goes_through(cast):
    saved = cast.bordeaux.save_version(version=1, values={"organiser": "Club A"})
    assert (saved.organiser, saved.version) == ("Club A", 2)
    assert Territory.objects.get(pk=saved.pk).organiser == "Club A"


def test_a_save_on_an_older_version_shows_both_texts_and_writes_nothing(cast):
    other = Territory.objects.get(pk=cast.bordeaux.pk)
    other.save_version(version=1, values={"organiser": "Club A", "contact_name": "Rose"})
    with pytest.raises(Conflict) as conflict:
        cast.bordeaux.save_version(version=1, values={"organiser": "Club B", "contact_name": "Rose"})
    assert (conflict.value.theirs, conflict.value.yours, conflict.value.version) == ({"organiser": "Club A"}, {"organiser": "Club B"}, 2)
    assert Territory.objects.get(pk=other.pk).organiser == "Club A"


def test_two_people_who_wrote_the_same_do_not_quarrel(cast):
    cast.bordeaux.save_version(version=1, values={"organiser": "Club A"})
    again = Territory.objects.get(pk=cast.bordeaux.pk).save_version(version=1, values={"organiser": "Club A"})
    assert (again.organiser, again.version) == ("Club A", 2)
