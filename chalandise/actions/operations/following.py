"""Going further: a file outside the season for an action that grows; the merchant agrees first, and may take it back."""
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chalandise.actions import mails
from chalandise.actions.models import FollowUp, FollowUpGuest, FollowUpStep
from chalandise.actions.queries.following import consent_of
from chalandise.actions.queries.keeping import keepers
from chalandise.actions.rules import SHARES, may_follow
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person
from chalandise.people.operations import give_consent, record_organisation, withdraw_consent

KEPT_OPEN, KEPT_CLOSED = timedelta(days=3 * 365), timedelta(days=365)  # after its opening, after its end
AGREED_DAYS = 2 * 365
MOST_GUESTS, MOST_STEPS = 10, 30
S = FollowUp.State


@transaction.atomic
def open_follow_up(*, by, action, title, why="", needs="", carrier=""):
    """Open a file from an action and ask its merchant; nobody else reads it before they agree. Twice is the same as once."""
    if not may_follow(by, action.season.territory_id, action.season_id):
        raise Refused(_("L’équipe du territoire ouvre ce dossier : parlez-lui de votre projet."))
    if held := FollowUp.objects.filter(action=action, state__in=(S.ASKED, S.OPEN)).first():
        return held
    people = keepers(action.shop)
    if not people:
        raise Refused(_("Personne n’est enregistré pour tenir %(shop)s : ajoutez d’abord son commerçant.") % {"shop": action.shop})
    now = clock.now()
    try:
        with transaction.atomic():
            made = FollowUp.objects.create(
                territory=action.season.territory, shop=action.shop, action=action, season_label=action.season.name, opened_by=by, opened_at=now,
                keep_until=(now + KEPT_OPEN).date(), **_words(title, why, needs, carrier))
    except IntegrityError:
        return FollowUp.objects.get(action=action, state__in=(S.ASKED, S.OPEN))
    for person in people:
        mails.follow_up_asked(made, person, by=by)
    _noted("actions.follow_up_opened", by, made)
    return made


@transaction.atomic
def edit_follow_up(*, by, follow_up, version, title, why, needs, carrier):
    """Write what is needed and who carries it; two people at once see both texts."""
    _led(by, follow_up)
    follow_up.save_version(version=version, values=_words(title, why, needs, carrier))
    _noted("actions.follow_up_edited", by, follow_up)
    return follow_up


def _words(title, why, needs, carrier):
    if not title.strip():
        raise Refused(_("Dites le projet en une phrase."), field="title")
    return {"title": title.strip()[:160], "why": why.strip(), "needs": needs.strip(), "carrier": carrier.strip()[:120]}


def agreement_words(shares):
    """The sentence that the merchant agrees to, with what partners will read."""
    shown = ", ".join(str(SHARES[code]) for code in SHARES if code in shares) or _("rien d’autre")
    return _("J’accepte que l’équipe ouvre un dossier pour aller plus loin, et que les partenaires qu’elle y invite lisent le nom de ma boutique, "
             "le projet, et : %(shown)s. Je peux changer d’avis à tout moment.") % {"shown": shown}


@transaction.atomic
def agree(*, by, follow_up, shares, via=""):
    """The merchant agrees, and says what partners may read; agreeing again changes what they may. Returns the FollowUp."""
    follow_up = _locked(follow_up)
    _merchant(by, follow_up)
    if not follow_up.is_alive:
        raise Refused(_("Ce dossier est clos. L’équipe peut en ouvrir un autre."))
    shares = [code for code in SHARES if code in shares]
    if follow_up.state == S.OPEN and follow_up.shares == shares and consent_of(follow_up):
        return follow_up
    _forget_consent(follow_up, by)
    give_consent(person=by, purpose="follow-up", text=agreement_words(shares), about=follow_up, days=AGREED_DAYS, via=via)
    follow_up.shares, follow_up.state, follow_up.agreed_by, follow_up.agreed_at = shares, S.OPEN, by, clock.now()
    follow_up.save(update_fields=["shares", "state", "agreed_by", "agreed_at"])
    _noted("actions.follow_up_agreed", by, follow_up, via)
    return follow_up


@transaction.atomic
def withdraw(*, by, follow_up, via=""):
    """The merchant says no, or no longer: partners stop reading at once and the file is closed. Twice is the same as once."""
    follow_up = _locked(follow_up)
    _merchant(by, follow_up)
    if follow_up.is_alive:
        _forget_consent(follow_up, by)
        _end(by, follow_up, S.STOPPED, _("Le commerçant n’a pas souhaité continuer."), via)
    return follow_up


@transaction.atomic
def close_follow_up(*, by, follow_up, done, outcome):
    """The file is over: it came to something, or it stopped; what it gave, in words. It is erased a year later."""
    follow_up = _locked(follow_up)
    _led(by, follow_up)
    if not outcome.strip():
        raise Refused(_("Dites en une phrase ce que cela a donné : « rien » est une réponse."), field="outcome")
    _end(by, follow_up, S.DONE if done else S.STOPPED, outcome.strip(), "")
    return follow_up


def _end(by, follow_up, state, outcome, via):
    follow_up.state, follow_up.outcome, follow_up.closed_by, follow_up.closed_at = state, outcome, by, clock.now()
    follow_up.keep_until = (clock.now() + KEPT_CLOSED).date()
    follow_up.save(update_fields=["state", "outcome", "closed_by", "closed_at", "keep_until"])
    follow_up.guests.filter(ended_at=None).update(ended_at=clock.now())
    _noted("actions.follow_up_closed", by, follow_up, via)


@transaction.atomic
def add_follow_step(*, by, follow_up, text, who="", due_on=None):
    """Add a next step."""
    _led(by, follow_up)
    if not text.strip():
        raise Refused(_("Écrivez l’étape, par exemple « Demander un devis au menuisier »."), field="text")
    if follow_up.steps.count() >= MOST_STEPS:
        raise Refused(_("Trente étapes, c’est beaucoup : regroupez-en."), field="text")
    step, _made = FollowUpStep.objects.get_or_create(follow_up=follow_up, text=text.strip()[:200], done_at=None,
                                                     defaults={"who": who.strip()[:80], "due_on": due_on})
    _noted("actions.follow_up_step", by, follow_up)
    return step


@transaction.atomic
def tick_follow_step(*, by, step, done):
    """Tick a step, or untick it."""
    _led(by, step.follow_up)
    step.done_at = clock.now() if done else None
    step.save(update_fields=["done_at"])
    return step


@transaction.atomic
def invite_guest(*, by, follow_up, email, given_name, family_name, organisation=""):
    """Invite a partner to read what the merchant agreed to; one letter with one link. Inviting twice is the same as once."""
    follow_up = _locked(follow_up)  # the merchant may be taking the agreement back at this second
    _led(by, follow_up)
    if follow_up.state != S.OPEN or consent_of(follow_up) is None:
        raise Refused(_("Le commerçant n’a pas encore donné son accord : personne d’autre ne lit ce dossier."))
    if not email.strip() or not given_name.strip():
        raise Refused(_("Il faut un prénom et une adresse e-mail."), field="email" if given_name.strip() else "given_name")
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        person = Person.objects.create_user(email=email.strip(), given_name=given_name.strip(), family_name=family_name.strip())
    elif not person.is_active:
        raise Refused(_("Cette personne a fermé son compte. Demandez-lui une autre adresse."), field="email")
    if held := follow_up.guests.filter(person=person, ended_at=None).first():
        return held
    if follow_up.guests.filter(ended_at=None).count() >= MOST_GUESTS:
        raise Refused(_("Dix partenaires au plus lisent un dossier : retirez-en un d’abord."))
    body = record_organisation(by=by, name=organisation.strip()) if organisation.strip() else None
    guest = FollowUpGuest.objects.create(follow_up=follow_up, person=person, organisation=body, by=by, at=clock.now())
    mails.follow_up_shared(guest, by=by)
    _noted("actions.follow_up_guest", by, follow_up)
    return guest


@transaction.atomic
def end_guest(*, by, guest):
    """A partner stops reading. Twice is the same as once."""
    _led(by, guest.follow_up)
    if guest.ended_at is None:
        guest.ended_at = clock.now()
        guest.save(update_fields=["ended_at"])
        _noted("actions.follow_up_guest_ended", by, guest.follow_up)


def prune_follow_ups():
    """Every day: erase the files whose day has passed. Returns how many."""
    gone = FollowUp.objects.filter(keep_until__lt=clock.today())
    return sum(one.delete()[1].get("actions.FollowUp", 0) for one in gone)


def _locked(follow_up):
    return FollowUp.objects.select_for_update(of=("self",)).select_related("shop", "territory", "action__season").get(pk=follow_up.pk)


def _led(by, follow_up):
    if not may_follow(by, follow_up.territory_id, follow_up.action.season_id if follow_up.action else None):
        raise Refused(_("L’équipe du territoire écrit dans ce dossier."))
    if not follow_up.is_alive:
        raise Refused(_("Ce dossier est clos : il se lit, il ne change plus."))


def _merchant(by, follow_up):
    if by not in keepers(follow_up.shop):
        raise Refused(_("Seul le commerçant donne ou retire son accord."))


def _forget_consent(follow_up, by):
    if held := consent_of(follow_up):
        withdraw_consent(consent=held, by=by)


def _noted(verb, by, follow_up, via=""):
    journal.record(verb, by=by, on=[follow_up, follow_up.shop], via=via, territory=follow_up.territory_id)
