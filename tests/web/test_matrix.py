"""Every address of the house × every kind of person: it opens to whom it should and to nobody else.

Pages join by themselves: the beginning of the address says the audience. A page that is not for its whole audience is
named in EXCEPTIONS; a part of an address that nobody knows yet is given a thing in tests/web/things.py.
"""
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.converters import get_converters

from chalandise.foundation.jobs import beat
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from tests.web.things import TERRITORY, Things

TEAM, ADMIN, MERCHANT, MENTOR, PROVIDER, REVIEWER = {"rose", "odile"}, {"odile"}, {"lila"}, {"karim"}, {"provider"}, {"reviewer"}
PEOPLE = ("stranger", "lila", "bruno", "karim", "rose", "odile", "hugo", "partner", "committee", "provider", "reviewer", "operator")
KNOWN = set(PEOPLE) - {"stranger"}

# The audience that the beginning of an address says, the longest first.
STREET = tuple((f"equipe/territoire/<slug:key>/{part}/", TEAM)
               for part in ("boutiques", "imports", "axes", "travaux", "troncons", "rues", "fichiers", "appels", "catalogue", "suites"))
AUDIENCES = (*STREET, ("equipe/territoire/", ADMIN), ("equipe/", TEAM), ("boutique/", MERCHANT), ("parrain/", MENTOR), ("offreur/", PROVIDER), ("expertise/", REVIEWER), ("moi/", KNOWN),
             ("travaux/", {"lila", "operator"}), ("", set(PEOPLE)))

# Pages that are not for their whole audience, or that say no to everybody here: name, who they open to.
EXCEPTIONS = {
    "link": set(), "link_renew": set(), "file": set(),      # the token is unknown, the address is not signed
    "feed": set(),                                          # same
    "demo_enter": set(),                                    # this is not the demo
    "mfa_edit_webauthn": set(), "mfa_remove_webauthn": set(),  # nobody has a key here
    "my_consent_withdrawal": {"lila"},                      # hers
    "mfa_index": set(PEOPLE),                               # leads to the list of keys, which asks who one is
    "api_unknown": set(), "api_root": set(), "api-1:api-root": set(),  # where nothing answers
    "provider:register": set(PEOPLE),                       # how a company comes in
    "components": {"operator"},
    "team:territory": TEAM,                                 # the street itself
    "merchant:index": KNOWN,                                # the shops that each person keeps: none, for most
    "public:partner": {"partner", "committee"}, "public:partner_pack": {"partner", "committee"},
    "public:partner_answer": {"partner", "committee"},      # those who follow the season
    "public:partner_vote": {"committee"},                   # those who have a voice
    "merchant:quote_ask": KNOWN, "merchant:quote_start": KNOWN,  # leads to one's own shop, or says that there is none
    **dict.fromkeys(("team:takings_shop", "team:takings_shop_gesture", "team:takings_file", "team:takings_file_gesture", "team:effects_asking", "team:effect",
                     "team:effect_file", "team:effect_release", "team:effect_end", "team:circumstances", "team:weather", "team:circumstance_removal"), {"rose"}),  # the referent only
    "team:home": KNOWN,                                     # lists what each person runs: nothing, for most
}
# What a gesture needs to be understood at all.
POSTED = {"team:assessments_asked": {"moment": "T0"}, "team:second_looks": {"moment": "T0"}, "team:pairings_adjustment": {"shop": 1, "mentor": 1, "gesture": "pin"}}
OPENS = {200, 204, 302, 303, 400, 409, 410, 422}            # the page let the person in, whatever it then said


def addresses(patterns=None, prefix="", space=""):
    """Yield (route, name) of every URL of the project."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, route, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield route, space + (pattern.name or "")


ROUTES = sorted(set(addresses()))


def audience_of(route, name):
    return EXCEPTIONS[name] if name in EXCEPTIONS else next(who for start, who in AUDIENCES if route.startswith(start))


def fill(things, route, name, missing):
    """Return the address with a thing of the cast in each of its parts; name in `missing` the lines to add."""
    def value(found):
        converter, part = found[1] or "str", found[2]
        if part in ("key", "slug") and route.startswith(TERRITORY):
            return things.cast.bordeaux.slug
        try:
            return get_converters()[converter].to_url(things.value(name, part))
        except KeyError:
            missing.append(f"/{route} ({name}): nobody knows what to put in <{part}>")
            return ""
    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", value, route)


@pytest.fixture
def house(cast):
    """Everybody signed in, and an address for every page."""
    things = Things(cast)
    beat()  # without a worker the health page says 503
    people = {name: getattr(cast, name) for name in ("lila", "bruno", "karim", "rose", "odile", "hugo")}
    for name, kind, scope in (("partner", Role.Kind.PARTNER, cast.season.pk), ("committee", Role.Kind.COMMITTEE, cast.season.pk)):
        people[name] = cast.person(name, "Ailleurs")
        grant_role(person=people[name], kind=kind, scope_id=scope)
    people["provider"], people["reviewer"] = cast.nadia, cast.reviewer.person
    people["operator"] = cast.person("Ops", "Nuit", is_superuser=True)
    clients = {"stranger": Client(raise_request_exception=False)}
    for name, person in people.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(person)
    missing = []
    pages = {(route, name): fill(things, route, name, missing) for route, name in ROUTES}
    assert missing == [], "add to PARTS in tests/web/things.py:\n" + "\n".join(missing)
    return clients, pages


def ask(client, address, values):
    """Return the status of a page (its POST when it has no GET) and where it leads; what it changes is undone."""
    with transaction.atomic():
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address, values)
        transaction.set_rollback(True)
    broken = getattr(answer, "exc_info", None)
    return answer.status_code, f"{broken[0].__name__}: {broken[1]}" if broken else answer.headers.get("Location", "")


def verdict(who, opens_to, status, leads_to):
    """Return what is wrong, or ''."""
    if status >= 500:
        return "breaks"
    let_in = status in OPENS and not leads_to.startswith("/connexion/?next=")
    if who in opens_to:
        return "" if let_in else "is closed"
    if let_in:
        return "is open"
    return "" if status in (403, 404) or (who == "stranger" and leads_to) else "answers strangely"


def test_every_page_opens_to_its_audience_and_to_nobody_else(house):
    clients, pages = house
    wrong = []
    for (route, name), address in pages.items():
        opens_to = audience_of(route, name)
        if name == "health":
            beat()  # the round of the house takes longer than a worker may stay silent
        for who in PEOPLE:
            status, leads_to = ask(clients[who], address, POSTED.get(name, {}))
            if fault := verdict(who, opens_to, status, leads_to):
                wrong.append(f"{name or route} {fault} to {who}: {status} {leads_to}")
    assert wrong == [], "\n" + "\n".join(wrong)


def test_no_stranger_posts_anything_to_a_closed_page(house):
    clients, pages = house
    done = []
    for (route, name), address in pages.items():
        if audience_of(route, name) == set(PEOPLE):
            continue
        with transaction.atomic():
            answer = clients["stranger"].post(address)
            transaction.set_rollback(True)
        if answer.status_code in (200, 201, 204) or answer.status_code >= 500:
            done.append(f"{name}: {answer.status_code}")
    assert done == []


def test_the_matrix_covers_every_address():
    assert len(ROUTES) > 100
    assert set(EXCEPTIONS) <= {name for _route, name in ROUTES}
