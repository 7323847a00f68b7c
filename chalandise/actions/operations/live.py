"""The workshop in one room: open, go from shop to shop, time, propose in one line, close."""
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chalandise.actions.models import LiveSession, LiveStop
from chalandise.actions.operations.ideas import propose_idea
from chalandise.actions.rules import runs
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries.playbook import kinds

LONGEST_TIMER = 60  # minutes
UNSORTED = "other"  # the kind of an idea said in one line, until somebody sorts it


@transaction.atomic
def open_live(*, by, season, shops, gathering=None):
    """Open a session on some shops of the panel, in this order. Opening while one is open returns that one.

    Raises
    ------
    Refused
        Not of the team; no shop, or a shop outside the panel; another season's gathering.
    """
    _leads(by, season)
    if held := LiveSession.objects.filter(season=season, closed_at=None).first():
        return held
    inside = set(PanelPlace.objects.filter(season=season, left_at=None).values_list("shop_id", flat=True))
    shops = list(dict.fromkeys(shops))
    if not shops or any(shop.pk not in inside for shop in shops):
        raise Refused(_("Choisissez au moins une boutique du panel."), field="shops")
    if gathering is not None and gathering.season_id != season.pk:
        raise Refused(_("Cette rencontre n’est pas de la saison."), field="gathering")
    now = clock.now()
    try:
        with transaction.atomic():
            session = LiveSession.objects.create(season=season, gathering=gathering, opened_by=by, opened_at=now)
    except IntegrityError:
        return LiveSession.objects.get(season=season, closed_at=None)
    LiveStop.objects.bulk_create(LiveStop(session=session, shop=shop, order=n, shown_at=None if n else now) for n, shop in enumerate(shops))
    journal.record("actions.live_opened", by=by, on=[session, season], territory=season.territory_id)
    return session


@transaction.atomic
def turn(*, by, session, seen, to):
    """Go to another shop: `to` is its order, `seen` the one before the leader's eyes, so that a double click turns one page only."""
    session = _open(by, session)
    if session.at != seen or to == session.at:
        return session
    stop = session.stops.filter(order=to).first()
    if stop is None:
        raise Refused(_("Il n’y a pas d’autre boutique de ce côté."))
    session.at, session.timer_until = to, None
    session.save(update_fields=["at", "timer_until"])
    if stop.shown_at is None:
        stop.shown_at = clock.now()
        stop.save(update_fields=["shown_at"])
    return session


@transaction.atomic
def set_timer(*, by, session, minutes):
    """Give the room so many minutes from now; 0 takes the timer away."""
    session = _open(by, session)
    if not 0 <= minutes <= LONGEST_TIMER:
        raise Refused(_("Le minuteur va d’une minute à une heure."))
    session.timer_until = clock.now() + timedelta(minutes=minutes) if minutes else None
    session.save(update_fields=["timer_until"])
    return session


@transaction.atomic
def propose_line(*, by, session, shop, title, kind="", no_gain=False):
    """Propose an idea in one line; what is not said is completed after the session. The same line twice is one idea.

    A line that a phone kept without a network and sends once the session is closed is welcome: nothing typed is lost.
    """
    if not session.stops.filter(shop=shop).exists():
        raise Refused(_("Cette boutique n’est pas de la séance."))
    known = kinds(session.season)
    sorted_ = kind if kind in known else UNSORTED if UNSORTED in known else list(known)[-1]
    idea = propose_idea(by=by, season=session.season, shop=shop, kind=sorted_, title=title, no_gain=no_gain)
    if idea.session_id is None:
        idea.session = session
        idea.save(update_fields=["session"])
    return idea


@transaction.atomic
def close_live(*, by, session):
    """End the session; its summary stays. Twice is the same as once."""
    _leads(by, session.season)
    session = LiveSession.objects.select_for_update(of=("self",)).select_related("season").get(pk=session.pk)
    if session.closed_at is None:
        session.closed_at, session.closed_by, session.timer_until = clock.now(), by, None
        session.save(update_fields=["closed_at", "closed_by", "timer_until"])
        journal.record("actions.live_closed", by=by, on=[session, session.season], territory=session.season.territory_id)
    return session


def _leads(by, season):
    if not runs(by, season):
        raise Refused(_("L’équipe de la saison mène la séance."))


def _open(by, session):
    _leads(by, session.season)
    session = LiveSession.objects.select_for_update(of=("self",)).select_related("season").get(pk=session.pk)
    if session.closed_at is not None:
        raise Refused(_("La séance est finie : son bilan reste ouvert."))
    return session
