"""Asking for the takings of the past: once after the first visit, a few times by the team, never more."""
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.impact import mails
from chalandise.impact.models import TakingsRequest
from chalandise.impact.queries.readings import last_month
from chalandise.impact.queries.takings import agreements, asked_shops, may_be_asked, months_wanted
from chalandise.mentoring.models import Visit
from chalandise.seasons.models import Season
from chalandise.seasons.queries.panel import comparison_shops
from chalandise.shops.models import Shop

SOON = 30  # days after the first visit during which the question is still fresh


@transaction.atomic
def ask_takings(*, by, season, shop):
    """Write to the merchants of a shop, with one link. Returns the letters.

    Raises
    ------
    Refused
        The shop does not serve this season, was asked less than three weeks ago or three times already, or has nobody to write to.
    """
    if shop.pk not in asked_shops(season):
        raise Refused(_("Cette boutique ne sert pas à cette saison : ni dans le panel, ni d’accord pour être comparée."))
    if sentence := may_be_asked(season, shop):
        raise Refused(sentence)
    request = TakingsRequest.objects.create(season=season, shop=shop, by=by, at=clock.now())
    letters = mails.takings_asked(shop, season, request)
    if not letters:
        raise Refused(_("Personne à qui écrire pour cette boutique : ajoutez d’abord son commerçant."))
    journal.record("impact.takings_asked", by=by, on=shop, territory=season.territory_id)
    return letters


@transaction.atomic
def ask_after_first_visits():
    """Ask by itself, once a shop, in the month after the first visit. Returns how many shops were asked."""
    since, asked = clock.now() - timedelta(days=SOON), 0
    visits = Visit.objects.filter(number=1, state=Visit.State.DONE, starts_at__gte=since, pairing__ended_at=None, pairing__season__closure=None)
    for season_id, shop_id in visits.order_by("pairing_id").values_list("pairing__season", "pairing__shop").distinct():
        season, shop = Season.objects.select_related("territory").get(pk=season_id), Shop.objects.get(pk=shop_id)
        if TakingsRequest.objects.filter(season=season, shop=shop).exists() or shop_id not in asked_shops(season):
            continue
        TakingsRequest.objects.create(season=season, shop=shop, at=clock.now())
        if mails.takings_asked(shop, season, None):
            journal.record("impact.takings_asked", by=None, on=shop, via="job", territory=season.territory_id)
            asked += 1
    return asked


@transaction.atomic
def ask_compared():
    """Ask those who agreed to be compared, once each and on the same terms, by itself. Returns how many shops were asked."""
    asked = 0
    for season in Season.objects.filter(closure=None).select_related("territory"):
        wanted = comparison_shops(season) - set(TakingsRequest.objects.filter(season=season).values_list("shop_id", flat=True))
        for shop in Shop.objects.filter(pk__in=wanted - set(agreements(wanted))).order_by("pk"):
            TakingsRequest.objects.create(season=season, shop=shop, at=clock.now())
            if mails.takings_asked(shop, season, None):
                journal.record("impact.takings_asked", by=None, on=shop, via="job", territory=season.territory_id)
                asked += 1
    return asked


@transaction.atomic
def ask_months():
    """Ask those who type their months for the last one: one letter a month, and none after two months without an answer."""
    month = last_month()
    return sum(bool(mails.month_asked(shop, month)) for shop in months_wanted(month))
