"""The agreement under which takings are given, taken back with everything that was given."""
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.actions.rules import keeps
from chalandise.foundation import clock, files, journal
from chalandise.foundation.models import StoredFile
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import day_year
from chalandise.impact.models import FileState, Rupture, Slip, Taking, TakingsFile
from chalandise.impact.operations.estimating import forget_shop
from chalandise.impact.queries.takings import agreement_of, known_since
from chalandise.impact.rules.takings import CONSENT_DAYS, ERASED_AFTER, PURPOSE, follows, may_see
from chalandise.people.models import Consent, Role
from chalandise.people.operations.consents import give_consent, withdraw_consent
from chalandise.people.queries import consents_now, holders
from chalandise.shops.models import Shop

UNFINISHED = 30  # days after which a file that nobody wrote is forgotten


def agreement_words(shop):
    """Return the exact words that a merchant agrees to: what for, who sees, until when."""
    territory = shop.territory
    return _("J’accepte que %(who)s garde les recettes de « %(shop)s », pour mesurer ce que les actions de la saison ont apporté et me montrer ma boutique à côté de la rue. "
             "Elles ne sont vues que par moi et par la personne référente de la saison ; ailleurs ne paraissent que des résultats sur "
             "plusieurs boutiques. Cet accord prend fin le %(day)s. Je peux le reprendre avant : tout est alors effacé.") % {
        "who": territory.organiser or territory.name, "shop": shop.name, "day": day_year(clock.today() + timedelta(days=CONSENT_DAYS))}


@transaction.atomic
def agree(*, by, shop, via=""):
    """Record that a merchant lets the takings of the shop be kept; the referent may write it down on the phone. Twice is once."""
    held = agreement_of(shop)
    if held:
        return held
    person = by if keeps(by, shop) else holders(Role.Kind.MERCHANT, shop.pk).first() if follows(by, shop) else None
    if person is None:
        raise Refused(_("Cet accord se donne par le commerçant, ou par la personne référente qui l’a au téléphone."))
    return give_consent(person=person, purpose=PURPOSE, text=agreement_words(shop), about=shop, days=CONSENT_DAYS, by=by,
                        via=via if person == by else "phone")


@transaction.atomic
def take_back(*, by, shop, via=""):
    """Take the agreement back and erase every figure, file and picture of the shop. Twice is once."""
    if not keeps(by, shop):
        raise Refused(_("Seul le commerçant reprend son accord."))
    for consent in consents_now().filter(purpose=PURPOSE, about_kind="shops.shop", about_id=shop.pk, person__in=holders(Role.Kind.MERCHANT, shop.pk)):
        withdraw_consent(consent=consent, by=by, via=via)
    count = erase(shop)
    journal.record("impact.takings_erased", by=by, on=shop, via=via, changes={"figures": [count, 0]})
    return count


def erase(shop):
    """Erase the figures, files and pictures of a shop; returns how many figures there were."""
    stored = set(TakingsFile.objects.filter(shop=shop).values_list("stored", flat=True)) | set(Slip.objects.filter(shop=shop).values_list("stored", flat=True))
    count = Taking.objects.filter(shop=shop).count()
    Taking.objects.filter(shop=shop).delete()
    TakingsFile.objects.filter(shop=shop).delete()
    Slip.objects.filter(shop=shop).delete()
    Rupture.objects.filter(shop=shop).delete()
    for one in StoredFile.objects.filter(pk__in=stored - {None}):
        files.remove(one)
    forget_shop(shop)
    return count


@transaction.atomic
def prune():
    """Erase the takings whose agreement ended `ERASED_AFTER` days ago, and the files that nobody wrote. Returns how many shops."""
    limit, gone = clock.now() - timedelta(days=ERASED_AFTER), 0
    living = set(consents_now().filter(purpose=PURPOSE).values_list("about_id", flat=True))
    fresh = set(Consent.objects.filter(purpose=PURPOSE, ends_at__gt=limit).exclude(withdrawn_at__lt=limit).values_list("about_id", flat=True))
    for shop in Shop.objects.filter(pk__in=Taking.objects.exclude(shop__in=living | fresh).order_by().values("shop")):
        count = erase(shop)
        journal.record("impact.takings_erased", by=None, on=shop, via="job", changes={"figures": [count, 0]})
        gone += 1
    for shop in Shop.objects.filter(pk__in=living & set(Taking.objects.order_by().values_list("shop", flat=True).distinct())):
        if (since := known_since(shop)) and Taking.objects.filter(shop=shop, at__lt=since).delete()[0]:  # of an owner who left
            journal.record("impact.takings_erased", by=None, on=shop, via="job")
    for file in TakingsFile.objects.filter(created_at__lt=clock.now() - timedelta(days=UNFINISHED), stored__isnull=False).exclude(state=FileState.APPLIED):
        forget_bytes(file)
        file.state, file.failure = FileState.FAILED, _("Ce fichier a été oublié : personne ne l’a enregistré.")
        file.days.all().delete()
        file.save()
    return gone


def forget_bytes(file):
    """Forget what a till wrote, its customers and its lines: only totals by day stay."""
    stored, file.stored = file.stored, None
    file.reading.pop("sample", None)
    file.save(update_fields=["stored", "reading"])
    if stored is not None:
        files.remove(stored)


def refuse_stranger(by, shop):
    """Refuse who may not give takings for a shop, and anybody before the agreement."""
    consent = agreement_of(shop)
    if not may_see(by, shop, consent):
        raise Refused(_("Les recettes ne sont vues que du commerçant et de la personne référente de sa saison."))
    if consent is None:
        raise Refused(_("Lisez d’abord l’accord : sans lui, aucune recette n’est gardée."), field="agreed")
