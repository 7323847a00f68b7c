"""The busiest pages and gestures in a town (one season) and in a country: same queries, nearly the same time.

CHALANDISE_BENCH_SEASONS (10,000 by default) sets the size of the country: 20 shops and 100 visits a season.
Goal: query counts identical, median and p95 ratio at most 1.3.
"""
import os
import time
from collections import namedtuple

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.measure import peak_memory_mb, timed
from bench.national import country
from chalandise.mentoring.models import Pairing
from chalandise.people.models import Person, Role
from chalandise.seasons.models import Season
from chalandise.seasons.queries.playbook import load

Page = namedtuple("Page", "name who url args")


def pages(season):
    """The ten busiest pages: of the team, of a merchant, of a mentor, of a passer-by."""
    pairing = Pairing.objects.filter(season=season).order_by("pk").first()
    slug = [season.slug]
    return [
        Page("Monday list", "referent", "team:monday", slug),
        Page("one pairing", "referent", "team:pairing", [season.slug, pairing.pk]),
        Page("applications", "referent", "team:applications", slug),
        Page("panel", "referent", "team:places", slug),
        Page("assessments", "referent", "team:assessments", slug),
        Page("actions", "referent", "team:actions", slug),
        Page("pot", "referent", "team:pot", slug),
        Page("search", "referent", "team:search", slug),
        Page("merchant's home", "merchant", "merchant:home", [pairing.shop_id]),
        Page("mentor's home", "mentor", "mentor:home", slug),
        Page("public season", "", "public:season", slug),
    ]


def holders(season):
    pairing = Pairing.objects.filter(season=season).order_by("pk").first()
    merchant = Role.objects.get(kind="merchant", scope_kind="shop", scope_id=pairing.shop_id).person
    return {"referent": Role.objects.get(kind="referent", scope_id=season.pk).person, "merchant": merchant,
            "mentor": Person.objects.get(pk=pairing.mentor.person_id)}


def measure(slug):
    season = Season.objects.get(slug=slug)
    people, found = holders(season), {}
    for page in pages(season):
        client = Client()
        if page.who:
            client.force_login(people[page.who], backend="django.contrib.auth.backends.ModelBackend")
        address = reverse(page.url, args=page.args) + ("?q=boutique" if page.name == "search" else "")

        def gesture(client=client, address=address):
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            answer.getvalue()
        found[page.name] = timed(gesture)
    return found


def fill(seasons):
    call_command("flush", interactive=False, verbosity=0)
    start = time.perf_counter()
    slug = country(seasons, playbook=load("connecte-un-commercant"),
                   say=lambda n: print(f"\r  {n} seasons", end="", flush=True))
    print(f"\r  {seasons} seasons, {seasons * 20} shops, {seasons * 100} visits made in {time.perf_counter() - start:.0f} s")
    return slug


def run():
    large = int(os.environ.get("CHALANDISE_BENCH_SEASONS", "10000"))
    call_command("migrate", verbosity=0)
    import config.wsgi  # noqa: F401  (serves like the server does, collector included)
    town = measure(fill(1))
    land = measure(fill(large))
    print(f"\n  {connection.vendor}: {'page':18}{'queries':>14}{'median ms':>18}{'p95 ms':>18}{'ratio':>8}{'p95':>7}")
    worst = 0.0
    for name, (queries, median, p95) in town.items():
        many, median2, p952 = land[name]
        ratio = median2 / median
        worst = max(worst, ratio)
        print(f"           {name:18}{f'{queries} / {many}':>14}{f'{median:.1f} / {median2:.1f}':>18}{f'{p95:.1f} / {p952:.1f}':>18}"
              f"{ratio:8.2f}{p952 / p95:7.2f}{'' if queries == many else '   QUERIES DIFFER'}")
    print(f"  worst median ratio {worst:.2f} (goal 1.3); peak memory {peak_memory_mb():.0f} MB")
