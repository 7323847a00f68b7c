"""Reading takings: only the shop's merchant, and its referent while the agreement stands.

A shop that changes hands keeps its record but not its past: a merchant sees what was given since the first agreement of a merchant
who is still there.
"""
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from chalandise.computing import takings as computing
from chalandise.computing.steady import days_change, level_change
from chalandise.computing.takings import Figure, Grain
from chalandise.foundation import clock
from chalandise.impact.models import Channel, Rupture, Slip, Taking, TakingsRequest
from chalandise.impact.queries.readings import first_of, shift
from chalandise.impact.rules.takings import ASK_AGAIN, ASKED, ASKS, LEAST, PURPOSE, may_see
from chalandise.people.models import Consent, Role
from chalandise.people.queries import consents_now, holders, roles_now, scopes_of
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries.panel import comparison_shops
from chalandise.shops.models import Shop


def merchants_of(shop_ids):
    """Return {shop id: ids of those who run it now}."""
    found = defaultdict(set)
    for shop, person in roles_now().filter(kind=Role.Kind.MERCHANT, scope_kind=Role.Scope.SHOP, scope_id__in=shop_ids).values_list("scope_id", "person_id"):
        found[shop].add(person)
    return found


def agreements(shop_ids):
    """Return {shop id: its living Consent}, given by somebody who still runs the shop (two queries)."""
    merchants = merchants_of(shop_ids)
    rows = consents_now().filter(purpose=PURPOSE, about_kind="shops.shop", about_id__in=shop_ids).order_by("given_at")
    return {c.about_id: c for c in rows if c.person_id in merchants[c.about_id]}


def agreement_of(shop):
    """Return the living agreement of a shop, or None."""
    return agreements([shop.pk]).get(shop.pk)


def known_since(shop):
    """Return the moment of the first agreement of a merchant who is still there, or None."""
    here = holders(Role.Kind.MERCHANT, shop.pk).values("pk")
    return Consent.objects.filter(purpose=PURPOSE, about_kind="shops.shop", about_id=shop.pk, person__in=here).aggregate(at=Min("given_at"))["at"]


def present(shop):
    """Return the current figures of a shop, those of an earlier owner left out; the caller checked who reads."""
    since, rows = known_since(shop), Taking.objects.filter(shop=shop, ended_at=None)
    return rows.filter(at__gte=since) if since else rows.none()


def takings_seen_by(person, shop):
    """Return the current figures of a shop for a person; none for who may not see them."""
    return present(shop) if may_see(person, shop, agreement_of(shop)) else Taking.objects.none()


def shop_followed(person, season, shop_id):
    """Return a shop whose takings this person follows as referent of the season; raise Shop.DoesNotExist otherwise.

    Who answers for the territory without being the season's referent does not see them.
    """
    if season.pk not in scopes_of(person, Role.Kind.REFERENT):
        raise Shop.DoesNotExist
    return Shop.objects.select_related("territory").get(pk=shop_id, pk__in=asked_shops(season))


def asked_shops(season):
    """Return the ids of the shops whose takings serve a season: those of the panel, and those that agreed to be compared."""
    return {*PanelPlace.objects.filter(season=season, left_at=None).values_list("shop_id", flat=True), *comparison_shops(season)}


def figures_of(rows):
    """Return the computing Figures of some Takings."""
    return [Figure(grain, start, round(amount * 100), tickets, closed, bool(doubt))
            for grain, start, amount, tickets, closed, doubt in rows.values_list("grain", "start", "amount", "tickets", "closed", "doubt")]


@dataclass
class Book:
    """The takings of a shop in one channel, as a page shows them."""

    shop: object
    channel: str
    rows: list
    figures: list
    first: date  # of the calendar
    last: date

    @cached_property
    def weeks(self):
        return computing.calendar(self.figures, self.first, self.last)

    @cached_property
    def months(self):
        return computing.totals(self.figures, Grain.MONTH)

    @property
    def doubtful(self):
        return [row for row in self.rows if row.doubt]

    @property
    def known_months(self):
        """First days of the months that are whole."""
        return {t.start for t in self.months if t.is_whole}


def changes_of(book):
    """Return [(Change, what was said of it or None)] of a Book: what changes for good in its middle (one query when something does)."""
    found = [c for c in (level_change(book.months), days_change(computing.totals(book.figures, Grain.WEEK))) if c]
    said = {(r.kind, r.start): r for r in Rupture.objects.filter(shop=book.shop)} if found else {}
    return [(c, said.get((c.kind, c.start))) for c in found]


def asked_since(season):
    """Return the first day of the months asked for: `ASKED` before the season."""
    return shift(first_of(season.starts_on), -ASKED) if season else shift(first_of(clock.today()), -ASKED)


def book_of(person, shop, *, season=None, channel=Channel.ALL):
    """Return the Book of a shop for a person who may see it (constant queries); empty for who may not."""
    rows = list(takings_seen_by(person, shop).filter(channel=channel).select_related("file", "slip__stored").order_by("-start", "grain"))
    figures = [Figure(r.grain, r.start, round(r.amount * 100), r.tickets, r.closed, bool(r.doubt)) for r in rows]
    first = min([asked_since(season), *(f.start for f in figures)])
    last = clock.today() - timedelta(days=clock.today().weekday() + 1)  # the last Sunday: the week under way is not asked for
    return Book(shop, channel, rows, figures, first, last)


def channels_of(person, shop):
    """Return the channels in which a shop has figures, "all" first."""
    found = set(takings_seen_by(person, shop).order_by().values_list("channel", flat=True).distinct())
    return [c for c in Channel if c == Channel.ALL or c in found]


def months_to_give(person, shop, *, season=None, limit=12):
    """Return the months that are not known whole, latest first: `limit` of those asked for, then older ones are not asked."""
    known = book_of(person, shop, season=season).known_months
    return _open(known, Grain.MONTH, asked_since(season))[:limit]


def weeks_to_give(person, shop, *, season=None, limit=8):
    """Return the Mondays of the latest weeks that are not known whole."""
    book = book_of(person, shop, season=season)
    known = {w.start for w in book.weeks if w.state in ("have", "closed") and w.grain != Grain.MONTH}
    return _open(known, Grain.WEEK, asked_since(season))[:limit]


def _open(known, grain, since):
    day, found = computing.start_of(grain, clock.today()), []
    while (day := computing.start_of(grain, day - timedelta(days=1))) >= computing.start_of(grain, since):
        if day not in known:
            found.append(day)
    return found


def slips_of(person, shop):
    """Return the pictures kept as evidence, for who may see the takings."""
    seen = may_see(person, shop, agreement_of(shop))
    kept = Q(takings__in=present(shop)) | Q(waits_for__isnull=False, at__gte=known_since(shop) or clock.now())
    return Slip.objects.filter(kept, shop=shop).select_related("stored").distinct() if seen else Slip.objects.none()


def series_of_season(person, season, grain=Grain.WEEK, *, channel=Channel.ALL):
    """Return {shop id: [Total]} of the shops whose agreement stands, for the referent of the season; {} for anybody else.

    What measures read: doubtful figures make their week or month not whole, and a measure leaves it out.
    """
    if season.pk not in scopes_of(person, Role.Kind.REFERENT):
        return {}
    found = {}
    for shop in Shop.objects.filter(pk__in=agreements(asked_shops(season))):
        found[shop.pk] = computing.totals(figures_of(present(shop).filter(channel=channel)), grain)
    return found


def may_be_asked(season, shop):
    """Return why a shop is not asked for its takings again, in words, or ""."""
    return _too_much(list(TakingsRequest.objects.filter(season=season, shop=shop)))


def _too_much(before):
    if len(before) >= ASKS:
        return _("Cette boutique a été sollicitée trois fois : parlez-en de vive voix, sans écrire encore.")
    if before and before[0].at > clock.now() - timedelta(days=ASK_AGAIN):
        return _("La dernière demande a moins de trois semaines : laissez le temps de répondre.")
    return ""


def months_wanted(month):
    """Return the shops that type their months and have not typed this one, but one of the two before; their agreement stands."""
    typed = Taking.objects.filter(grain=Grain.MONTH, channel=Channel.ALL, ended_at=None, file=None)
    lately = set(typed.filter(start__gte=shift(month, -2), start__lt=month).values_list("shop", flat=True))
    known = set(Taking.objects.filter(channel=Channel.ALL, ended_at=None, start__gte=month).values_list("shop", flat=True))
    return Shop.objects.filter(pk__in=agreements(lately - known)).order_by("pk")


def word_of_past(season, shop):
    """Say where the takings of before the season stand, without any figure: "received" (the months it takes at least), "asked" or ""."""
    if agreement_of(shop):
        since, until = asked_since(season), first_of(season.starts_on)
        known = computing.totals(figures_of(present(shop).filter(channel=Channel.ALL, start__gte=since, start__lt=until)), Grain.MONTH)
        if sum(t.is_whole for t in known) >= LEAST:
            return "received"
    return "asked" if TakingsRequest.objects.filter(season=season, shop=shop).exists() else ""


# --- who gave what, without any amount -----------------------------------------------------------------------------------

@dataclass
class Given:
    """What the team's list says of a shop: how many months of those asked for, how, how good, when; never an amount."""

    shop: object
    is_compared: bool
    agreement: object = None
    months: int = 0
    doubtful: int = 0
    sources: tuple = ()
    last_at: object = None
    requests: tuple = ()
    slips: int = 0  # pictures that nobody has read yet

    @property
    def may_be_asked(self):
        return not _too_much(self.requests)


def given_to(season):
    """Return [Given] for every shop whose takings serve a season, in a constant number of queries."""
    ids, compared = asked_shops(season), comparison_shops(season)
    held, requests = agreements(ids), defaultdict(list)
    for request in TakingsRequest.objects.filter(season=season, shop__in=ids):
        requests[request.shop_id].append(request)
    found = {s.pk: Given(s, s.pk in compared, held.get(s.pk), requests=tuple(requests[s.pk])) for s in Shop.objects.filter(pk__in=ids)}
    rows = Taking.objects.filter(shop__in=held, ended_at=None, channel=Channel.ALL, start__gte=asked_since(season),
                                 start__lt=first_of(season.starts_on))
    counted = (rows.annotate(month=TruncMonth("start")).order_by().values_list("shop", "month", "grain")
               .annotate(n=Count("pk", filter=Q(doubt="")), doubts=Count("pk", filter=~Q(doubt="")), files=Count("file"), last=Max("at")))
    _count(found, counted)
    for shop, many in Slip.objects.filter(shop__in=held, waits_for__isnull=False).order_by().values_list("shop").annotate(n=Count("pk")):
        found[shop].slips = many
    return sorted(found.values(), key=lambda g: (g.is_compared, g.shop.sort_key, g.shop.pk))


def _count(found, counted):
    covered, sources = defaultdict(int), defaultdict(set)
    for shop, month, grain, n, doubts, files, last in counted:
        covered[shop, month] += n * {Grain.MONTH: 31, Grain.WEEK: 7.8, Grain.DAY: 1}[grain]  # four weeks are a month here
        sources[shop].add("file" if files else "typed")
        found[shop].doubtful += doubts
        found[shop].last_at = max(found[shop].last_at or last, last)
    for (shop, month), n in covered.items():
        found[shop].months += n >= monthrange(month.year, month.month)[1]
    for shop, said in sources.items():
        found[shop].sources = tuple(sorted(said))
