"""Going further: nobody reads before the merchant agrees, what they agreed to only, and no longer once they changed their mind."""
from datetime import date

import pytest

from chalandise.actions import tasks
from chalandise.actions.models import FollowUp, FollowUpGuest
from chalandise.actions.operations.course import finish
from chalandise.actions.operations.following import (
    add_follow_step,
    agree,
    close_follow_up,
    edit_follow_up,
    end_guest,
    invite_guest,
    open_follow_up,
    withdraw,
)
from chalandise.actions.operations.telling import give_lesson
from chalandise.actions.queries.following import (
    consent_of,
    follow_up_kept_by,
    follow_up_run_by,
    follow_ups_run_by,
    shown_by_link,
)
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Consent, Link
from chalandise.people.operations import withdraw_consent
from chalandise.seasons.operations.closing import close_season
from chalandise.seasons.queries.archive import records

PARTNER = {"email": "paul@exemple.invalid", "given_name": "Paul", "family_name": "Roy", "organisation": "Chambre de métiers"}


@pytest.fixture
def file(cast):
    cast.odile  # noqa: B018
    return open_follow_up(by=cast.rose, action=cast.action, title="Une seconde cabine, et un agenda à deux", needs="12 000 € et un plan", carrier="Lila")


def link_of(purpose):
    return Link.objects.filter(purpose=purpose).latest("pk")


def test_the_team_opens_it_once_and_the_merchant_is_asked(cast, file):
    assert open_follow_up(by=cast.odile, action=cast.action, title="Encore") == file
    for stranger in (cast.karim, cast.lila, cast.hugo):
        with pytest.raises(Refused, match="L’équipe"):
            open_follow_up(by=stranger, action=cast.action, title="Non")
    assert list(Letter.objects.filter(purpose="follow-up.agree").values_list("to_name", flat=True)) == ["Lila Sarda"]
    assert (file.state, file.keep_until) == ("asked", date(2020, 11, 19))


def test_nobody_is_invited_before_the_merchant_agreed(cast, file):
    with pytest.raises(Refused, match="pas encore donné son accord"):
        invite_guest(by=cast.rose, follow_up=file, **PARTNER)
    for stranger in (cast.rose, cast.karim, cast.bruno, cast.hugo):
        with pytest.raises(Refused, match="Seul le commerçant"):
            agree(by=stranger, follow_up=file, shares=["contact"])


def test_a_partner_reads_only_what_the_merchant_agreed_to(cast, file):
    finish(by=cast.lila, action=cast.action, outcome="Dix rendez-vous le soir.")
    give_lesson(by=cast.lila, action=cast.action, worked="Le soir.")
    for _twice in range(2):
        agree(by=cast.lila, follow_up=file, shares=["outcome", "flying"], via="link")
    file.refresh_from_db()
    for _twice in range(2):
        invite_guest(by=cast.rose, follow_up=file, **PARTNER)
    assert (file.state, file.shares, FollowUpGuest.objects.count()) == ("open", ["outcome"], 1)
    read = shown_by_link(link_of("follow-up.read"))
    assert (read.outcome, read.objective, read.lessons, read.contacts) == ("Dix rendez-vous le soir.", "", [], [])
    agree(by=cast.lila, follow_up=file, shares=["lessons", "contact"])
    read = shown_by_link(link_of("follow-up.read"))
    assert (read.outcome, [t.lesson.worked for t in read.lessons], read.contacts) == ("", ["Le soir."], [cast.lila])
    assert Consent.objects.filter(purpose="follow-up", withdrawn_at=None).count() == 1


def test_a_change_of_mind_stops_the_reading_at_once_wherever_it_is_said(cast, file):
    agree(by=cast.lila, follow_up=file, shares=[])
    guest = invite_guest(by=cast.rose, follow_up=FollowUp.objects.get(), **PARTNER)
    withdraw_consent(consent=consent_of(file), by=cast.lila)  # from the page of one's consents
    with pytest.raises(FollowUpGuest.DoesNotExist):
        shown_by_link(link_of("follow-up.read"))
    agree(by=cast.lila, follow_up=file, shares=[])
    assert shown_by_link(link_of("follow-up.read")).follow_up == file
    for _twice in range(2):
        withdraw(by=cast.lila, follow_up=file)
    guest.refresh_from_db()
    file.refresh_from_db()
    assert (file.state, guest.ended_at is not None, consent_of(file)) == ("stopped", True, None)
    with pytest.raises(Refused, match="clos"):
        agree(by=cast.lila, follow_up=file, shares=[])
    assert open_follow_up(by=cast.rose, action=cast.action, title="Plus tard") != file


def test_a_guest_who_is_removed_reads_no_more(cast, file):
    agree(by=cast.lila, follow_up=file, shares=[])
    guest = invite_guest(by=cast.rose, follow_up=FollowUp.objects.get(), **PARTNER)
    with pytest.raises(Refused, match="L’équipe"):
        end_guest(by=cast.karim, guest=guest)
    for _twice in range(2):
        end_guest(by=cast.rose, guest=guest)
    with pytest.raises(FollowUpGuest.DoesNotExist):
        shown_by_link(link_of("follow-up.read"))


def test_it_outlives_its_season_stays_out_of_its_archive_and_is_erased_on_its_day(cast, file):
    agree(by=cast.lila, follow_up=file, shares=["contact"])
    assert not [label for label in records(cast.season) if "followup" in label]
    with clock.at(date(2018, 6, 20)):
        close_season(by=cast.odile, season=cast.season)
    with clock.at(date(2018, 7, 20)):
        file = FollowUp.objects.get()
        add_follow_step(by=cast.rose, follow_up=file, text="Demander un devis", due_on=date(2018, 9, 1))
        agree(by=cast.lila, follow_up=file, shares=[])  # her access ended with the season; her word does not
        close_follow_up(by=cast.odile, follow_up=FollowUp.objects.get(), done=True, outcome="La cabine est ouverte.")
        with pytest.raises(Refused, match="clos"):
            add_follow_step(by=cast.rose, follow_up=FollowUp.objects.get(), text="Encore")
    with clock.at(date(2019, 7, 20)):
        assert tasks.prune_follow_ups() == 0
    with clock.at(date(2019, 7, 21)):
        assert tasks.prune_follow_ups() == 1
    assert not FollowUp.objects.exists()


def test_it_says_what_is_missing(cast, file):
    for words, field in (({"title": " "}, "title"),):
        with pytest.raises(Refused) as refusal:
            edit_follow_up(by=cast.rose, follow_up=file, version=file.version, why="", needs="", carrier="", **words)
        assert refusal.value.field == field
    with pytest.raises(Refused, match="une phrase"):
        close_follow_up(by=cast.rose, follow_up=file, done=False, outcome=" ")
    agree(by=cast.lila, follow_up=file, shares=[])
    with pytest.raises(Refused) as refusal:
        invite_guest(by=cast.rose, follow_up=FollowUp.objects.get(), **{**PARTNER, "email": " "})
    assert refusal.value.field == "email"


def test_the_team_of_the_season_and_the_territory_read_it_nobody_else(cast, file):
    for reader in (cast.rose, cast.odile):
        assert follow_up_run_by(reader, cast.bordeaux, file.pk) == file
    assert follow_up_kept_by(cast.lila, cast.lys, file.pk) == file
    for stranger in (cast.karim, cast.lila, cast.hugo):
        assert list(follow_ups_run_by(stranger, cast.bordeaux)) == []
    for shop, person in ((cast.lys, cast.bruno), (cast.cuir, cast.lila)):
        with pytest.raises(FollowUp.DoesNotExist):
            follow_up_kept_by(person, shop, file.pk)
