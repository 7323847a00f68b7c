"""Wishes of both sides after a first talk, and whether two competitors accept one mentor."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import wishes as letters
from chalandise.mentoring.models import Sharing, Wish
from chalandise.mentoring.queries.visits import merchants_of
from chalandise.mentoring.queries.wishes import MERCHANT, sheet_of, sheets
from chalandise.seasons.models import PanelPlace


@transaction.atomic
def ask_wishes(*, season, by):
    """Write to every merchant without a mentor and every mentor with room who has said nothing yet; at most once a day each.

    Returns (letters written, shops whose merchants have no address: the team asks them on the phone).
    """
    places = {p.shop_id: p for p in PanelPlace.objects.filter(season=season, left_at=None).select_related("shop")}
    shops, mentors = sheets(season)
    sent, silent = Letter.objects.filter(purpose="mentoring.wishes_asked"), []
    before = sent.count()
    for sheet in shops:
        if sheet.said or not sheet.others:
            continue
        people = [m for m in merchants_of(sheet.about) if m.email]
        for person in people:
            letters.ask_merchant(places[sheet.about.pk], person)
        silent += [] if people else [sheet.about]
    for sheet in mentors:
        if not sheet.said and sheet.others:
            letters.ask_mentor(sheet.about, season)
    written = sent.count() - before
    journal.record("wishes.asked", by=by, on=[season], territory=season.territory_id, changes={"letters": [None, written]})
    return written, silent


@transaction.atomic
def answer_wishes(*, season, side, about, says, by, via="link"):
    """Record what one side says of each of the others; what is left empty is taken back. The same twice is once.

    Parameters
    ----------
    about : Shop or Mentor
    says : dict
        Id of the other (a mentor for a merchant, a shop for a mentor) to "gladly", "fine", "rather_not" or "".
    """
    sheet = sheet_of(season, side, about.pk)
    if sheet is None:
        raise Refused(_("Les parrainages sont décidés : vos souhaits ne servent plus. Appelez l’équipe si quelque chose ne va pas."))
    known, changed = {o.pk for o in sheet.others}, 0
    for other, word in says.items():
        if other not in known or word not in ("", *Wish.Says.values):
            raise Refused(_("Cette personne n’est plus dans la liste. Rechargez la page : vos autres réponses sont gardées."))
        shop, mentor = (about.pk, other) if side == MERCHANT else (other, about.pk)
        rows = Wish.objects.filter(season=season, shop_id=shop, mentor_id=mentor, side=side)
        if sheet.said.get(other, "") == word:
            continue
        changed += 1
        if word:
            Wish.objects.update_or_create(season=season, shop_id=shop, mentor_id=mentor, side=side,
                                          defaults={"says": word, "via": via, "at": clock.now()})
        else:
            rows.delete()
    if changed:
        journal.record("wishes.said", by=by, via=via, on=[about], territory=season.territory_id, changes={"answers": [None, changed]})
    return changed


# --- competitors ------------------------------------------------------------------------------------------------------

@transaction.atomic
def ask_sharing(*, season, shop, other, by):
    """Ask both shops whether one mentor may accompany the two; asking again writes only to who has not answered."""
    asked = []
    for one, two in ((shop, other), (other, shop)):
        row, made = Sharing.objects.get_or_create(season=season, shop=one, other=two, defaults={"asked_at": clock.now()})
        if row.accepts is None:
            for person in merchants_of(one):
                letters.ask_sharing(row, person)
        asked.append(row)
        if made:
            journal.record("sharing.asked", by=by, on=[one], territory=season.territory_id)
    return asked


@transaction.atomic
def answer_sharing(*, sharing, accepts, by, via="link"):
    """Record what a shop says; it may change its mind until the pairing is decided. Twice is once."""
    sharing = Sharing.objects.select_for_update(of=("self",)).select_related("season", "shop", "other").get(pk=sharing.pk)
    if sharing.accepts is accepts:
        return sharing
    before, sharing.accepts, sharing.via, sharing.answered_at = sharing.accepts, accepts, via, clock.now()
    sharing.save()
    journal.record("sharing.answered", by=by, via=via, on=[sharing.shop], territory=sharing.season.territory_id,
                   changes={"accepts": [before, accepts]})
    return sharing
