"""A territory is founded and keeps a colour that can be read."""
import pytest

from chalandise.computing.contrast import is_readable
from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.territory.operations import edit_settings, found_territory
from chalandise.territory.operations.settings import check_accent


def test_a_territory_is_founded_once_under_its_name(db):
    territory = found_territory(by=None, name="  Saint-Étienne  Métropole ")
    assert (territory.name, territory.slug) == ("Saint-Étienne Métropole", "saint-etienne-metropole")
    with pytest.raises(Refused, match="porte déjà ce nom"):
        found_territory(by=None, name="Saint Etienne métropole")
    with pytest.raises(Refused):
        found_territory(by=None, name=" ")


def test_a_pale_colour_is_refused_with_one_that_can_be_read(db):
    with pytest.raises(Refused) as refused:
        check_accent("#ffee88")
    assert refused.value.field == "accent"
    offered = str(refused.value).rstrip(".").split()[-1]
    assert is_readable(offered)
    assert check_accent("#7D4A92") == "#7d4a92"
    with pytest.raises(Refused, match="s’écrit comme"):
        check_accent("violet")


def test_the_journal_says_what_changed_without_the_long_texts(cast):
    edit_settings(by=cast.odile, territory=cast.bordeaux, version=1, values={"organiser": "Club A", "legal_notice": "Long"})
    (line,) = journal.timeline(cast.bordeaux)
    assert line.changes == {"organiser": ["Club Démonstration", "Club A"], "legal_notice": ["", ""]}
    with pytest.raises(ValueError, match="not a setting"):
        edit_settings(by=cast.odile, territory=cast.bordeaux, version=2, values={"slug": "x"})
