"""What the merchant's home page reads, once: the season, the mentor, the visits, the action, the assessment, what waits."""
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from chalandise.actions.queries.actions import current_action
from chalandise.actions.queries.keeping import question_of
from chalandise.actions.queries.money import Money, money_of
from chalandise.actions.queries.workshop import ideas_put_to
from chalandise.catalogue.queries.quotes import requests_waiting
from chalandise.diagnostics.queries import assessments_of_shop, due_moment, place_of_shop
from chalandise.foundation import clock, wording
from chalandise.impact.queries import series_of
from chalandise.impact.queries.checkins import monthly_question
from chalandise.impact.queries.estimates import brought_to
from chalandise.impact.queries.measures import measure_of
from chalandise.impact.queries.street import season_served
from chalandise.impact.queries.takings import agreement_of
from chalandise.mentoring.queries.pairings import pairings_of_shop
from chalandise.seasons.queries import charters
from chalandise.seasons.queries.closing import satisfaction_asked_of, satisfaction_of
from chalandise.seasons.queries.gatherings import invitations_of


@dataclass
class Home:
    """Everything one page shows, read in a constant number of queries."""

    person: object
    shop: object
    place: object = None
    charter: object = None
    signature: object = None
    pairing: object = None
    visits: list = field(default_factory=list)
    assessments: dict = field(default_factory=dict)
    due: str = ""
    action: object = None
    money: Money = field(default_factory=Money)
    series: object = None
    brought: object = None  # what the action changed to the takings, or why nobody can tell
    kept: object = None  # "is it still in place?", when somebody may answer it today
    measure: object = None
    choices: list = field(default_factory=list)  # the answers to tap to the question of the month
    told: bool = False  # "I don't know", "later"
    takings_agreed: object = None
    served: object = None  # the season to which a shop outside the panel agreed to be compared
    ideas: list = field(default_factory=list)
    invitations: list = field(default_factory=list)
    quotes: list = field(default_factory=list)  # requests that wait for something of the merchant
    satisfaction: object = None
    satisfaction_asked: bool = False

    @property
    def season(self):
        return self.place.season if self.place else None

    @property
    def mentor(self):
        return self.pairing.mentor.person if self.pairing else None

    @property
    def action_open(self):
        return bool(self.action and self.action.is_open)

    @property
    def assessment(self):
        """The latest finished assessment, or None."""
        done = [a for _m, a in sorted(self.assessments.items()) if a.finished_at]
        return done[-1] if done else None

    @property
    def next_visit(self):
        return next((v for v in self.visits if v.state == v.State.FIXED and v.starts_at > clock.now()), None)

    @property
    def journey(self):
        return journey(self)


def read(person, shop):
    """Return the Home of a shop that this person runs (the gate has checked it)."""
    home = Home(person, shop, place_of_shop(shop))
    if home.place is None:
        home.served = season_served(shop)
        home.takings_agreed = agreement_of(shop)
        return home
    season = home.place.season
    home.charter = charters.current(season, "merchant")
    home.signature = charters.signature_of(home.charter, person=person, shop=shop)
    pairings = [p for p in pairings_of_shop(shop) if p.season_id == season.pk]
    home.pairing = next((p for p in pairings if p.ended_at is None), None)
    home.visits = list(home.pairing.visits.all()) if home.pairing else []
    home.assessments = assessments_of_shop(season, shop)
    home.due = due_moment(home.place, home.assessments)
    home.action = current_action(person, shop, season)
    home.kept = question_of(home.action) if home.action and home.action.state == home.action.State.DONE else None
    home.money = money_of([home.action])[home.action.pk] if home.action else Money()
    home.series = series_of(person, home.action) if home.action else None
    question = monthly_question(home.action) if home.series else None
    home.choices, home.told = (question.choices, bool(question.answer)) if question else ([], False)
    home.measure = measure_of(home.action) if home.action else None
    home.takings_agreed = agreement_of(shop)
    home.brought = brought_to(person, shop, home.action) if home.action and home.takings_agreed else None
    home.ideas = list(ideas_put_to(shop))
    home.invitations = list(invitations_of(person, season))
    home.quotes = list(requests_waiting(shop))
    home.satisfaction = satisfaction_of(person, season)
    home.satisfaction_asked = satisfaction_asked_of(person, season)
    return home


def journey(home):
    """Return the stops of this shop's line: what was done with its day, where one is, what comes."""
    stops = [_charter(home), *(_assessment(home, m) for m in ("T0",)), *_visits(home), _action(home), *_gatherings(home),
             _assessment(home, "T1"), _closing(home)]
    stops = [s for s in stops if s]
    for stop in stops:
        if stop["state"] == "next":
            stop["state"] = "now"
            break
    return stops


def _stop(label, when, state, note=""):
    return {"label": label, "when": when, "state": state, "note": note}


def _charter(home):
    if home.signature:
        return _stop(_("Charte signée"), wording.short_day(home.signature.at), "past")
    return _stop(_("Charte"), _("à signer"), "next") if home.charter else None


def _assessment(home, moment):
    words = {"T0": _("Diagnostic de départ"), "T1": _("Diagnostic de fin de saison")}[moment]
    found = home.assessments.get(moment)
    if found and found.finished_at:
        return _stop(words, wording.short_day(found.finished_at), "past", _("%(n)s sur 100") % {"n": found.overall})
    stop = next((m for m in home.season.milestones.all() if m.key == moment.lower()), None)
    return _stop(words, wording.short_day(stop.on) if stop else "", "next") if stop or found else None


def _visits(home):
    stops = []
    for visit in home.visits:
        if visit.state == visit.State.CANCELLED:
            continue
        words = _("Visite %(n)s") % {"n": visit.number}
        if visit.state == visit.State.DONE:
            stops.append(_stop(words, wording.short_day(visit.starts_at) if visit.starts_at else "", "past"))
        elif visit.starts_at and visit.state == visit.State.FIXED:
            stops.append(_stop(words, wording.moment(visit.starts_at), "next"))
        else:
            stops.append(_stop(words, _("à fixer"), "next"))
    return stops


def _action(home):
    if home.action is None:
        return _stop(_("Une action pour la boutique"), _("à choisir ensemble"), "next") if home.pairing else None
    done = home.action.finished_at is not None
    return _stop(_("Mon action"), wording.short_day(home.action.finished_at or home.action.adopted_at), "past" if done else "next",
                 str(home.action.get_state_display()))


def _gatherings(home):
    now = clock.now()
    shown = [i.gathering for i in home.invitations if not i.gathering.cancelled_at]
    return [_stop(g.title, wording.moment(g.starts_at), "next") for g in shown if g.starts_at > now][:2]


def _closing(home):
    stop = next((m for m in home.season.milestones.all() if m.key == "closing"), None)
    return _stop(_("Clôture"), wording.short_day(stop.on), "past" if stop.passed_at else "next") if stop else None
