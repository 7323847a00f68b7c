"""Mentors apply, are met, accepted, sign; the whole panel is paired and announced."""
from datetime import date, timedelta

from chalandise.foundation import clock
from chalandise.mentoring.models import Mentor, Pairing
from chalandise.mentoring.operations import mentors, pairings, proposals
from chalandise.people.operations import declare_tie, note_refusal
from chalandise.people.operations.conflicts import Barred
from chalandise.seasons.operations import charters

from . import visits
from .stage import address, rows


def schedule(stage):
    opening = stage.day["invitation"]
    for n, line in enumerate(rows("mentors.csv")):
        stage.at(stage.hour(opening + timedelta(days=1 + n % 6), 12 + n % 6), _apply, stage, line)
    stage.at(stage.hour(stage.day["charters"] + timedelta(days=1), 9), _pair, stage)
    stage.at(stage.hour(date(2017, 11, 16), 10), _think_of_estelle, stage)


def _think_of_estelle(stage):
    """Rose thinks of Estelle for the silent leather workshop; her brother works there now: refused, and on Monday's page."""
    pairing = Pairing.objects.filter(season=stage.season, shop=stage.shops["cuir"], ended_at=None).first()
    estelle = Mentor.objects.filter(season=stage.season, person__given_name="Estelle", state=Mentor.State.ACCEPTED).first()
    if pairing and estelle and pairing.mentor != estelle:
        declare_tie(by=estelle.person, person=estelle.person, thing=pairing.shop, kind="family")
        try:
            pairings.change_mentor(pairing=pairing, mentor=estelle, by=stage.rose)
        except Barred as refusal:
            note_refusal(refusal=refusal)


def _apply(stage, line):
    mentor = mentors.apply(
        season=stage.season, given_name=line["given"], family_name=line["family"], email=address(line["given"], line["family"]),
        phone="", skills=line["skills"].split("+"), trades=line["trades"].split("+"), availability=line["availability"].split("+"),
        capacity=int(line["capacity"]), employer=line["employer"], siren="", sells=line["sells"], motivation=line["motivation"])
    stage.people[line["given"], line["family"]] = mentor.person
    stage.at(stage.later(days=3), _meet, stage, mentor, line)


def _meet(stage, mentor, line):
    mentors.meet(by=stage.simon, mentor=mentor, on=clock.today())
    # A volunteer who comes to find customers is thanked and declined: the charter says so.
    if line["given"] == "Vincent":
        stage.at(stage.later(days=1), _decline, stage, mentor)
        return
    if line["given"] == "Estelle":
        declare_tie(by=stage.simon, person=mentor.person, thing=stage.shops.get("pret") or next(iter(stage.shops.values())),
                    kind="client", source="declared", note="achète ses costumes ici")
    stage.at(stage.later(days=1), _accept, stage, mentor)


def _decline(stage, mentor):
    mentors.decline(by=stage.rose, mentor=mentor, words="Merci d’être venu nous voir. Le parrainage ne sert pas à trouver des clients : nous préférons vous le dire.")


def _accept(stage, mentor):
    mentors.accept(by=stage.rose, mentor=mentor)
    stage.at(stage.later(days=2), _sign, stage, mentor)


def _sign(stage, mentor):
    charters.sign(season=stage.season, audience="mentor", person=mentor.person, typed_name=mentor.person.full_name)


def _pair(stage):
    karim = Mentor.objects.get(season=stage.season, person=stage.people["Karim", "Cèdre"])
    camille = Mentor.objects.get(season=stage.season, person=stage.people["Camille", "Frêne"])
    proposals.propose_pairings(season=stage.season, by=stage.rose, seed=stage.seed,
                               pins=[(stage.shops["lys"].pk, karim.pk), (stage.shops["cuir"].pk, camille.pk)])
    proposals.adopt_proposal(season=stage.season, by=stage.rose)
    pairings.announce_pairings(season=stage.season, by=stage.rose)
    for pairing in Pairing.objects.filter(season=stage.season, ended_at=None).select_related("shop", "mentor__person"):
        visits.follow(stage, pairing)
