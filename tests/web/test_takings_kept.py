"""A shop's takings, and what was computed from them, are read by nobody else than its merchant and its referent.

Figures that stand nowhere else are planted in the takings of two shops and in an estimate; then every address of the house is read, asked
for as a table and posted to, as each kind of person, and their letters and export are read. New addresses join by themselves.
"""
import json
import re
from datetime import date
from math import log

import pytest
from django.db import transaction
from django.test import Client
from django.urls.converters import get_converters

from chalandise.foundation import clock, privacy
from chalandise.foundation.models import Letter
from chalandise.impact.models import Estimate, EstimateRun
from chalandise.impact.operations import type_takings
from chalandise.impact.operations.releasing import release
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from tests.impact.tills import agreed
from tests.web.reviewer.test_blind import LEAVES
from tests.web.test_matrix import POSTED, ROUTES
from tests.web.things import TERRITORY, Things

SPACE = r"[\s.,\u00a0\u202f]?"


def spread(*parts):
    """A number however it is grouped: 7654321, 7 654 321, 7,654,321."""
    return SPACE.join(parts)


ALONE = (r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])")  # four digits also stand inside tokens, by chance
MARKS = {
    "lys": re.compile(spread("7", "654", "321")), "cuir": re.compile(spread("8", "765", "432")),  # takings, in euros
    "effect": re.compile(rf"{ALONE[0]}{spread('4', '815')}{ALONE[1]}|3\.894886"),  # an estimate's, in percent and log
    "without": re.compile(rf"{ALONE[0]}{spread('1', '618')}{ALONE[1]}|2\.843746"),
    "observed": re.compile(rf"{spread('6', '174')}[.,][23]")}  # a point of its drawing
ELSEWHERE = {"health", "team:call_answers_file"}  # no takings there, and the cast's answer to a call is too thin for its table


def logs(percent):
    return round(log(1 + percent / 100), 8)


def planted(things):
    """Lys and Cuir gave their takings; an effect was computed over six shops, Lys among them, with figures that stand nowhere else."""
    cast = things.cast
    agreed(cast)
    type_takings(by=cast.lila, shop=cast.lys, grain="month", figures={date(2017, 3, 1): "7654321"}, confirmed=True)
    things.application  # noqa: B018  (Cuir applied)
    type_takings(by=cast.bruno, shop=cast.cuir, grain="month", figures={date(2017, 3, 1): "8765432"}, agreed=True, confirmed=True)
    run = EstimateRun.objects.create(season=cast.season, by=cast.rose, asked_at=clock.now(), finished_at=clock.now(), read_at=clock.now(), cut_on=clock.today(),
                                     state="done", seed=1, grain="week", parameters={"deals": 20, "checks": True, "first": "2016-09-05"})
    course = {"times": [-1, 0], "many": [6, 6], "observed": [100, 6174.25], "expected": [100, 101], "low": [99, 98], "high": [103, 104]}
    treated = [cast.lys.pk, *range(9001, 9006)]
    result = {"verdict": "up", "deals": 20, "seed": 1, "treated": treated, "compared": list(range(9101, 9113)), "course": course,
              "street": {"acted": [100, 101], "compared": [100, 99], "first": 1}, "before": {"chance": 0.5, "leads": [], "spread": [], "placebo": None, "clean": True},
              "lines": [{"name": "synthetic", "value": logs(4815), "low": logs(2342), "high": logs(8642), "spread": 0.2, "treated": 6}],
              "without": {str(cast.lys.pk): logs(1618)}, "reasons": [{"code": "one_shop", "shop": cast.lys.pk, "figures": {"all": 4815.0, "without": 1618.0, "shop": cast.lys.pk}}]}
    return Estimate.objects.create(run=run, verdict="up", treated=treated, compared=result["compared"], result=result)


def addresses(things, estimate):
    """Yield every address of the house, with both shops where it names one."""
    for route, name in ROUTES:
        for shop in (things.cast.lys, things.cast.cuir) if "shop_id" in route or route.startswith("boutique/") else (things.cast.lys,):
            def value(found, route=route, name=name, shop=shop):
                converter, part = found[1] or "str", found[2]
                if part in ("key", "slug") and route.startswith(TERRITORY):
                    return things.cast.bordeaux.slug
                known = {"estimate_id": estimate.pk, "shop_id": shop.pk, **({"key": shop.pk} if route.startswith("boutique/<int:key>") else {})}
                return get_converters()[converter].to_url(known[part] if part in known else things.value(name, part))
            yield name, "/" + re.sub(r"<(?:(\w+):)?(\w+)>", value, route)


def received(things, estimate, person, *, only_read=False):
    """Return {mark: where a person got it from}, out of the whole house."""
    client, found = Client(raise_request_exception=False), {}
    client.force_login(person)
    for name, address in addresses(things, estimate):
        if name in LEAVES | ELSEWHERE:
            continue
        asks = (client.get, lambda a: client.get(f"{a}?format=csv"), lambda a, n=name: client.post(a, POSTED.get(n, {})))
        for ask in asks[:1] if only_read else asks:
            with transaction.atomic():
                answer = ask(address)
                body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8", "replace")
                transaction.set_rollback(True)
            for mark, pattern in MARKS.items():
                if pattern.search(body):
                    found.setdefault(mark, set()).add(name)
    kept = json.dumps(privacy.export(person), default=str) + "".join(
        f"{row.subject} {row.body} {row.text} {row.html}" for row in Letter.objects.filter(recipient_key=person.key))
    for mark, pattern in MARKS.items():
        if pattern.search(kept):
            found.setdefault(mark, set()).add("export or letters")
    return found


@pytest.fixture
def place(cast):
    things = Things(cast)
    return things, planted(things)


def others(cast):
    """Everybody who is neither the merchant of Lys nor the referent: a mentor, the territory's responsible, the neighbour, partners, an operator."""
    people = {"mentor": cast.karim, "responsible": cast.odile, "neighbour": cast.hugo, "operator": cast.person("Ops", "Nuit", is_superuser=True)}
    for name, kind in (("partner", Role.Kind.PARTNER), ("committee", Role.Kind.COMMITTEE)):
        people[name] = cast.person(name, "Ailleurs")
        grant_role(person=people[name], kind=kind, scope_id=cast.season.pk)
    return people


@pytest.mark.slow
def test_the_merchant_and_the_referent_find_what_was_planted(place, cast):
    """Without this, the walk below could find nothing because it looks nowhere."""
    things, estimate = place
    mine = received(things, estimate, cast.lila)
    assert set(mine) == {"lys"} and "merchant:takings" in mine["lys"]
    seen = received(things, estimate, cast.rose)
    assert {"lys", "effect", "without", "observed"} <= set(seen)
    assert "team:takings_shop" in seen["lys"] and "team:effect" in seen["effect"] & seen["without"]


@pytest.mark.slow
@pytest.mark.parametrize("who", ["mentor", "responsible", "neighbour", "partner", "operator"])
def test_nobody_else_receives_any_of_it_by_any_way(place, cast, who):
    things, estimate = place
    assert received(things, estimate, others(cast)[who]) == {}


@pytest.mark.slow
def test_another_merchant_reads_their_own_shop_only(place, cast):
    things, estimate = place
    assert set(received(things, estimate, cast.bruno)) == {"cuir"}


@pytest.mark.slow
@pytest.mark.parametrize("who", ["mentor", "partner", "committee", "responsible"])
def test_once_let_out_only_the_effect_of_the_group_is_read(place, cast, who):
    things, estimate = place
    release(by=cast.rose, estimate=estimate)
    found = received(things, estimate, others(cast)[who], only_read=True)
    assert set(found) <= {"effect"}
    assert found.get("effect", set()) <= {"public:partner", "team:effects", "team:programme", "team:closing_archive", "team:pack", "public:partner_pack",
                                               "mentor:action", "mentor:lessons"}
    assert found or who == "mentor"
