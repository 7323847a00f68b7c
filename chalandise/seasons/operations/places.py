"""A shop leaves the panel, another takes its place: no blame, and the story stays."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.people.queries import holders
from chalandise.seasons.mails import panel as mails
from chalandise.seasons.models import Application, PanelPlace, Season, Selection
from chalandise.seasons.operations.charters import ask_shop
from chalandise.seasons.operations.panel import give_place, report

O = Selection.Outcome  # noqa: E741


@transaction.atomic
def leave(*, by, place, departure, via=""):
    """A shop stops before the end; twice is the same as once. What it did in the season stays.

    The door that calls this also ends the pairing and releases the money, with the operations of those rooms.
    """
    place = PanelPlace.objects.select_for_update(of=("self",)).select_related("season__territory", "season__contact", "shop").get(pk=place.pk)
    if departure not in PanelPlace.Departure.values:
        raise Refused(_("Dites pourquoi la boutique s’arrête : cela ne se reproche pas, cela se compte."), field="departure")
    if place.left_at is None:
        place.left_at, place.departure = clock.now(), departure
        place.save(update_fields=["left_at", "departure"])
        journal.record("place.left", by=by, on=[place, place.shop, place.season], via=via, changes={"departure": ["", departure]})
        for person in holders(Role.Kind.MERCHANT, place.shop_id):
            mails.goodbye(place, person)
        report(place.season)
    return place


@transaction.atomic
def come_back(*, by, place):
    """Undo a departure while nobody has taken the place."""
    place = PanelPlace.objects.select_for_update(of=("self",)).select_related("season", "shop").get(pk=place.pk)
    if place.replacement.exists():
        raise Refused(_("Une autre boutique a déjà pris cette place."))
    if place.left_at is not None:
        place.left_at, place.departure = None, ""
        place.save(update_fields=["left_at", "departure"])
        journal.record("place.came_back", by=by, on=[place, place.shop, place.season])
        report(place.season)
    return place


@transaction.atomic
def replace(*, by, season, application, place=None, hold=False):
    """Give a free place to a shop of the waiting list, which is told at once. Returns the new PanelPlace.

    Parameters
    ----------
    place : PanelPlace, optional
        The place that it takes over; without one, a place that was never given.

    Raises
    ------
    Refused
        The shop is not on the waiting list, somebody took the place meanwhile, or the panel is full.
    """
    season = Season.objects.select_for_update(of=("self",)).select_related("territory", "contact").get(pk=season.pk)
    row = (Selection.objects.select_for_update(of=("self",)).select_related("application__person", "application__shop")
           .filter(application=application, application__season=season).first())
    if row is None or row.outcome != O.WAITING or row.application.state != Application.State.SENT or row.announced_at is None:
        raise Refused(_("Cette boutique n’est pas, ou plus, sur la liste d’attente."))
    if place is not None and (place.left_at is None or place.season_id != season.pk or place.replacement.exists()):
        raise Refused(_("Cette place n’est plus libre : une autre boutique l’a prise."))
    if PanelPlace.objects.filter(season=season, left_at=None).count() >= season.panel_size:
        raise Refused(_("Le panel est complet : aucune place n’est libre."))
    row.application.season = season
    row.outcome, row.rank, row.by, row.decided_at = O.CHOSEN, None, by, clock.now()
    row.save()
    made = give_place(season=season, application=row.application, replaced=place)
    if row.application.person and not holders(Role.Kind.MERCHANT, row.application.shop_id).exists():
        grant_role(person=row.application.person, kind=Role.Kind.MERCHANT, scope_id=row.application.shop_id)
    if mails.place_free(row, hold=hold) and not hold:
        ask_shop(season=season, shop=made.shop)  # the letter says that the charter follows
    journal.record("place.replaced", by=by, on=[made, made.shop, season, row.application, *([place] if place else [])])
    report(season)
    return made
