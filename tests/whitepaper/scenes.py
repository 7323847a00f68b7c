"""A season with enough in it to be told: eight shops, visits, assessments, actions, lessons that name people."""
from datetime import date, timedelta

from chalandise.actions.models import Action, Lesson
from chalandise.diagnostics.models import Assessment
from chalandise.foundation import clock
from chalandise.impact.models import Reading
from chalandise.mentoring.models import Minutes, Visit
from chalandise.people.models import Consent
from chalandise.seasons.models import Application, Gathering, PanelPlace, Satisfaction
from chalandise.shops.models import Shop

START = clock.local(date(2017, 9, 25), 10)
TRADES = ["bakery", "butcher", "cheese", "books", "leisure", "hairdresser"]


def told_season(cast):
    """Return the season of the cast: Lys and the Atelier, six more shops; every name of the cast stands in some free text."""
    cast.pairing, cast.bruno, cast.awa_mentor, cast.odile  # noqa: B018
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=START)
    for n, trade in enumerate(TRADES):
        shop = Shop.objects.create(territory=cast.bordeaux, name=f"Chez Zéphyrine {n}", trade=trade, created_at=START)
        PanelPlace.objects.create(season=cast.season, shop=shop, since=START)
        Assessment.objects.create(season=cast.season, shop=shop, moment="T0", bank_key="commerce", bank_version="2017.1", trade=trade,
                                  started_at=START, finished_at=START, overall=30 + 2 * n,
                                  scores={"themes": {"found": {"value": 50, "answered": 2, "asked": 2}}})
    Application.objects.create(season=cast.season, state="sent", shop_name="La Cerise Bleue", given_name="Philomène", family_name="Quatrebarbes",
                               sent_at=START, created_at=START)
    visit = Visit.objects.create(pairing=cast.pairing, number=1, state="done", starts_at=START, ends_at=START)
    Minutes.objects.create(visit=visit, by=cast.karim, duration=70, travel=20, written_at=START, seen="Lila Sarda est débordée.")
    return cast.season


def lesson(cast, *, by=None, shop=None, side="merchant", **words):
    """Return a shared lesson of a finished action."""
    by, shop = by or cast.lila, shop or cast.lys
    action = Action.objects.create(season=cast.season, shop=shop, pairing=cast.pairing, kind="booking", title=f"L’action de {by.full_name}",
                                   indicator="after_hours_bookings", state="done", adopted_at=START, changed_at=START, finished_at=START)
    for month in (10, 11):
        Reading.objects.create(action=action, month=date(2017, month, 1), value=4, by=by, at=START)
    return Lesson.objects.create(action=action, by=by, side=side, shared_at=START, at=START, **words)


def agree(person, lesson, days=400):
    """Return the living consent of a person to be quoted by name beside a lesson."""
    return Consent.objects.create(person=person, purpose="quote", about_kind="actions.lesson", about_id=lesson.pk, text="J’accepte.",
                                  given_at=clock.now(), ends_at=clock.now() + timedelta(days=days))


def committee(cast, day=date(2017, 12, 12), title="Comité 1"):
    return Gathering.objects.create(season=cast.season, kind="committee", title=title, starts_at=clock.local(day, 9),
                                    ends_at=clock.local(day, 11), place="Mairie")


def satisfied(cast, people):
    for n, person in enumerate(people):
        Satisfaction.objects.create(season=cast.season, person=person, audience="merchant", useful=4 + n % 2, advise=9, words="Merci Rose", at=START)
