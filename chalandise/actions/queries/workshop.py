"""The mentors' workshop: each shop of the panel, what it needs, and the ideas for it."""
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from chalandise.actions.models import Action, Idea, IdeaSupport
from chalandise.actions.rules import OPEN
from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries.bank import load
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.seasons.models import PanelPlace, Season
from chalandise.seasons.queries import seasons_run_by
from chalandise.shops.models import Shop


def seasons_open_to(person):
    """Return the seasons whose workshop this person may enter: its mentors and its team."""
    return Season.objects.filter(Q(pk__in=scopes_of(person, Role.Kind.MENTOR)) | Q(pk__in=seasons_run_by(person).values("pk")))


def ideas_seen_by(person, season):
    """Return the ideas of a season that this person may read at the workshop, with what a page prints."""
    return _ideas().filter(season=season, season__in=seasons_open_to(person))


def _ideas():
    return (Idea.objects
            .select_related("shop", "by", "season__territory", "action", "proposal", "solution")
            .annotate(supporters=Count("supports", distinct=True), said=Count("comments", distinct=True),
                      hands=Count("supports", filter=Q(supports__helps=True), distinct=True)))


def idea_seen_by(person, season, idea_id):
    """Return one idea with its discussion; raise Idea.DoesNotExist when this person may not read it."""
    return (ideas_seen_by(person, season).prefetch_related(
        "comments__by", Prefetch("supports", IdeaSupport.objects.select_related("mentor__person"))).get(pk=idea_id))


@dataclass
class ShopCard:
    """One shop of the panel as the workshop sees it."""

    shop: Shop
    need: str = ""
    level: int | None = None
    start: Assessment | None = None
    action: Action | None = None
    ideas: list = field(default_factory=list)

    @property
    def weakest(self):
        """The two themes on which the shop starts from furthest, by their names."""
        if self.start is None:
            return []
        themes = {t.key: str(t) for t in load(self.start.bank_key, self.start.bank_version).themes}
        scores = [(score["value"], key) for key, score in self.start.scores.get("themes", {}).items() if score.get("value") is not None]
        return [themes[key] for _value, key in sorted(scores)[:2] if key in themes]


def workshop(person, season):
    """Return the ShopCards of a season, those without an idea first; a constant number of queries."""
    if not seasons_open_to(person).filter(pk=season.pk).exists():
        raise Season.DoesNotExist
    places = PanelPlace.objects.filter(season=season, left_at=None).select_related("shop", "application").order_by("shop__sort_key")
    ideas = defaultdict(list)
    for idea in _ideas().filter(season=season, withdrawn_at=None):
        ideas[idea.shop_id].append(idea)
    starts = {a.shop_id: a for a in Assessment.objects.filter(season=season, moment="T0", finished_at__isnull=False)}
    actions = {a.shop_id: a for a in Action.objects.filter(season=season, state__in=OPEN)}
    cards = [ShopCard(p.shop, need=p.application.need if p.application else "", level=p.application.level if p.application else None,
                      start=starts.get(p.shop_id), action=actions.get(p.shop_id), ideas=ideas[p.shop_id]) for p in places]
    return sorted(cards, key=lambda card: (card.action is not None, bool(card.ideas)))


def ideas_put_to(shop):
    """Return the ideas put to a shop that its merchant was already given, those to answer first."""
    return (Idea.objects.filter(shop=shop, proposal__isnull=False).select_related("shop", "by", "season__territory", "proposal", "solution",
                                                                                  "action")
            .filter(Q(withdrawn_at=None) | Q(action__isnull=False)).order_by("proposal__answered_at", "-proposal__at"))


def idea_put_to(shop, idea_id):
    """Return one idea put to a shop; raise Idea.DoesNotExist otherwise."""
    return ideas_put_to(shop).get(pk=idea_id)


def idea_of_link(link):
    """Return the idea that a mailed link is about; raise Idea.DoesNotExist when it is gone."""
    return Idea.objects.select_related("shop", "by", "season__territory", "proposal", "action", "solution").get(
        pk=link.target_id, proposal__isnull=False)
