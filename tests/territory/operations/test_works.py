from datetime import date

import pytest

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.territory.models import Works
from chalandise.territory.operations import add_works, edit_works, load_works, remove_works
from chalandise.territory.rules import blocked, is_running

pytestmark = pytest.mark.django_db


def test_a_phase_is_written_corrected_and_removed(cast):
    works = add_works(by=cast.odile, axis=cast.axis, name="Rails", starts_on=date(2017, 11, 1), blocks=["parking", "cars"], stretch=cast.perimeter.stretches.first())
    assert (works.blocks, blocked(works)) == (["cars", "parking"], ["les voitures", "le stationnement"])
    assert [is_running(works, day) for day in (date(2017, 10, 31), date(2017, 11, 1), date(2030, 1, 1))] == [False, True, True]
    edit_works(by=cast.odile, works=works, name="Rails", starts_on=works.starts_on, ends_on=date(2017, 11, 30))
    assert (is_running(works, date(2017, 12, 1)), works.stretch) == (False, None)
    for _ in range(2):
        remove_works(by=cast.odile, works=Works.objects.filter(pk=works.pk).first() or works)
    assert [line.what for line in journal.timeline(cast.axis)] == ["a retiré une phase de travaux", "a corrigé une phase de travaux", "a ajouté une phase de travaux"]


@pytest.mark.parametrize(("wrong", "field"), [
    ({"name": " "}, "name"), ({"starts_on": None}, "starts_on"), ({"ends_on": date(2017, 10, 1)}, "ends_on"), ({"blocks": ["sky"]}, "blocks"), ({"source": "voisin"}, "source")])
def test_a_phase_that_cannot_be_is_refused(cast, wrong, field):
    with pytest.raises(Refused) as refusal:
        add_works(by=cast.odile, axis=cast.axis, **{"name": "Rails", "starts_on": date(2017, 11, 1), **wrong})
    assert refusal.value.field == field


def test_a_file_of_phases_is_written_once(cast):
    rows = [{"name": "Rails", "starts_on": "2017-11-01", "stretch": "fondaudège", "blocks": ["cars"]}, {"name": "Quai", "starts_on": "2018-01-01"}]
    cast.perimeter  # noqa: B018  (its stretches exist)
    assert load_works(by=cast.odile, axis=cast.axis, phases=rows) == load_works(by=cast.odile, axis=cast.axis, phases=rows)
    assert [(w.name, w.stretch.name if w.stretch else "") for w in cast.axis.works.all()] == [("Rails", "Fondaudège"), ("Quai", "")]


@pytest.mark.parametrize(("rows", "why"), [([], "aucune phase"), ([{"name": "A", "starts_on": "hier"}], "les dates"), ([{"name": "A", "starts_on": "2017-01-01", "stretch": "?"}], "tronçon « \\? »")])
def test_a_file_that_cannot_be_is_refused_whole(cast, rows, why):
    with pytest.raises(Refused, match=why):
        load_works(by=cast.odile, axis=cast.axis, phases=rows)
    assert Works.objects.count() == 0
