"""Charters are published, signed by typed name or on paper, withdrawn, renewed when their text changes."""
import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import issue_link
from chalandise.seasons.mails import charters as mails
from chalandise.seasons.models import CharterText, Season, Signature
from chalandise.seasons.operations.calendar import record_progress
from chalandise.seasons.queries import charters as reading

A = CharterText.Audience


def digest_of(text):
    """Return the sha256 of a charter's text: the evidence of what was signed."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def publish_new_version(*, by, season, audience, text, seen=None, tell=True):
    """Publish another text; those who signed an older one are asked to sign again. Returns the CharterText.

    Parameters
    ----------
    seen : int, optional
        The version that the person edited from; refused when somebody published another meanwhile.
    tell : bool
        Write at once to everybody who must sign.
    """
    season = Season.objects.select_for_update(of=("self",)).select_related("territory", "contact").get(pk=season.pk)
    text = text.replace("\r\n", "\n").strip() + "\n"
    present = reading.current(season, audience)
    if seen is not None and present and present.version != seen:
        raise Refused(_("Quelqu’un vient de publier la version %d. Relisez-la, puis reprenez vos changements.") % present.version,
                      field="text")
    if len(text) < 200:
        raise Refused(_("Ce texte est trop court pour une charte : écrivez-la en entier."), field="text")
    if present and digest_of(text) == present.digest:
        raise Refused(_("Ce texte est déjà celui de la version %d : rien à publier.") % present.version, field="text")
    made = CharterText.objects.create(season=season, audience=audience, version=present.version + 1 if present else 1, text=text,
                                      digest=digest_of(text), published_at=clock.now())
    journal.record("charter.published", by=by, on=season, changes={"version": [present.version if present else None, made.version]})
    if tell:
        for signer in reading.roll(season, audience):
            _ask(signer, made)
    report(season)
    return made


def _ask(signer, charter, *, again=False):
    """Write to one signer with their link; on paper when they have no address. Returns the Letter, or None."""
    if signer.person is None or signer.signature is not None:
        return None
    return mails.please_sign(signer, charter, link_for(signer, charter), again=again)


@transaction.atomic
def ask_shop(*, season, shop):
    """Send its charter to a shop that comes in after the others. Returns the Letter, or None when there is nobody or nothing to sign."""
    charter = reading.current(season, A.MERCHANT)
    signer = next((s for s in reading.roll(season, A.MERCHANT) if s.shop and s.shop.pk == shop.pk), None)
    return _ask(signer, charter) if charter and signer else None


def link_for(signer, charter):
    """Return the address where a signer reads and signs; it always shows the text that holds."""
    if charter.audience == A.MERCHANT:
        return issue_link(purpose="charter.merchant", person=signer.person, target=signer.place, days=120)
    return issue_link(purpose="charter.mentor", person=signer.person, target=charter.season, days=120)


@transaction.atomic
def remind(*, by, season, audience, number=None):
    """Write to everybody who has not signed (or to one of them), once a day at most. Returns how many letters were written."""
    charter = reading.current(season, audience)
    if charter is None:
        raise Refused(_("Aucune charte n’est publiée pour cette saison."))
    waiting = [s for s in reading.roll(season, audience) if s.signature is None and s.person is not None
               and number in (None, s.number)]
    letters = [_ask(s, charter, again=True) for s in waiting]
    if letters:
        journal.record("charter.reminded", by=by, on=[season, *(s.shop for s in waiting if s.shop)],
                       changes={"letters": [0, len(letters)]})
    return len(letters)


@transaction.atomic
def sign(*, season, audience, person, typed_name, shop=None, seen=None, via="link"):
    """Sign the charter that holds today by typing one's name; twice is the same as once. Returns the Signature.

    Parameters
    ----------
    seen : str, optional
        Digest of the text on the page; refused when another version was published since.
    """
    return _sign(season, audience, person, shop, typed_name=typed_name, seen=seen, via=via, by=person)


@transaction.atomic
def record_paper(*, by, season, audience, person, typed_name, shop=None):
    """The referent records a signature given on paper; the sheet stays in their binder."""
    return _sign(season, audience, person, shop, typed_name=typed_name, seen=None, via="paper", by=by)


def _sign(season, audience, person, shop, *, typed_name, seen, via, by):
    charter = reading.current(season, audience)
    if charter is None:
        raise Refused(_("Aucune charte n’est publiée pour cette saison."))
    charter = CharterText.objects.select_for_update(of=("self",)).select_related("season__territory", "season__contact").get(pk=charter.pk)
    if held := reading.signature_of(charter, person=person, shop=shop):
        return held
    if seen is not None and seen != charter.digest:
        raise Refused(_("Le texte vient de changer. Le voici à jour : relisez-le avant de signer."))
    name = " ".join((typed_name or "").split())
    if len(name) < 3 or len(name.split()) < 2:
        raise Refused(_("Écrivez votre prénom et votre nom : c’est ce qui vaut signature."), field="typed_name")
    made = Signature.objects.create(
        charter=charter, person=person, shop=shop, typed_name=name[:200], digest=charter.digest, at=clock.now(), via=via,
        recorded_by=by if by != person else None)
    journal.record("charter.signed", by=by, on=[season, person, *([shop] if shop else [])], via=via,
                   changes={"version": [None, charter.version]})
    mails.signed(made)
    report(season)
    return made


@transaction.atomic
def withdraw(*, by, signature, via=""):
    """Take a signature back; the record of it stays. Twice is the same as once.

    A pairing that runs is then ended by the door, with mentoring's operation.
    """
    signature = Signature.objects.select_for_update(of=("self",)).select_related("charter__season__territory", "person", "shop").get(pk=signature.pk)
    if signature.withdrawn_at is None:
        signature.withdrawn_at = clock.now()
        signature.save(update_fields=["withdrawn_at"])
        season = signature.charter.season
        journal.record("charter.withdrawn", by=by, via=via, on=[t for t in (season, signature.person, signature.shop) if t is not None],
                       changes={"version": [signature.charter.version, None]})
        report(season)
    return signature


def report(season):
    """Write on the season's line how many charters are signed, due and late."""
    done, due, late = (sum(pair) for pair in zip(reading.count(season, A.MERCHANT), reading.count(season, A.MENTOR), strict=True))
    record_progress(season=season, key="charters", done=done, due=due, late=late)
