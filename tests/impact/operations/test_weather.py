"""A weather file: days of heavy rain are noted, odd lines are named, the same file again adds nothing."""
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Circumstance
from chalandise.impact.operations.weather import note_weather

FRENCH = "NUM_POSTE;AAAAMMJJ;RR;TN\n33281001;20171010;12,4;8\n33281001;20171011;15,0;9\n33281001;20171012;9,9;9\n33281001;20171013;;9\n33281001;20180105;31;4\n"
ENGLISH = "time,precipitation_sum (mm)\n2017-10-10,12.4\n2017-10-11,0\n"


def note(cast, text, name="meteo.csv", by=None):
    cast.rose  # noqa: B018
    return note_weather(by=by or cast.rose, season=cast.season, uploaded=SimpleUploadedFile(name, text.encode()))


def test_runs_of_heavy_rain_are_noted_once(cast):
    found = note(cast, FRENCH)
    assert (found.days, found.heavy, found.noted, found.left_out) == (4, 3, 2, [])
    rows = list(Circumstance.objects.values_list("starts_on", "ends_on", "name", "kind", "aside"))
    assert rows == [(date(2017, 10, 10), date(2017, 10, 11), "Fortes pluies : 27 mm en 2 jours", "weather", False),
                    (date(2018, 1, 5), date(2018, 1, 5), "Fortes pluies : 31 mm en 1 jour", "weather", False)]
    assert note(cast, FRENCH).noted == 0 and Circumstance.objects.count() == 2


def test_other_countries_write_it_otherwise(cast):
    found = note(cast, ENGLISH)
    assert (found.days, found.heavy, found.noted) == (2, 1, 1)


def test_odd_lines_are_named_with_their_line_and_column_and_left_out(cast):
    found = note(cast, "date;pluie\n10/10/2017;12\nhier;12\n11/10/2017;beaucoup\n12/10/2017;-3\n13/10/2017;99999\n")
    assert (found.days, found.heavy) == (1, 1)
    assert [(line, column) for line, column, _why in found.left_out] == [(3, "date"), (4, "pluie"), (5, "pluie"), (6, "pluie")]
    assert "« hier » n’est pas un jour" in found.left_out[0][2]


@pytest.mark.parametrize(("text", "words"), [("jour;soleil\n2017-10-10;3\n", "Aucune colonne ne dit la pluie"), ("quand;pluie\n2017-10-10;3\n", "Aucune colonne ne dit le jour")])
def test_a_file_without_days_or_rain_is_refused_at_its_field(cast, text, words):
    with pytest.raises(Refused, match=words) as refusal:
        note(cast, text)
    assert refusal.value.field == "file"


def test_old_days_are_not_noted_and_only_the_referent_gives_the_file(cast):
    assert note(cast, "date;pluie\n2001-10-10;50\n").noted == 0
    with pytest.raises(Refused):
        note(cast, FRENCH, by=cast.odile)
