"""Gatherings and committees, a departure, a mentor who falls ill, T1, closing, white paper."""
from datetime import timedelta

from chalandise.actions.operations.course import stop_for_departure
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Mentor, Pairing
from chalandise.mentoring.operations import pairings, volunteering
from chalandise.people.operations import mark_printed
from chalandise.people.queries import holders
from chalandise.seasons.models import Attendance, PanelPlace
from chalandise.seasons.operations import charters, closing, gatherings

from . import looks, panel, visits


def schedule(stage):
    day, hour = stage.day, stage.hour
    workshop = day["visit1"] + timedelta(days=5)
    stage.at(hour(workshop - timedelta(days=8)), _plan, stage, "workshop", "Atelier des parrains", workshop, 18, ["mentors"])
    stage.at(hour(day["committee1"] - timedelta(days=28)), _plan, stage, "committee", "Premier comité de pilotage", day["committee1"], 10,
             ["committee"])
    coffee = day["christmas"] - timedelta(days=12)
    while coffee.weekday() in (5, 6) or coffee <= day["visit3"]:
        coffee += timedelta(days=1)
    stage.at(hour(coffee - timedelta(days=21)), _plan, stage, "sharing", "Café des commerçants, premiers retours", coffee, 8,
             ["merchants", "mentors"])
    stage.at(hour(day["committee2"] - timedelta(days=28)), _plan, stage, "committee", "Deuxième comité de pilotage", day["committee2"], 10,
             ["committee"])
    stage.at(hour(day["closing"] - timedelta(days=28)), _plan, stage, "closing", "Clôture de la saison", day["closing"], 18,
             ["merchants", "mentors", "committee"])
    stage.at(hour(day["invitation"] + timedelta(days=6), 9), _print, stage)
    stage.at(hour(day["visit2"] + timedelta(days=3), 11), _sold, stage)
    stage.at(hour(day["visit3"] + timedelta(days=4), 11), _ill, stage)
    stage.at(hour(day["visit2"], 18), looks.draw, stage)
    stage.at(hour(day["t1"], 10), _again, stage, "T1", 1.5, 0.85)
    stage.at(hour(day["t2"], 10), _again, stage, "T2", 1.8, 0.7)
    stage.at(hour(day["closing"] + timedelta(days=2), 10), _satisfaction, stage)
    stage.at(hour(day["closing"] + timedelta(days=20), 10), _close, stage)


def _print(stage):
    """Every Monday Simon prints and posts what waits on paper; the last week's letters are still on the desk."""
    for letter in Letter.objects.filter(channel=Letter.Channel.PAPER, state=Letter.State.HELD):
        mark_printed(by=stage.simon, letter=letter)
    following = clock.today() + timedelta(days=7)
    if following <= stage.day["t2"]:
        stage.at(stage.hour(following, 9), _print, stage)


def _plan(stage, kind, title, on, at, audiences):
    made = gatherings.plan_gathering(by=stage.rose, season=stage.season, kind=kind, title=title, place="Salle de démonstration, Le Bouscat",
                                     starts_at=stage.hour(on, at), ends_at=stage.hour(on, at + 2),
                                     agenda="Tour de table, ce qui marche, ce qui bloque, la suite.")
    for attendance in gatherings.invite(by=stage.rose, gathering=made, audiences=audiences):
        if attendance.person.email and stage.chance.random() < 0.8 and not _keeps_it_for_today(stage, attendance):
            stage.at(stage.later(days=1 + stage.chance.randrange(4)), _reply, stage, attendance)
    stage.at(stage.hour(on, at + 3), _held, stage, made)


def _keeps_it_for_today(stage, attendance):
    """Lila has one small thing to do on her first page: say whether she comes to the December coffee."""
    shop = stage.shops.get("lys")
    return shop is not None and attendance.shop_id == shop.pk


def _reply(stage, attendance):
    attendance.refresh_from_db()
    gatherings.answer(by=attendance.person, attendance=attendance, says="yes" if stage.chance.random() < 0.75 else "no", via="link")


def _held(stage, made):
    made.refresh_from_db()
    came = list(Attendance.objects.filter(gathering=made, answer="yes").order_by("person_id").values_list("person_id", flat=True))
    gatherings.record_attendance(by=stage.simon, gathering=made, came=came)
    gatherings.write_minutes(by=stage.simon, gathering=made, version=made.version, minutes=stage.story["committee"]["minutes"])
    if made.kind == "committee":
        for text, owner, days in stage.story["committee"]["decisions"]:
            gatherings.decide(by=stage.rose, gathering=made, text=text, owner=owner, due_on=clock.today() + timedelta(days=days))


def _sold(stage):
    """Pie & Fils changes hands: the first of the waiting list comes in, with the mentor who is free again."""
    shop = stage.shops["pret"]
    stop_for_departure(shop=shop, season=stage.season, by=stage.rose)
    before = Pairing.objects.filter(season=stage.season, shop=shop, ended_at=None).select_related("mentor").first()
    pairings.close_shop_pairings(season=stage.season, shop=shop, by=stage.rose)
    stage.newcomer = panel.leave_and_replace(stage, "pret", "sold")
    stage.at(stage.later(days=2), _welcome, stage, before)


def _welcome(stage, before):
    merchant = holders("merchant", stage.newcomer.pk).first()
    by_hand = {"season": stage.season, "audience": "merchant", "person": merchant, "shop": stage.newcomer, "typed_name": merchant.full_name}
    if merchant.email:
        charters.sign(**by_hand)
    else:
        charters.record_paper(by=stage.rose, **by_hand)
    opened = pairings.open_pairing(season=stage.season, shop=stage.newcomer, mentor=before.mentor, by=stage.rose)
    pairings.announce_pairings(season=stage.season, by=stage.rose, pairings=[opened])
    visits.follow(stage, opened, first=clock.today() + timedelta(days=6))


def _ill(stage):
    """A mentor stops for health reasons; whoever has room takes over, the story stays."""
    mentor = Mentor.objects.select_related("person").get(season=stage.season, person=stage.people["Romain", "Platane"])
    before = list(mentor.pairings.filter(ended_at=None).select_related("shop"))
    volunteering.count_time(mentor=mentor, on=clock.today() - timedelta(days=3), minutes=90, what="préparation", by=mentor.person)
    pairings.leave_mentor(mentor=mentor, by=stage.rose, via="phone")
    for pairing in before:
        stage.at(stage.later(days=1), _take_over, stage, pairing)


def _take_over(stage, before):
    from chalandise.mentoring.queries.board import board  # noqa: PLC0415  (cold path)
    found = board(stage.season)
    free = [m for m in found.mentors.values() if found.room(m.pk) and m.pk not in found.unsigned_mentors
            and (before.shop_id, m.pk) not in found.barred]
    best = max(free, key=lambda m: (found.fits[before.shop_id, m.pk].value, -m.pk), default=None)
    if best:
        opened = pairings.open_pairing(season=stage.season, shop=before.shop, mentor=best, by=stage.rose, after=before)
        pairings.announce_pairings(season=stage.season, by=stage.rose, pairings=[opened])
        visits.follow(stage, opened, first=clock.today() + timedelta(days=8))


def _again(stage, moment, gain, share):
    """Most shops fill the sheet again, alone or on the phone."""
    for place in PanelPlace.objects.filter(season=stage.season, left_at=None).select_related("shop"):
        merchant = holders("merchant", place.shop_id).first()
        if merchant and stage.chance.random() < share:
            by, filler = (merchant, "merchant") if merchant.email else (stage.rose, "referent")
            stage.at(stage.later(days=1 + stage.chance.randrange(20)), _assess, stage, place.shop, moment, by, filler, gain)


def _assess(stage, shop, moment, by, filler, gain):
    sheet = visits.assess(stage, shop, moment, by=by, filler=filler, level=len(shop.channels) + gain)
    if sheet and moment == "T1":
        looks.back(sheet, by)


def _satisfaction(stage):
    closing.ask_satisfaction(by=stage.rose, season=stage.season)
    for place in PanelPlace.objects.filter(season=stage.season, left_at=None):
        merchant = holders("merchant", place.shop_id).first()
        if merchant.email and stage.chance.random() < 0.8:
            stage.at(stage.later(days=1 + stage.chance.randrange(6)), _say, stage, merchant, "merchant")
    for mentor in Mentor.objects.filter(season=stage.season, state="accepted").select_related("person"):
        stage.at(stage.later(days=1 + stage.chance.randrange(6)), _say, stage, mentor.person, "mentor")


def _say(stage, person, audience):
    closing.give_satisfaction(person=person, season=stage.season, audience=audience, useful=stage.chance.randrange(3, 6),
                              advise=stage.chance.randrange(6, 11))


def _close(stage):
    closing.close_season(by=stage.rose, season=stage.season)
