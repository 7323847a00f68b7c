"""A whole country in a few minutes: territories, seasons of twenty shops, mentors, pairings, visits, actions, journal, letters.

One territory of twenty seasons is written row by row from a seed; the database then copies it (bench/multiply.py).
`country(10_000)` makes 10,000 seasons, 200,000 shops and 1,000,000 visits.
"""
import random
import uuid
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import count

from django.db import connection, transaction

from bench.multiply import STRIDE, multiply
from chalandise.actions.models import Action, Idea
from chalandise.diagnostics.models import Assessment
from chalandise.foundation import clock
from chalandise.foundation.models import Actor, Entry, Letter, Trace
from chalandise.funding.models import Commitment, Pot
from chalandise.mentoring.models import Mentor, Minutes, Pairing, SignOfLife, Visit
from chalandise.people.models import Link, Person, Role
from chalandise.seasons.models import Application, Milestone, PanelPlace, Season, Selection
from chalandise.shops.models import Shop
from chalandise.territory.models import Axis, Perimeter, Stretch, Territory

SHOPS, MENTORS, VISITS, PER_TERRITORY = 20, 15, 5, 20
FIRST = 100  # the number of the first generated territory; the demo's is 0, its copies come between
TRADES = ["bakery", "beauty", "books", "flowers", "craft", "grocery", "optician", "wine"]
START = date(2017, 9, 5)


class Sheet:
    """Rows waiting to be written, model by model, in the order of the floors."""

    ORDER = (Actor, Entry, Trace, Letter, Territory, Axis, Perimeter, Stretch, Person, Role, Link, Shop, Season, Milestone, Application,
             Selection, PanelPlace, Mentor, Pairing, Visit, Minutes, SignOfLife, Assessment, Pot, Commitment, Idea, Action)

    def __init__(self, playbook, chance):
        self.playbook, self.chance = playbook, chance
        self.keys = {model: count(FIRST * STRIDE + 1) for model in self.ORDER}
        self.rows = {model: [] for model in self.ORDER}

    def add(self, model, **fields):
        if model is not Actor:
            fields["pk"] = next(self.keys[model])
        row = model(**fields)
        self.rows[model].append(row)
        return row

    def uuid(self):
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)

    def write(self):
        with transaction.atomic():
            for model in self.ORDER:
                model.objects.bulk_create(self.rows[model], batch_size=2000)


def country(seasons, *, playbook, say, copies):
    """Add `seasons` seasons (a multiple of twenty), and `copies` copies of the place 0, to the database."""
    chance = random.Random(1)
    sheet = Sheet(playbook, chance)
    place = _territory(sheet)
    for n in range(PER_TERRITORY):
        _season(sheet, chance, place, n)
    sheet.write()
    multiply([(FIRST, range(FIRST + 1, FIRST + max(seasons // PER_TERRITORY, 2))), (0, range(1, copies + 1))], say=say)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the operator's guide asks after a large load
    counts = ", ".join(f"{model.objects.filter(pk__gte=FIRST * STRIDE).count():,} {words}" for model, words in (
        (Season, "seasons"), (Shop, "shops"), (Visit, "visits")))
    say(f"generated: {counts}; and {copies} copies of the demo season")


def _territory(sheet):
    territory = sheet.add(Territory, name="Territoire", slug="territoire")
    axis = sheet.add(Axis, territory=territory, name="Axe", slug="axe", length_m=3000,
                     points=[[-0.57, 44.84], [-0.6, 44.86]])
    perimeter = sheet.add(Perimeter, axis=axis, name="Périmètre")
    stretches = [sheet.add(Stretch, perimeter=perimeter, name=f"Tronçon {k}", order=k, from_m=k * 1000, to_m=k * 1000 + 1000)
                 for k in range(3)]
    _role(sheet, _person(sheet, "admin", "Responsable"), Role.Kind.ADMIN, Role.Scope.TERRITORY, territory.pk)
    return territory, axis, perimeter, stretches


def _person(sheet, mail, family):
    person = sheet.add(Person, key=sheet.uuid(), password="!", email=f"{mail}@bench.invalid", given_name="Camille",
                       family_name=family, sort_key=family.lower())
    sheet.add(Actor, key=person.key, label=f"Camille {family}")
    return person


def _role(sheet, person, kind, scope_kind, scope_id):
    sheet.add(Role, person=person, kind=kind, scope_kind=scope_kind, scope_id=scope_id, since=clock.local(START, 10))


def _season(sheet, chance, place, n):
    territory, axis, perimeter, stretches = place
    referent = _person(sheet, f"ref{n}", f"Référente {n}")
    season = sheet.add(Season, territory=territory, axis=axis, perimeter=perimeter, name=f"Saison {n}", slug=f"saison-{n}",
                       playbook_key="connecte-un-commercant", playbook_version="2017.1", playbook=sheet.playbook,
                       starts_on=START, contact=referent, created_at=clock.local(START, 9))
    _role(sheet, referent, Role.Kind.REFERENT, Role.Scope.SEASON, season.pk)
    for order, item in enumerate(sheet.playbook["milestones"]):
        day = START + timedelta(days=14 * order)
        sheet.add(Milestone, season=season, key=item["key"], label=item["key"], order=order, on=day, planned_on=day, done=5, due=20)
    pot = sheet.add(Pot, season=season)
    mentors = [_mentor(sheet, season, n, k) for k in range(MENTORS)]
    for k in range(SHOPS):
        _shop(sheet, chance, pot, mentors[k % MENTORS], chance.choice(stretches), f"{n}-{k}")


def _mentor(sheet, season, n, k):
    person = _person(sheet, f"mentor{n}-{k}", f"Parrain {n} {k}")
    _role(sheet, person, Role.Kind.MENTOR, Role.Scope.SEASON, season.pk)
    moment = clock.local(START, 10)
    return sheet.add(Mentor, season=season, person=person, state=Mentor.State.ACCEPTED, capacity=2, skills=["site"], trades=[],
                     availability=["mon-am"], applied_at=moment, met_at=moment, decided_at=moment)


def _shop(sheet, chance, pot, mentor, stretch, name):
    season, moment = pot.season, clock.local(START + timedelta(days=20), 10)
    merchant = _person(sheet, f"shop{name}", f"Commerçante {name}")
    shop = sheet.add(Shop, territory=season.territory, name=f"Boutique {name}", sort_key=f"boutique {name}",
                     trade=chance.choice(TRADES), number="1", street="rue Principale", stretch=stretch, created_at=moment,
                     source="team")
    _role(sheet, merchant, Role.Kind.MERCHANT, Role.Scope.SHOP, shop.pk)
    _role(sheet, mentor.person, Role.Kind.COMPANION, Role.Scope.SHOP, shop.pk)
    application = sheet.add(Application, season=season, shop=shop, person=merchant, state="sent", shop_name=shop.name,
                            trade=shop.trade, street=shop.street, number=shop.number, stretch=stretch, place="inside",
                            need="Être trouvée", email=merchant.email, created_at=moment, sent_at=moment)
    sheet.add(Selection, application=application, outcome="chosen", decided_at=moment, announced_at=moment)
    sheet.add(PanelPlace, season=season, shop=shop, application=application, since=moment)
    pairing = sheet.add(Pairing, season=season, shop=shop, mentor=mentor, fit=70, opened_at=moment, announced_at=moment)
    for v in range(VISITS):
        _visit(sheet, chance, pairing, v)
    sheet.add(Assessment, season=season, shop=shop, moment="T0", bank_key="commerce", bank_version="2017.1", filler="mentor",
              started_at=moment, finished_at=moment, scores={}, overall=chance.randrange(10, 70))
    _action(sheet, chance, pot, pairing)
    _papers(sheet, pairing, merchant)


def _papers(sheet, pairing, merchant):
    """What a season leaves behind for each shop: the journal, the letters, the mailed links."""
    season, mentor, moment = pairing.season, pairing.mentor.person, pairing.opened_at
    for v, verb in enumerate(("application.sent", "pairing.opened", "visit.fixed", "minutes.written", "assessment.finished", "action.adopted")):
        entry = sheet.add(Entry, at=moment + timedelta(days=9 * v), actor_key=(mentor if v % 2 else merchant).key, verb=verb,
                          changes={}, territory_key=season.territory_id)
        for kind, key in (("mentoring.pairing", pairing.pk), ("shops.shop", pairing.shop_id)):
            sheet.add(Trace, entry=entry, kind=kind, object_id=key, label=pairing.shop.name)
    for v in range(4):
        written = moment + timedelta(days=12 * v)
        sheet.add(Letter, key=sheet.uuid(), state="sent", recipient_key=merchant.key, to_name="Camille", to_address=merchant.email,
                  subject="Votre prochaine visite", text="Bonjour, votre parrain passe mardi." * 8, purpose="visit.fixed",
                  about_kind="mentoring.pairing", about_id=pairing.pk, scope_kind="season", scope_id=season.pk,
                  once=f"{pairing.pk}-{v}", written_at=written, send_after=written, sent_at=written, attempts=1)
        sheet.add(Link, digest=sha256(f"{pairing.pk}-{v}".encode()).hexdigest()[:57], purpose="visit.pick", person=merchant,
                  target_kind="mentoring.visit", target_id=pairing.pk, made_at=written, expires_at=written + timedelta(days=60))


def _visit(sheet, chance, pairing, v):
    starts = pairing.opened_at + timedelta(days=10 * v + chance.randrange(5), hours=1)
    done = v < 3
    visit = sheet.add(Visit, pairing=pairing, number=min(v + 1, 3), state="done" if done else chance.choice(["missed", "cancelled"]),
                      starts_at=starts, ends_at=starts + timedelta(hours=1), uid=sheet.uuid())
    if done:
        sheet.add(Minutes, visit=visit, by=pairing.mentor.person, duration=60, decided="Continuer", written_at=starts)
        sheet.add(SignOfLife, pairing=pairing, kind="minutes", at=starts)


def _action(sheet, chance, pot, pairing):
    common = {"season": pairing.season, "shop": pairing.shop, "kind": "online_booking", "title": "Prendre des rendez-vous"}
    idea = sheet.add(Idea, **common, by=pairing.mentor.person, at=pairing.opened_at)
    action = sheet.add(Action, **common, pairing=pairing, idea=idea, state=chance.choice(["running", "blocked", "done"]),
                       adopted_at=pairing.opened_at, changed_at=pairing.opened_at)
    sheet.add(Commitment, pot=pot, label=action.title, amount=Decimal("180"), for_kind="actions.action", for_id=action.pk,
              state="asked", asked_at=pairing.opened_at)
