"""What another territory published is imported once, replaced by its later self, withdrawn; it never adds to one's own counts."""
import json

import pytest

from chalandise.actions.operations.course import finish
from chalandise.actions.queries.evidence import evidence_for, published
from chalandise.commons.models import Package
from chalandise.commons.operations import import_package, withdraw_package
from chalandise.commons.queries import packages_in, packages_of
from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from tests.actions.queries.test_evidence import an_action
from tests.commons.test_rules import GOOD


def take(cast, **words):
    return import_package(by=cast.odile, territory=cast.bordeaux, data=json.dumps({**GOOD, **words}).encode())


def test_the_same_text_twice_is_one_and_a_later_one_takes_its_place(cast):
    first = take(cast)
    assert take(cast) == first
    later = take(cast, made_on="2018-06-01")
    assert list(packages_of(cast.bordeaux)) == [later]
    with pytest.raises(Refused, match="plus récent"):
        take(cast)
    for _twice in range(2):
        withdraw_package(by=cast.odile, package=later)
    assert not packages_of(cast.bordeaux).exists() and Package.objects.count() == 2


def test_one_s_own_and_the_wrong_file_are_refused_and_nothing_is_written(cast):
    for words in ({"publisher": "bordeaux – le bouscat"}, {"version": 9}):
        with pytest.raises(Refused) as refusal:
            take(cast, **words)
        assert refusal.value.field == "file"
    assert not Package.objects.exists()


def test_who_answers_for_the_territory_imports_nobody_else(cast):
    package = take(cast)
    for stranger in (cast.rose, cast.karim, cast.hugo):
        with pytest.raises(Refused, match="responsable"):
            import_package(by=stranger, territory=cast.bordeaux, data=json.dumps(GOOD).encode())
        with pytest.raises(Refused, match="responsable"):
            withdraw_package(by=stranger, package=package)


def test_it_stands_beside_one_s_own_counts_and_never_in_them(cast):
    take(cast)
    take(cast, publisher="Rochefort", kinds={"booking": {"tried": 4, "asked": {"6": 2}, "kept": {"6": 1}}})
    finish(by=cast.rose, action=an_action(cast, 1, kind="booking"))
    found = evidence_for(cast.rose)["booking"]
    assert (found.tried, found.asked, found.publishers) == (1, {}, 2)
    assert (found.elsewhere.tried, found.elsewhere.share.kept, found.elsewhere.share.asked) == (18, 12, 14)
    assert evidence_for(cast.hugo) == {}  # the neighbour imported nothing


def test_two_seasons_of_one_publisher_are_one_territory_and_one_text_is_counted_once(cast):
    take(cast)
    take(cast, season="Saison 2015")
    import_package(by=cast.hugo, territory=cast.villeneuve, data=json.dumps({**GOOD, "publisher": "Rochefort"}).encode())
    assert evidence_for(cast.rose)["booking"].publishers == 1
    take(cast, publisher="Rochefort")
    assert len(packages_in([cast.bordeaux.pk, cast.villeneuve.pk])) == 3


def test_what_a_season_publishes_is_read_by_the_neighbour_and_shows_no_shop(cast):
    for n in range(3):
        finish(by=cast.rose, action=an_action(cast, n, kind="video"))
    finish(by=cast.rose, action=an_action(cast, 9, kind="social"))
    text = json.dumps(published(cast.season, on=clock.today()), ensure_ascii=False)
    assert "Boutique" not in text and "social" not in text
    import_package(by=cast.hugo, territory=cast.villeneuve, data=text.encode())
    assert evidence_for(cast.hugo)["video"].elsewhere.tried == 3
