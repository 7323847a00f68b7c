"""A referent is away: the list and the alerts go to whoever covers, or to the others, and come back."""
from datetime import timedelta

import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails.letters import sender
from chalandise.mentoring.models import Absence
from chalandise.mentoring.operations.absences import come_back, cover_absence, say_away
from chalandise.mentoring.operations.fit import answer_fit
from chalandise.mentoring.operations.followup import leave_note
from chalandise.mentoring.operations.reminders import digest
from chalandise.mentoring.queries.absences import followers, seen_by
from chalandise.mentoring.queries.monday import Monday
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.people.queries import has_role
from tests.mentoring.operations.test_visits import written


def day(n):
    return clock.today() + timedelta(days=n)


@pytest.fixture
def simon(cast):
    """Another referent of the season."""
    person = cast.person("Simon", "Second", phone="+33500000009")
    grant_role(person=person, kind=Role.Kind.REFERENT, scope_id=cast.season.pk)
    return person


def away(cast, **words):
    return say_away(**{"season": cast.season, "person": cast.rose, "starts_on": day(0), "ends_on": day(6), "by": cast.rose, **words})


def addressees(name):
    return [x.to_address for x in written(name)]


def test_the_list_the_alerts_and_the_signature_go_to_the_cover(cast, simon):
    away(cast, cover=simon)
    assert followers(cast.season) == [simon]
    assert digest(cast.season, Monday) == 1 and addressees("monday") == [simon.email]
    answer_fit(pairing=cast.pairing, side="merchant", says="bad", by=cast.lila)
    assert addressees("fit_bad") == [simon.email]
    assert sender(cast.season) == {"name": "Simon Second", "phone": "+33500000009", "email": simon.email}
    assert addressees("covering") == [simon.email]
    with clock.at(clock.now() + timedelta(days=7)):
        assert (followers(cast.season), sender(cast.season)["name"]) == ([cast.rose, simon], "Rose Ferrand")


def test_who_covers_without_following_the_season_may_see_it_these_days_only(cast):
    away(cast, cover=cast.odile)
    assert followers(cast.season) == [cast.odile]
    assert has_role(cast.odile, Role.Kind.REFERENT, cast.season.pk)
    with clock.at(clock.now() + timedelta(days=7)):
        assert not has_role(cast.odile, Role.Kind.REFERENT, cast.season.pk)


def test_when_nobody_covers_the_others_see_it_and_one_may_take_it(cast, simon):
    absence = away(cast)
    leave_note(season=cast.season, text="Rappeler Lila mardi.", by=cast.rose)
    (seen,) = seen_by(simon, cast.season)
    assert (followers(cast.season), seen.nobody, seen.mine, seen.note.text) == ([simon], True, False, "Rappeler Lila mardi.")
    for _ in range(2):
        cover_absence(absence=absence, by=simon)
    (seen,) = seen_by(simon, cast.season)
    assert (seen.nobody, seen.mine) == (False, True)
    with pytest.raises(Refused, match="assure déjà"):
        cover_absence(absence=absence, by=cast.odile)


def test_alone_and_away_who_runs_the_territory_gets_the_list(cast):
    cast.odile  # noqa: B018
    away(cast)
    assert followers(cast.season) == [cast.odile]


def test_coming_back_early_gives_the_list_back(cast):
    absence = away(cast, cover=cast.odile)
    with clock.at(clock.now() + timedelta(days=2)):
        for _ in range(2):
            come_back(absence=absence, by=cast.rose)
        assert followers(cast.season) == [cast.rose]
        assert not has_role(cast.odile, Role.Kind.REFERENT, cast.season.pk)


@pytest.mark.parametrize(("words", "field"), [
    ({"ends_on": -1}, "until"), ({"starts_on": -9, "ends_on": -2}, "until"), ({"ends_on": 200}, "until"), ({"starts_on": 3, "ends_on": 1}, "until")])
def test_dates_that_cannot_be_are_refused(cast, words, field):
    with pytest.raises(Refused) as refusal:
        away(cast, **{name: day(n) for name, n in words.items()})
    assert (refusal.value.field, Absence.objects.count()) == (field, 0)


def test_two_absences_at_once_and_impossible_covers_are_refused(cast, simon):
    away(cast, cover=simon)
    for words, field in (({}, "since"), ({"person": simon, "by": simon, "cover": simon}, "person"), ({"person": simon, "by": simon, "cover": cast.rose}, "person")):
        with pytest.raises(Refused) as refusal:
            away(cast, **words)
        assert refusal.value.field == field
