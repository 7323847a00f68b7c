"""Writing an application: begun, kept, sent, amended, withdrawn; by the applicant, or by a referent on their behalf."""
import re
from datetime import timedelta

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.names import fold, sort_key
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person, Role
from chalandise.people.operations import give_consent, grant_role, issue_link
from chalandise.people.queries import holders
from chalandise.seasons.mails import applications as mails
from chalandise.seasons.models import Application, Season
from chalandise.seasons.operations.calendar import record_progress
from chalandise.seasons.queries.applications import CHANNELS, invitation, is_announced
from chalandise.shops.models import Shop
from chalandise.shops.operations.keep import create_shop
from chalandise.shops.rules import CHANNELS as SHOP_CHANNELS
from chalandise.shops.rules.values import read_siret
from chalandise.territory.queries import locate

S, P = Application.State, Application.Place
TEXTS = ("siret", "shop_name", "trade", "number", "street", "postcode", "city", "need", "given_name", "family_name", "email", "phone")
ADDRESS = ("number", "street", "postcode", "city", "stretch")

_UNSAFE = re.compile(r"[\[\]<>`|\0]|\w+://|www\.")  # a name goes into letters: no address, no mark of layout


class AlreadyApplied(Refused):
    """The shop has an application in this season; `application` is it. Its address and author are not told."""

    def __init__(self, application):
        super().__init__(_("Cette boutique a déjà une candidature pour cette saison."), field="siret")
        self.application = application


@transaction.atomic
def save_draft(*, season, key, **given):
    """Keep what was typed so far, whatever it is worth; only sending checks it. Returns the Application.

    Parameters
    ----------
    key : uuid.UUID
        Kept in the applicant's browser; whoever holds it may read and go on with the draft.
    """
    draft, made = Application.objects.select_for_update(of=("self",)).get_or_create(
        draft_key=key, defaults={"season": season, "created_at": clock.now()})
    if draft.season_id != season.pk:
        raise Refused(_("Ce brouillon appartient à une autre saison. Ouvrez de nouveau la page de l’appel."))
    if draft.state == S.DRAFT:
        for name, value in _tidy(season, given).items():
            setattr(draft, name, value)
        draft.save()
    return draft


def _tidy(season, given):
    """Return values that fit their columns; nothing is refused."""
    clean = {}
    for name in TEXTS:
        if name in given:
            text = (given[name] or "").replace("\0", "").strip()
            text = text if name == "need" else " ".join(_UNSAFE.sub(" ", text).split())
            limit = Application._meta.get_field(name).max_length
            clean[name] = text[:limit] if limit else text[:5000]
    if "siret" in clean:
        clean["siret"] = read_siret(given["siret"] or "")[0]
    if "channels" in given:
        clean["channels"] = [code for code in CHANNELS if code in (given["channels"] or ())]
    if "stretch" in given:
        clean["stretch"] = given["stretch"] if getattr(given["stretch"], "perimeter_id", None) == season.perimeter_id else None
    return clean


def _checked(season, given):
    """Return clean values; raise Refused at the first that must be corrected, next to its field."""
    clean = _tidy(season, given)
    digits, reasons = read_siret(given.get("siret") or "")
    if reasons and not digits:
        raise Refused(reasons[0].text, field="siret")
    for name, sentence in (("shop_name", _("Donnez le nom de votre boutique.")),
                           ("street", _("Donnez la rue de votre boutique.")),
                           ("need", _("Dites en quelques mots ce que vous aimeriez.")),
                           ("family_name", _("Donnez votre nom."))):
        if name in clean and not clean[name]:
            raise Refused(sentence, field=name)
    if clean.get("postcode") and not (clean["postcode"].isdigit() and len(clean["postcode"]) == 5):
        raise Refused(_("Un code postal a cinq chiffres, par exemple 33000."), field="postcode")
    if {"email", "phone"} <= set(clean):
        clean["email"], clean["phone"] = _email(clean["email"]), _phone(clean["phone"])
        if not clean["email"] and not clean["phone"]:
            raise Refused(_("Donnez une adresse e-mail ou un numéro de téléphone, pour que l’équipe vous réponde."), field="email")
    return clean


def _email(text):
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused(_("Cette adresse e-mail n’est pas complète. Exemple : prenom@exemple.fr."), field="email") from None
    return text.lower()


def _phone(text):
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused(_("Ce numéro de téléphone n’est pas complet. Exemple : 06 12 34 56 78."), field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@transaction.atomic
def send(*, application, by=None, via="", **given):
    """Send an application: its shop, its person and their role are found or made, and the confirmation leaves.

    Sending twice is the same as once; a withdrawn application may be sent again.

    Raises
    ------
    AlreadyApplied
        Another application of this shop is there.
    Refused
        Something is missing or the invitation is over.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related("season__territory").get(pk=application.pk)
    if application.state == S.SENT:
        return application
    season = application.season
    Season.objects.select_for_update().get(pk=season.pk)  # two who send the same new shop come one after the other
    _refuse_late(season, by)
    values = {name: getattr(application, name) for name in (*TEXTS, "channels", "stretch")}
    for name, value in _checked(season, {**values, **given}).items():
        setattr(application, name, value)
    _locate(application)
    application.person = application.person or _person_of(application)
    application.shop = _shop_of(application, by)
    twin = Application.objects.filter(season=season, shop=application.shop, state=S.SENT).exclude(pk=application.pk).first()
    if twin:
        raise AlreadyApplied(twin)
    application.state, application.via = S.SENT, via or application.via
    application.sent_at = application.sent_at or clock.now()
    application.save()
    if not holders(Role.Kind.MERCHANT, application.shop_id).exists():  # else its merchant lets others in, not a form
        grant_role(person=application.person, kind=Role.Kind.MERCHANT, scope_id=application.shop_id)
    journal.record("application.sent", by=by or application.person, on=[application, application.shop], via=via,
                   territory=season.territory_id)
    mails.received(application, link_to(application))
    report(season)
    return application


def _refuse_late(season, by):
    if by is not None:
        if is_announced(season):
            raise Refused(_("Les réponses sont déjà parties : la boutique ne peut plus entrer dans ce choix. Passez par la "
                            "liste d’attente quand une place se libère."))
        return
    state = invitation(season).state
    if state == "closed":
        raise Refused(_("L’appel est clos : cette candidature ne peut plus être envoyée ni changée. Appelez l’équipe si c’est "
                        "un oubli de quelques jours."))
    if state == "soon":
        raise Refused(_("L’appel n’est pas encore ouvert."))


def _locate(application):
    """Say where the address falls; a stretch that the applicant tapped stays as a hint for the team to check."""
    season = application.season
    found, stretch = (locate(season.perimeter, application.number, application.street, application.postcode, application.city)
                      if season.perimeter_id else (P.UNKNOWN, None))
    application.place = found
    if found == P.INSIDE:
        application.stretch = stretch
    elif found == P.OUTSIDE:
        application.stretch = None


def _shop_of(application, by):
    """Return the shop, locked: the one of this SIRET, the same name at the same door, or a new one."""
    territory = application.season.territory
    shops = Shop.objects.select_for_update(of=("self",)).filter(territory=territory, closed_on=None)
    if application.shop_id and (same := shops.filter(pk=application.shop_id).first()):
        return same
    found = shops.filter(siret=application.siret).first() if application.siret else None
    if found is None:
        near = [s for s in shops.filter(sort_key=sort_key(application.shop_name))
                if fold(s.street) == fold(application.street) and s.number.casefold() == application.number.casefold()
                and not (s.siret and application.siret)]
        found = near[0] if near else None
    # A person without an account of ours writes to the journal under the name they just gave.
    return found or create_shop(
        by=by or application.person, territory=territory, name=application.shop_name, source="application",
        source_ref=str(application.pk), siret=application.siret or "", trade=application.trade,
        number=application.number, street=application.street, postcode=application.postcode, city=application.city,
        channels=[c for c in application.channels if c in SHOP_CHANNELS])


def _person_of(application):
    """Return the person: an address that is known already is simply used, and nothing is told of it."""
    if application.email:
        known = Person.objects.filter(email=application.email.lower()).first()
    else:
        known = next((p for p in Person.objects.filter(email=None, phone=application.phone, erased_at=None)
                      if fold(p.family_name) == fold(application.family_name)), None)
    return known or Person.objects.create_user(
        email=application.email or None, given_name=application.given_name, family_name=application.family_name,
        phone=application.phone, language=(get_language() or "fr")[:2], joined_at=clock.now())


def link_to(application):
    """Return a mailed address that shows this application, to go on with it, amend or withdraw it."""
    return issue_link(purpose="application", person=application.person, target=application, days=120)


def report(season):
    """Write on the season's line how many applications came."""
    sent = Application.objects.filter(season=season, state=S.SENT).count()
    record_progress(season=season, key="applications", done=sent, due=sent, late=0)


@transaction.atomic
def record_on_behalf(*, by, season, via="phone", **given):
    """The referent writes and sends the application of somebody who called or came by. Returns the Application."""
    draft = Application.objects.create(season=season, created_at=clock.now(), via=via, draft_key=None)
    return send(application=draft, by=by, via=via, **given)


@transaction.atomic
def keep_for_later(*, application, email):
    """Mail the applicant a link to their draft."""
    application = Application.objects.select_for_update(of=("self",)).select_related("season__territory").get(pk=application.pk)
    if not (email := _email(" ".join((email or "").split()))):
        raise Refused(_("Donnez votre adresse e-mail : le lien pour continuer y sera envoyé."), field="email")
    application.email = email
    application.person = _person_of(application)
    application.save(update_fields=["email", "person"])
    if application.state == S.DRAFT:
        mails.draft_kept(application, link_to(application))
    return application


@transaction.atomic
def send_link_again(*, application):
    """Mail its author the link to an application, once a day at most: somebody typed their shop again."""
    application = Application.objects.select_related("season__territory", "person").get(pk=application.pk)
    if application.person and application.person.email:
        mails.again(application, link_to(application))


@transaction.atomic
def amend(*, by, application, version, via="", on_behalf=False, **given):
    """Change an application that was sent; raises Conflict when somebody else changed it meanwhile.

    Parameters
    ----------
    on_behalf : bool
        The team writes: allowed until the answers leave, not only until the invitation closes.
    """
    _refuse_late(application.season, by if on_behalf else None)
    if application.state != S.SENT:
        raise Refused(_("Cette candidature est retirée. Renvoyez-la d’abord."))
    values = _checked(application.season, given)
    before = {name: getattr(application, name) for name in values}
    application.save_version(version=version, values=values)
    if any(before[n] != values[n] for n in ADDRESS if n in values):
        _locate(application)
        application.save(update_fields=["place", "stretch"])
    changed = sorted(n for n in values if before[n] != values[n])
    if changed:
        journal.record("application.amended", by=by, on=[application, *([application.shop] if application.shop else [])], via=via,
                       changes={name: ["", ""] for name in changed}, territory=application.season.territory_id)
    return application


@transaction.atomic
def withdraw(*, by, application, via=""):
    """Take an application back; twice is the same as once."""
    application = Application.objects.select_for_update(of=("self",)).select_related("season__territory").get(pk=application.pk)
    if application.state == S.SENT:
        if is_announced(application.season):
            raise Refused(_("Les réponses sont déjà parties. Pour quitter la saison, appelez l’équipe : c’est simple aussi."))
        application.state = S.WITHDRAWN
        application.save(update_fields=["state"])
        journal.record("application.withdrawn", by=by, on=[application, application.shop], via=via,
                       territory=application.season.territory_id)
        report(application.season)
    return application


@transaction.atomic
def tell_next_time(*, season, email, text):
    """Somebody came after the end and asks to be told of the next invitation. Twice is the same as once."""
    if not (email := _email(" ".join((email or "").split()))):
        raise Refused(_("Donnez votre adresse e-mail."), field="email")
    person = Person.objects.filter(email=email).first() or Person.objects.create_user(
        email=email, language=(get_language() or "fr")[:2], joined_at=clock.now())
    return give_consent(person=person, purpose="contact", about=season.territory, text=text, days=2 * 365, via="form")


def remove_old_drafts(*, days=60):
    """Erase the drafts that nobody touched for so long; returns how many."""
    old = Application.objects.filter(state=S.DRAFT, created_at__lt=clock.now() - timedelta(days=days))
    return old.delete()[0]
