"""What an action leaves: photos, and lessons told to the other shops."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.actions.models import Lesson, Photo
from chalandise.actions.operations.signs import alive
from chalandise.actions.rules import may_lead, side_of
from chalandise.foundation import clock, files, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations.consents import give_consent, withdraw_consent
from chalandise.people.queries import consents_now

QUOTE = "quote"
QUOTE_DAYS = 3 * 365
MOST_PHOTOS = 12


@transaction.atomic
def add_photo(*, by, action, uploaded, alt, rights=False):
    """Add a picture, re-encoded without its location; `rights` when everybody in it agrees to its publication."""
    if not may_lead(by, action):
        raise Refused(_("Seuls le commerçant, son parrain et l’équipe écrivent sur cette action."))
    if not alt.strip():
        raise Refused(_("Dites ce qu’on voit sur la photo : une personne aveugle le lira."), field="alt")
    if action.photos.count() >= MOST_PHOTOS:
        raise Refused(_("Douze photos au plus : retirez-en une d’abord."), field="file")
    stored = files.accept(uploaded, kinds={"image"}, by=by)
    if same := action.photos.filter(file__sha256=stored.sha256).first():
        files.remove(stored)
        return same
    photo = Photo.objects.create(action=action, file=stored, alt=alt.strip()[:200], by=by, rights=rights, at=clock.now())
    journal.record("actions.photo_added", by=by, on=[action, action.shop], territory=action.season.territory_id)
    alive(action)
    return photo


@transaction.atomic
def remove_photo(*, by, photo):
    """Take a picture away, and its file with it."""
    if not may_lead(by, photo.action):
        raise Refused(_("Seuls le commerçant, son parrain et l’équipe écrivent sur cette action."))
    action, stored = photo.action, photo.file
    photo.delete()
    files.remove(stored)
    journal.record("actions.photo_removed", by=by, on=[action, action.shop], territory=action.season.territory_id)


@transaction.atomic
def give_lesson(*, by, action, worked="", failed="", advice="", share=False, quote=False, side="", via=""):
    """Tell what worked and what did not; share it with the other shops, and perhaps allow one's name beside it.

    The team may write for a merchant or a mentor on the phone: it says for which `side`, and never consents for them.
    """
    mine = side_of(by, action)
    side = mine or (side if may_lead(by, action) and side in ("merchant", "mentor") else "")
    if not side:
        raise Refused(_("Le commerçant et son parrain racontent l’action."))
    if not (worked + failed + advice).strip():
        raise Refused(_("Une phrase suffit : ce qui a marché, ce qui n’a pas marché, ou un conseil."), field="worked")
    now = clock.now()
    lesson, _made = Lesson.objects.update_or_create(action=action, side=side, defaults={
        "by": by, "worked": worked.strip(), "failed": failed.strip(), "advice": advice.strip(), "at": now,
        "shared_at": now if share else None})
    _quotable(by if mine else None, lesson, quote and share, via)
    journal.record("actions.lesson_given", by=by, on=[action, action.shop], via=via, territory=action.season.territory_id)
    alive(action)
    return lesson


def _quotable(person, lesson, agreed, via):
    """Keep, or withdraw, the consent to be quoted by name; the exact words shown are kept with it."""
    if agreed and person is not None:
        give_consent(person=person, purpose=QUOTE, text=quote_words(), about=lesson, days=QUOTE_DAYS, via=via)
        return
    for consent in consents_now().filter(purpose=QUOTE, about_kind="actions.lesson", about_id=lesson.pk):
        withdraw_consent(consent=consent, by=person or lesson.by, via=via)


def quote_words():
    """The sentence beside the box: what one agrees to, until when."""
    return _("J’accepte que mon prénom et le nom de la boutique accompagnent ces phrases, auprès des autres commerçants et dans le "
             "livre blanc, pendant trois ans. Je peux changer d’avis.")
