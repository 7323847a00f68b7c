"""A season of 180 days and 200 pairings through the real operations and the real database, over both changes of the hour."""
import random
from collections import Counter
from datetime import date, timedelta

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Mentor, Pairing, Reminder, SignOfLife, Visit
from chalandise.mentoring.operations.appointments import fix_visit, miss_visit
from chalandise.mentoring.operations.minutes import write_minutes
from chalandise.mentoring.operations.reminders import remind
from chalandise.mentoring.operations.visits import propose_slots
from chalandise.mentoring.queries.known import day_of
from chalandise.mentoring.queries.monday import monday
from chalandise.people.models import Person, Role
from chalandise.seasons.queries.calendar import closed_days, is_quiet
from chalandise.shops.models import Shop

FIRST, DAYS, COUNT = date(2017, 10, 2), 180, 200
VALUES = {"duration": 60, "travel": 0, "themes": ["found"], "seen": "", "decided": "Ouvrir la fiche.", "next_step": "", "next_on": None}


def people(given, count):
    return Person.objects.bulk_create(
        Person(given_name=given, family_name=f"{n:03}", sort_key=f"{n:03}", email=f"{given}{n}@exemple.invalid".lower(), password="!") for n in range(count))


def populate(cast):
    """Two hundred shops, a merchant and a mentor each, announced over a week."""
    told = clock.local(FIRST, 9)
    merchants, mentors = people("Marchande", COUNT), people("Marraine", COUNT)
    shops = Shop.objects.bulk_create(Shop(territory=cast.bordeaux, name=f"Boutique {n:03}", sort_key=f"{n:03}", created_at=told, source="team")
                                     for n in range(COUNT))
    Role.objects.bulk_create(Role(person=p, kind="merchant", scope_kind="shop", scope_id=s.pk, since=told)
                             for p, s in zip(merchants, shops, strict=True))
    held = Mentor.objects.bulk_create(Mentor(season=cast.season, person=p, state="accepted", applied_at=told) for p in mentors)
    pairings = Pairing.objects.bulk_create(
        Pairing(season=cast.season, shop=s, mentor=m, opened_at=told, announced_at=told + timedelta(days=n % 7))
        for n, (s, m) in enumerate(zip(shops, held, strict=True)))
    Visit.objects.bulk_create(Visit(pairing=p, number=n) for p in pairings for n in (1, 2, 3))
    return pairings


def live(pairings, chance):
    """What happens today: most give news now and then, some never; a dozen play their visits for good."""
    now, signs = clock.now(), []
    for n, pairing in enumerate(pairings):
        pace = (5, 12, 40, None)[n % 4]
        if pairing.announced_at <= now and pace and chance.random() < 1 / pace:
            signs.append(SignOfLife(pairing=pairing, kind="contact", at=now))
        if n < 12 and pairing.announced_at <= now and chance.random() < 0.12:
            visit_of(pairing, chance)
    SignOfLife.objects.bulk_create(signs)


def visit_of(pairing, chance):
    visit = pairing.visits.exclude(state="done").select_related("pairing__mentor__person").order_by("number").first()
    if visit is None:
        return
    by = visit.pairing.mentor.person
    start = clock.local(clock.today() + timedelta(days=chance.randrange(3, 9)), 14)
    slot = (start, start + timedelta(hours=1))
    if visit.state in ("to_plan", "missed"):
        propose_slots(visit=visit, slots=[slot], by=by)
    elif visit.state == "proposed" and chance.random() < 0.6:
        fix_visit(visit=visit, starts_at=slot[0], ends_at=slot[1], by=by)
    elif visit.state == "fixed" and visit.starts_at < clock.now():
        if chance.random() < 0.3:
            miss_visit(visit=visit, missed_by="merchant", by=by)
        else:
            write_minutes(visit=visit, by=by, values=VALUES)


@pytest.mark.slow
def test_a_season_in_the_database_keeps_its_promises(cast):
    pairings, chance, listed = populate(cast), random.Random(2017), Counter()
    for n in range(DAYS):
        today = FIRST + timedelta(days=n)
        with clock.at(clock.local(today, 10)):
            live(pairings, chance)
        for hour, minute in ((8, 5), *(((3, 0), (19, 0), (15, 0)) if n % 10 == 0 else ())):
            with clock.at(clock.local(today, hour, minute)):
                remind(cast.season)
        if today.weekday() == 0:
            with clock.at(clock.local(today, 10)):
                listed.update(on_the_list(cast, pairings))
    check(cast, listed)


def on_the_list(cast, pairings):
    """Return the pairings of the list; nobody silent for 21 days is missing from it."""
    last, today = {}, clock.today()
    for pairing, at in SignOfLife.objects.filter(pairing__in=pairings).values_list("pairing_id", "at"):
        last[pairing] = max(last.get(pairing, at), at)
    found = {line.pairing.pk for line in monday(cast.season).todo}
    silent = {p.pk for p in pairings if p.announced_at <= clock.now()
              and (today - day_of(max(p.announced_at, last.get(p.pk, p.announced_at)))).days >= 21}
    assert silent <= found
    return found


def check(cast, listed):
    letters = list(Letter.objects.filter(purpose="mentoring.reminder"))
    closed = closed_days(cast.bordeaux, {2017, 2018})
    for letter in letters:
        here = letter.written_at.astimezone(clock.PARIS)
        assert 8 <= here.hour < 19 and here.weekday() < 5 and here.date() not in closed and not is_quiet(cast.season, here.date())
    assert max(Counter((x.recipient_key, day_of(x.written_at)) for x in letters).values()) == 1
    rows = list(Reminder.objects.values_list("pairing", "person", "reason", "step", "code"))
    assert len({row[:4] for row in rows}) == len(rows) and max(row[3] for row in rows) == 2
    codes = Counter(row[4] for row in rows)
    assert {"no_contact", "silence", "visit_to_plan", "visit_soon", "minutes_missing", "slots_waiting"} <= set(codes)
    assert len(letters) > 400 and len(listed) > 100
