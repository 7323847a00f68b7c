"""Wishes after a first talk: whom somebody may speak of, what was said, who has not answered. Read by the team only."""
from dataclasses import dataclass, field

from chalandise.mentoring.models import FitAnswer, Mentor, Sharing, Wish
from chalandise.mentoring.queries.board import board
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.seasons.models import PanelPlace

MERCHANT, MENTOR = FitAnswer.Side.MERCHANT, FitAnswer.Side.MENTOR


@dataclass
class Sheet:
    """What one side is asked: those whom no conflict of interest bars, with what was said of each."""

    side: str
    about: object  # the Shop or the Mentor who answers
    others: list = field(default_factory=list)
    said: dict = field(default_factory=dict)  # id of the other to what was said

    @property
    def answered(self):
        return sum(1 for other in self.others if other.pk in self.said)


def sheets(season):
    """Return (the shops' sheets, the mentors' sheets) of a season, for its team: shops without a mentor, mentors with room."""
    found = board(season)
    said = list(Wish.objects.filter(season=season).values_list("side", "shop_id", "mentor_id", "says"))
    by_shop = {(shop, mentor): says for side, shop, mentor, says in said if side == MERCHANT}
    by_mentor = {(mentor, shop): says for side, shop, mentor, says in said if side == MENTOR}
    mentors = [m for m in found.mentors.values() if found.room(m.pk)]
    shops = [found.shops[s] for s in found.waiting]

    def sheet(side, about, others, answers, barred):
        free = [o for o in others if not barred(o)]
        return Sheet(side, about, free, {o.pk: answers[about.pk, o.pk] for o in free if (about.pk, o.pk) in answers})
    return ([sheet(MERCHANT, s, mentors, by_shop, lambda m, s=s: (s.pk, m.pk) in found.barred) for s in shops],
            [sheet(MENTOR, m, shops, by_mentor, lambda s, m=m: (s.pk, m.pk) in found.barred) for m in mentors])


def sheet_of(season, side, number):
    """Return the sheet of one shop or mentor, or None when it waits for nobody (any more)."""
    return next((s for s in sheets(season)[0 if side == MERCHANT else 1] if s.about.pk == number), None)


def about_whom(season, side, number):
    """Return the shop of the panel, or the accepted mentor, of a season; raise ObjectDoesNotExist otherwise."""
    if side == MERCHANT:
        return PanelPlace.objects.select_related("shop").get(season=season, shop_id=number, left_at=None).shop
    return Mentor.objects.select_related("person").get(season=season, pk=number, state=Mentor.State.ACCEPTED)


def place_by_link(link):
    """Return the place in the panel of a mailed link if its person still runs the shop, else None."""
    place = PanelPlace.objects.filter(pk=link.target_id, left_at=None).select_related("season__territory", "season__contact", "shop").first()
    return place if place and place.shop_id in scopes_of(link.person, Role.Kind.MERCHANT) else None


def mentor_by_link(link):
    """Return the mentor of a mailed link, or None when they stopped."""
    return Mentor.objects.filter(pk=link.target_id, person=link.person, state=Mentor.State.ACCEPTED).select_related(
        "person", "season__territory", "season__contact").first()


# --- competitors ------------------------------------------------------------------------------------------------------

def sharings_of(season):
    """Return what the shops of a season said of sharing their mentor with a competitor."""
    return Sharing.objects.filter(season=season).select_related("shop", "other")


def sharing_by_link(link):
    """Return the question of a mailed link if its person still runs the shop, else None."""
    found = Sharing.objects.filter(pk=link.target_id).select_related("season__territory", "season__contact", "shop", "other").first()
    return found if found and found.shop_id in scopes_of(link.person, Role.Kind.MERCHANT) else None
