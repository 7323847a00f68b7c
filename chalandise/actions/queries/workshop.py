"""The mentors' workshop: each shop of the panel, what it needs, and the ideas for it."""
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from chalandise.actions.models import Action, Idea
from chalandise.actions.queries.voices import gone_ids, voices_of
from chalandise.actions.rules import OPEN, serves
from chalandise.computing.alike import Text, like
from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries.bank import load
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.seasons.models import PanelPlace, Season
from chalandise.seasons.queries import seasons_run_by
from chalandise.shops.models import Shop
from chalandise.shops.rules.trades import family_of


def seasons_open_to(person):
    """Return the seasons whose workshop this person may enter: its mentors and its team."""
    return Season.objects.filter(Q(pk__in=scopes_of(person, Role.Kind.MENTOR)) | Q(pk__in=seasons_run_by(person).values("pk")))


def ideas_seen_by(person, season):
    """Return the ideas of a season that this person may read at the workshop, withdrawn and merged ones too."""
    return _ideas().filter(season=season, season__in=seasons_open_to(person))


def _ideas():
    return Idea.objects.select_related("shop", "by", "season__territory", "action", "proposal", "solution", "origin")


def idea_seen_by(person, season, idea_id):
    """Return one idea with what was given to it (`idea.voices`); raise Idea.DoesNotExist when this person may not read it."""
    idea = ideas_seen_by(person, season).get(pk=idea_id)
    idea.voices = voices_of([idea])[idea.pk]
    return idea


def heard(ideas):
    """Return the ideas as a list, each with its `voices`."""
    ideas = list(ideas)
    voices = voices_of(ideas)
    for idea in ideas:
        idea.voices = voices[idea.pk]
    return ideas


@dataclass
class ShopCard:
    """One shop of the panel as the workshop sees it."""

    shop: Shop
    need: str = ""
    level: int | None = None
    start: Assessment | None = None
    action: Action | None = None
    ideas: list = field(default_factory=list)
    for_trade: list = field(default_factory=list)  # ideas for its kind of shop that were not put to it yet

    @property
    def weakest(self):
        """The two themes on which the shop starts from furthest, by their names."""
        if self.start is None:
            return []
        themes = {t.key: str(t) for t in load(self.start.bank_key, self.start.bank_version).themes}
        scores = [(score["value"], key) for key, score in self.start.scores.get("themes", {}).items() if score.get("value") is not None]
        return [themes[key] for _value, key in sorted(scores)[:2] if key in themes]


def workshop(person, season, *, shop=None):
    """Return the ShopCards of a season (of one shop, by its id), those without an idea first; a constant number of queries."""
    if not seasons_open_to(person).filter(pk=season.pk).exists():
        raise Season.DoesNotExist
    places = PanelPlace.objects.filter(season=season, left_at=None).select_related("shop", "application").order_by("shop__sort_key")
    standing = _ideas().filter(season=season, withdrawn_at=None).exclude(pk__in=gone_ids(season))
    if shop is not None:
        places, standing = places.filter(shop=shop), standing.filter(Q(shop=shop) | Q(shop=None))
    ideas, for_trades, copied = defaultdict(list), [], set()
    for idea in heard(standing):
        if idea.shop_id is None:
            for_trades.append(idea)
        ideas[idea.shop_id].append(idea)
        copied.add((idea.origin_id, idea.shop_id))
    starts = {a.shop_id: a for a in Assessment.objects.filter(season=season, moment="T0", finished_at__isnull=False)}
    actions = {a.shop_id: a for a in Action.objects.filter(season=season, state__in=OPEN)}
    cards = [ShopCard(p.shop, need=p.application.need if p.application else "", level=p.application.level if p.application else None,
                      start=starts.get(p.shop_id), action=actions.get(p.shop_id), ideas=ideas[p.shop_id],
                      for_trade=[i for i in for_trades if serves(i, p.shop) and (i.pk, p.shop_id) not in copied]) for p in places]
    return sorted(cards, key=lambda card: (card.action is not None, bool(card.ideas), bool(card.for_trade)))


def ideas_for_trades(cards):
    """Return [(idea for a kind of shop, [cards of the shops it would serve and that were not given it])], from the workshop's cards."""
    found = {}
    for card in cards:
        for idea in card.for_trade:
            found.setdefault(idea.pk, (idea, []))[1].append(card)
    return list(found.values())


def shops_served_by(idea):
    """Return [(shop of the panel that an idea for a trade is for, the copy that was put to it or None)]."""
    copies = {copy.shop_id: copy for copy in idea.copies.select_related("shop", "proposal", "action")}
    places = PanelPlace.objects.filter(season=idea.season_id, left_at=None).select_related("shop").order_by("shop__sort_key")
    return [(place.shop, copies.get(place.shop_id)) for place in places if serves(idea, place.shop)]


def trades_of(season):
    """Return the codes of the trades of the panel and of their families, the families last: whom an idea may be for."""
    trades = set(PanelPlace.objects.filter(season=season, left_at=None).values_list("shop__trade", flat=True)) - {""}
    return [*sorted(trades), *sorted({family_of(t) for t in trades} - trades - {""})]


def twins_for(person, idea):
    """Return [(idea of the same place that says nearly the same, the words they share)], the nearest first: proposed, never decided."""
    near = Q(trade=idea.trade, shop=None) if idea.shop_id is None else Q(shop=idea.shop_id) | Q(shop=None, trade__in=_trades(idea.shop))
    others = list(ideas_seen_by(person, idea.season).filter(near, withdrawn_at=None).exclude(pk__in=gone_ids(idea.season)).exclude(pk=idea.pk)
                  .exclude(origin=idea.pk).exclude(pk=idea.origin_id))
    known = {other.pk: other for other in others}
    found = like(_text(idea), [_text(other) for other in others])
    return [(known[pair.other.key if pair.one.key == idea.pk else pair.one.key], pair.shared) for pair in found]


def _trades(shop):
    return {shop.trade, family_of(shop.trade)} - {""}


def _text(idea):
    return Text(idea.pk, idea.title, idea.text, idea.kind)


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
