"""What a room reads during a session: the shop of the moment, its ideas as they arrive, and what the session gave at its end."""
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q

from chalandise.actions.models import Idea, IdeaMerge, IdeaSupport, LiveSession
from chalandise.actions.queries.workshop import ShopCard, heard, ideas_seen_by, seasons_open_to, workshop
from chalandise.foundation import clock


def open_live_of(person, season):
    """Return the session that is open in a season whose workshop this person may enter, or None."""
    return _sessions(person).filter(season=season, closed_at=None).first()


def live_seen_by(person, season, session_id):
    """Return one session, open or closed; raise LiveSession.DoesNotExist when this person may not read it."""
    return _sessions(person).get(season=season, pk=session_id)


def _sessions(person):
    return LiveSession.objects.filter(season__in=seasons_open_to(person)).select_related("season__territory", "gathering")


def sessions_of(person, season):
    """Return the sessions of a season that are over, the latest first."""
    return _sessions(person).filter(season=season, closed_at__isnull=False)


def stamp(session):
    """Return a word that changes as soon as anything that the room reads does, in three queries."""
    ideas = Idea.objects.filter(season=session.season_id).aggregate(n=Count("pk"), last=Max("pk"), gone=Count("withdrawn_at"), edits=Max("version"))
    given = IdeaSupport.objects.filter(idea__season=session.season_id).aggregate(n=Count("pk"), last=Max("pk"), hours=Count("pk", filter=Q(helps=True)))
    merged = IdeaMerge.objects.filter(kept__season=session.season_id).aggregate(n=Count("pk"), undone=Count("undone_at"))
    parts = (session.at, session.timer_until.timestamp() if session.timer_until else 0, int(bool(session.closed_at)), minutes_left(session),
             *ideas.values(), *given.values(), *merged.values())
    return "-".join(str(part or 0) for part in parts)


def minutes_left(session):
    """Return the whole minutes that the timer still gives, 0 once it is over, None without a timer."""
    if session.timer_until is None:
        return None
    return max(0, -(-int((session.timer_until - clock.now()).total_seconds()) // 60))


@dataclass
class Board:
    """One shop in front of the room."""

    session: LiveSession
    stops: list
    stop: object
    card: ShopCard
    ideas: list = field(default_factory=list)  # the latest first, those for its trade after them

    @property
    def now(self):
        """Whether the room speaks of this shop."""
        return self.stop.order == self.session.at

    @property
    def before(self):
        return self.stop.order - 1 if self.stop.order else None

    @property
    def after(self):
        return self.stop.order + 1 if self.stop.order + 1 < len(self.stops) else None


def board(person, session, shop_id=None):
    """Return the Board of one shop of a session, the shop of the moment unless another of its stops is asked for."""
    stops = list(session.stops.select_related("shop"))
    current = next((s for s in stops if s.order == session.at), stops[0])
    stop = next((s for s in stops if s.shop_id == shop_id), current)
    card = next((c for c in workshop(person, session.season, shop=stop.shop_id)), None) or ShopCard(stop.shop)  # it left the panel meanwhile
    return Board(session, stops, stop, card, sorted(card.ideas, key=lambda i: (i.at, i.pk), reverse=True) + card.for_trade)


@dataclass
class Summary:
    """What a session gave: for each shop the ideas said there, then what remains to be completed."""

    session: LiveSession
    shops: list          # [(stop, [ideas])]
    people: int          # who proposed or supported one of them
    supports: int
    hours: int

    @property
    def ideas(self):
        return sum(len(ideas) for _stop, ideas in self.shops)


def summary(person, session):
    """Return the Summary of a session; a constant number of queries."""
    rows = heard(ideas_seen_by(person, session.season).filter(session=session, withdrawn_at=None).order_by("at", "pk"))
    by_shop = {}
    for idea in rows:
        by_shop.setdefault(idea.shop_id, []).append(idea)
    people = {idea.by_id for idea in rows} | {s.mentor.person_id for idea in rows for s in idea.voices.supports}
    return Summary(session, [(stop, by_shop.get(stop.shop_id, [])) for stop in session.stops.select_related("shop")], len(people - {None}),
                   sum(i.voices.supporters for i in rows), sum(i.voices.hands for i in rows))
