"""The wall: the address of one's own place with a thing of somebody else's place in it opens nothing, read or posted.

Every address that names a thing beside its place (a season and a request, a shop and a visit) is tried by somebody who
may enter the place, with things of a place next door. New addresses join by themselves.
"""
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls.converters import get_converters

from chalandise.catalogue.models import Call, Reviewer
from chalandise.foundation import clock
from chalandise.mentoring.models import Mentor
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.seasons.models import PanelPlace
from tests.web.test_matrix import ROUTES
from tests.web.things import TERRITORY, Things

# What is not a thing of a place: a word of the house, the place itself.
WORDS = {"key", "slug", "gesture", "audience", "kind", "moment", "what", "state", "version", "need", "token", "digest", "colour", "part"}
CLOSED = {403, 404}


def _named(route):
    """Return the parts of an address that name a thing."""
    return [name for _kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", route) if name not in WORDS]


def _guarded(start):
    return [(route, name) for route, name in ROUTES if route.startswith(start) and _named(route)]


def _filled(things, route, name, own):
    def value(found):
        converter, part = found[1] or "str", found[2]
        return get_converters()[converter].to_url(own if part == "key" else things.value(name, part))
    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", value, route)


def _opened(client, things, routes, own):
    """Return the addresses that did anything else than say no; what they changed is undone."""
    opened = []
    for route, name in routes:
        address = _filled(things, route, name, own(route))
        for ask in (client.get, client.post):
            with transaction.atomic():
                answer = ask(address)
                transaction.set_rollback(True)
            if answer.status_code not in CLOSED | {405}:
                opened.append(f"{answer.wsgi_request.method} {name}: {answer.status_code} {answer.headers.get('Location', '')}")
    return opened


def _signed_in(person):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


@pytest.fixture
def things(cast):
    return Things(cast)


def test_no_page_of_a_team_shows_or_changes_a_thing_of_another_season_or_territory(cast, things):
    routes = _guarded("equipe/")
    assert len(routes) > 60

    def own(route):
        return cast.villeneuve.slug if route.startswith(TERRITORY) else cast.other_season.slug
    assert _opened(_signed_in(cast.hugo), things, routes, own) == []


def test_no_page_of_a_shop_shows_or_changes_a_thing_of_another_shop(cast, things):
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())
    # A solution of the public catalogue is nobody's: asking a quote for it leads to one's own shop.
    routes = [(route, name) for route, name in _guarded("boutique/") if name != "merchant:quote_ask"]
    assert _opened(_signed_in(cast.bruno), things, routes, lambda _route: cast.cuir.pk) == []
    asked = _signed_in(cast.bruno).get(f"/boutique/devis/{cast.solution.slug}/")
    assert asked.headers["Location"].startswith(f"/boutique/{cast.cuir.pk}/")


def test_no_page_of_a_mentor_shows_or_changes_a_thing_of_another_season(cast, things):
    stranger = cast.person("Zoé", "Lointain")
    grant_role(person=stranger, kind=Role.Kind.MENTOR, scope_id=cast.other_season.pk)
    Mentor.objects.create(season=cast.other_season, person=stranger, state="accepted", applied_at=clock.now(), decided_at=clock.now())
    assert _opened(_signed_in(stranger), things, _guarded("parrain/"), lambda _route: cast.other_season.slug) == []


def test_a_mentor_reaches_nothing_of_the_shop_and_the_hours_of_another_mentor(cast, things):
    cast.awa_mentor  # noqa: B018  (she is accepted)
    shared = {"mentor:idea_new", "mentor:idea", "mentor:idea_edit", "mentor:idea_gesture", "mentor:live_summary"}  # the workshop is everybody's
    routes = [(r, n) for r, n in _guarded("parrain/") if n not in shared]
    assert _opened(_signed_in(cast.awa), things, routes, lambda _route: cast.season.slug) == []


def test_no_page_of_a_reviewer_shows_or_changes_a_submission_of_another_call(cast, things):
    things.assignment, things.document  # noqa: B018
    other = Call.objects.create(territory=cast.villeneuve, slug="autre-appel", title="Autre appel", opens_at=clock.now() - timedelta(60),
                                deadline=clock.now() - timedelta(1), created_at=clock.now())
    stranger = cast.person("Zoé", "Lointain")
    grant_role(person=stranger, kind=Role.Kind.REVIEWER, scope_id=other.pk)
    Reviewer.objects.create(call=other, person=stranger, invited_at=clock.now(), accepted_at=clock.now())
    routes = _guarded("expertise/")
    assert len(routes) == 7
    assert _opened(_signed_in(stranger), things, routes, lambda _route: other.slug) == []


def test_no_page_of_a_company_shows_or_changes_a_thing_of_another_company(cast, things):
    from chalandise.catalogue.operations.providers import register_provider
    paul = cast.person("Paul", "Roy")
    pixel = register_provider(by=paul, name="Pixel", siren="552081317")
    routes = [(r, n) for r, n in _guarded("offreur/") if n != "provider:answer_new"]  # a call is everybody's
    assert len(routes) > 10
    assert _opened(_signed_in(paul), things, routes, lambda _route: pixel.pk) == []


def test_nobody_takes_back_the_consent_or_reads_the_job_of_another(cast, things):
    routes = [(r, n) for r, n in ROUTES if n in ("my_consent_withdrawal", "job")]
    assert len(routes) == 2
    client, opened = _signed_in(cast.rose), []
    for route, name in routes:
        address = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found, n=name: str(things.value(n, found[1])), route)
        opened += [(name, ask(address).status_code) for ask in (client.get, client.post)]
    assert {status for _name, status in opened} <= CLOSED | {405}, opened
