"""The demo season: the profile of the 2017 panel, nobody real, the same season for the same seed."""
from datetime import date

import pytest

from chalandise.actions.models import Action
from chalandise.console.demo.build import build
from chalandise.console.demo.stage import DOMAIN, parse_day, rows
from chalandise.foundation.models import Entry, Letter
from chalandise.funding.models import Posting
from chalandise.impact.models import Taking
from chalandise.mentoring.models import Mentor, Pairing, Visit
from chalandise.people.models import Person
from chalandise.people.queries import demo_personas
from chalandise.seasons.models import Application, PanelPlace


def fingerprint():
    return (list(Pairing.objects.order_by("pk").values_list("shop__name", "mentor__person__family_name", "fit")),
            list(Visit.objects.order_by("pk").values_list("number", "state", "starts_at")),
            list(Letter.objects.order_by("pk").values_list("purpose", "to_name")),
            list(Entry.objects.order_by("pk").values_list("verb", "at")),
            list(Posting.objects.order_by("pk").values_list("account__kind", "amount")),
            list(Taking.objects.order_by("pk").values_list("shop__name", "start", "amount")))


@pytest.mark.slow
def test_the_season_is_told_up_to_mid_october_and_again_the_same(db):
    from django.db import transaction

    with transaction.atomic():
        stage, _played = build(until=date(2017, 10, 13), seed=2017)
        first = fingerprint()
        panel = PanelPlace.objects.filter(season=stage.season).select_related("shop")
        channels = [set(p.shop.channels) for p in panel]
        profile = (len(channels), sum("site" in c for c in channels), sum("social" in c for c in channels),
                   sum("delivery" in c for c in channels), sum(not c for c in channels))
        counts = (Application.objects.filter(state="sent").count(), Mentor.objects.filter(state="accepted").count(),
                  Pairing.objects.filter(ended_at=None).count(), Visit.objects.filter(number=1, state="done").count())
        addresses = {p.email.split("@")[1] for p in Person.objects.exclude(email=None)}
        personas = [p.person.given_name for p in demo_personas()]
        transaction.set_rollback(True)
    with transaction.atomic():
        build(until=date(2017, 10, 13), seed=2017)
        again = fingerprint()
        transaction.set_rollback(True)
    assert again == first
    assert profile == (20, 11, 13, 2, 5)
    assert counts == (70, 15, 20, 20)
    assert addresses == {DOMAIN}
    assert personas == ["Rose", "Karim", "Lila", "Bruno", "Bénédicte", "Hugo", "Agnès", "Odile"]


@pytest.mark.slow
def test_by_mid_november_the_catalogue_the_pot_and_the_takings_have_their_story(db):
    stage, _played = build(until=date(2017, 11, 18), seed=2017)
    a_call_for_solutions_ended_in_a_catalogue_that_shops_use()
    the_pot_has_envelopes_invoices_a_refund_a_vote_and_requests_that_wait(stage)
    shops_that_agreed_gave_two_years_and_the_season_says_what_it_makes_of_them(stage)


def a_call_for_solutions_ended_in_a_catalogue_that_shops_use():
    from chalandise.catalogue.models import Assignment, Decision, Opinion, Qualification, Quote, Review, Submission
    outcomes = sorted(Decision.objects.exclude(released_at=None).values_list("outcome", flat=True))
    assert outcomes == ["conditions"] * 2 + ["declined"] + ["qualified"] * 8 + ["revise"]
    assert Qualification.objects.filter(ended_at=None).count() == 10
    assert (Assignment.objects.count(), Review.objects.exclude(sent_at=None).count()) == (36, 36)
    assert not Assignment.objects.filter(reviewer__person__given_name="Irène", submission__solution__name="Carte Estran").exists()
    assert sorted(Submission.objects.filter(call__released_at=None).values_list("state", flat=True)) == ["draft", "submitted"]
    assert sorted(Quote.objects.values_list("solution__name", "state")) == [
        ("Carte Estran", "answered"), ("Kiosk", "asked"), ("Panier du Coin", "answered"), ("Stock Plein Jour", "answered")]
    assert Opinion.objects.count() == 5


def the_pot_has_envelopes_invoices_a_refund_a_vote_and_requests_that_wait(stage):
    from chalandise.funding.models import Invoice, Movement
    from chalandise.funding.queries import envelopes_of, pot_of, purses_with_rules, tallies, waiting_for
    pot = pot_of(stage.season)
    assert [str(e) for e in envelopes_of(pot)] == ["Click & collect", "Vidéo d’un geste", "Toute la rue"]
    assert [p.money.promised for p in purses_with_rules(pot)[1:]] == [1000, 0, 0]
    assert sum(Posting.objects.filter(account__pot=pot).values_list("amount", flat=True)) == 0
    assert (Invoice.objects.filter(document__kind="pdf").count() >= 5, Movement.objects.filter(kind="refund").count()) == (True, 1)
    waiting = waiting_for(stage.rose, pot)
    assert [w.request.label for w in waiting][-3:] == ["Bâche imprimée pour le carrefour", "Calèche du 16 décembre", "Affiches des ateliers de janvier"]
    bags = pot.commitments.get(label="Sacs en papier au nom de la rue")
    assert (bags.state, tallies([bags])[bags.pk].result, tallies([bags])[bags.pk].voices) == ("approved", "yes", 4)


def shops_that_agreed_gave_two_years_and_the_season_says_what_it_makes_of_them(stage):
    from chalandise.impact.models import EstimateRun, TakingsFile
    from chalandise.impact.queries.estimates import released
    from chalandise.impact.queries.takings import agreements, asked_shops
    agreed = agreements(asked_shops(stage.season))
    assert len(agreed) >= 38
    first, last = TakingsFile.objects.order_by("pk")
    assert (first.state, last.state, last.mapping, last.columns_key) == ("applied", "applied", first.mapping, first.columns_key)
    assert Taking.objects.exclude(doubt="").count() <= 3
    toys = Taking.objects.filter(shop=stage.shops["jouets"], grain="week", ended_at=None)
    christmas, spring = (toys.get(start=day).amount for day in (date(2016, 12, 12), date(2017, 3, 13)))
    assert (toys.count() >= 112, christmas > spring * 3 / 2) == (True, True)
    run = EstimateRun.objects.get(season=stage.season)
    everything = run.estimates.get(kind="")
    assert (run.state, everything.verdict, len(everything.treated) >= 10, len(everything.compared) >= 20) == ("done", "cannot_tell", True, True)
    assert [a.kind for a in released(stage.season)] == [""]


def test_every_idea_belongs_to_a_shop_of_the_panel():
    shops = {line["key"]: line for line in rows("shops.csv")}
    ideas = [line["shop"] for line in rows("ideas.csv")]
    assert sorted(ideas) == sorted(key for key, line in shops.items() if float(line["score"]) >= 4)


def test_a_day_that_is_not_one_is_refused():
    with pytest.raises(ValueError, match="2017-11-20"):
        parse_day("mi-novembre")


def test_a_season_that_is_not_begun_has_no_action(db):
    build(until=date(2017, 9, 6), seed=1)
    assert Action.objects.count() == 0
