"""A mentor applies, is met, accepted or thanked; keeps their profile. Leaving midway is in `pairings.leave_mentor`."""
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import mentors as mails
from chalandise.mentoring.models import Mentor
from chalandise.mentoring.queries.mentors import HALF_DAYS
from chalandise.mentoring.queries.words import skill_choices
from chalandise.people.models import Person, Role
from chalandise.people.operations import affiliate, grant_role, issue_link, record_organisation
from chalandise.people.operations.account import check_phone
from chalandise.seasons.operations import charters
from chalandise.seasons.queries.charters import Signer, current
from chalandise.shops.rules import FAMILIES, TRADES

S = Mentor.State
LISTS = {"skills": lambda: {code for code, _words in skill_choices()}, "trades": lambda: {*FAMILIES, *TRADES},
         "availability": lambda: set(HALF_DAYS)}


def _checked(given):
    """Return clean values of a profile; raise Refused at the first that must be corrected."""
    clean = {}
    for name, known in LISTS.items():
        if name in given:
            clean[name] = [code for code in dict.fromkeys(given[name] or ()) if code in known()]
    for name in ("sells", "motivation"):
        if name in given:
            clean[name] = (given[name] or "").strip()[:300 if name == "sells" else 3000]
    if "skills" in clean and not clean["skills"]:
        raise Refused(_("Cochez au moins une compétence : c’est elle qui fait trouver la bonne boutique."), field="skills")
    if "availability" in clean and not clean["availability"]:
        raise Refused(_("Cochez au moins une demi-journée où vous pouvez passer dans une boutique."), field="availability")
    if "capacity" in given:
        if given["capacity"] not in (1, 2):
            raise Refused(_("Un parrain accompagne une boutique, deux au plus."), field="capacity")
        clean["capacity"] = given["capacity"]
    return clean


def _email(text):
    text = (text or "").strip().lower()
    try:
        validate_email(text)
    except ValidationError:
        raise Refused(_("Donnez une adresse e-mail complète, par exemple prenom@exemple.fr."), field="email") from None
    return text


@transaction.atomic
def apply(*, season, email, given_name, family_name, phone="", employer="", siren="", by=None, via="", **profile):
    """Somebody offers to accompany a shop. Returns the Mentor.

    An address that has already applied keeps what it said, and is mailed its link again: a form is no proof of identity.
    """
    email, given_name, family_name = _email(email), " ".join((given_name or "").split()), " ".join((family_name or "").split())
    if not family_name or not given_name:
        raise Refused(_("Donnez votre prénom et votre nom."), field="family_name" if given_name else "given_name")
    phone, clean = check_phone(phone), _checked(profile)
    if hasattr(season, "closure"):
        raise Refused(_("Cette saison est terminée. Merci : la prochaine vous attend peut-être."))
    person = Person.objects.select_for_update(of=("self",)).filter(email=email).first() or Person.objects.create_user(
        email=email, given_name=given_name[:80], family_name=family_name[:80], phone=phone,
        language=(get_language() or "fr")[:2], joined_at=clock.now())
    known = Mentor.objects.filter(season=season, person=person).select_related("season__territory", "season__contact", "person").first()
    if known:
        mails.again(known, link_to(known))
        return known
    organisation = record_organisation(by=by or person, name=employer, siren=siren) if (employer or "").strip() else None
    mentor = Mentor.objects.create(season=season, person=person, employer=organisation, applied_at=clock.now(), **clean)
    journal.record("mentor.applied", by=by or person, via=via, on=[mentor, season])
    mails.received(mentor, link_to(mentor))
    return mentor


def link_to(mentor):
    """Return a mailed address where a mentor reads and corrects what they said."""
    return issue_link(purpose="mentor.application", person=mentor.person, target=mentor, days=120)


@transaction.atomic
def edit_profile(*, by, mentor, version, employer=None, siren="", **profile):
    """Correct a profile; raises Conflict when somebody else saved meanwhile. `employer` "" means none any more."""
    values = _checked(profile)
    if employer is not None:
        values["employer"] = record_organisation(by=by, name=employer, siren=siren) if employer.strip() else None
    before = {name: getattr(mentor, name) for name in values}
    mentor.save_version(version=version, values=values)
    changed = sorted(name for name in values if before[name] != values[name])
    if changed:
        journal.record("mentor.edited", by=by, on=mentor, territory=mentor.season.territory_id,
                       changes={name: ["", ""] for name in changed})
    if mentor.state == S.ACCEPTED and mentor.employer and {"employer", "sells"} & set(changed):
        affiliate(by=by, person=mentor.person, organisation=mentor.employer, sells=mentor.sells)
    return mentor


def _open(mentor, *states):
    mentor = Mentor.objects.select_for_update(of=("self",)).select_related("person", "employer", "season__territory", "season__contact").get(pk=mentor.pk)
    if mentor.state not in states:
        raise Refused(_("Cette candidature est déjà « %s ». Rechargez la page.") % mentor.get_state_display())
    return mentor


def _move(mentor, by, state, **moments):
    before, mentor.state = mentor.state, state
    for name, moment in moments.items():
        setattr(mentor, name, moment)
    mentor.version += 1
    mentor.save()
    journal.record(f"mentor.{state}", by=by, on=[mentor, mentor.season], changes={"state": [before, state]})
    return mentor


@transaction.atomic
def meet(*, by, mentor, on=None):
    """Record that the team met this person, and which day."""
    mentor = _open(mentor, S.APPLIED, S.MET)
    on = on or clock.today()
    if on > clock.today():
        raise Refused(_("Cette rencontre est dans l’avenir. Notez-la le jour venu."), field="on")
    return _move(mentor, by, S.MET, met_at=clock.local(on, 12))


@transaction.atomic
def accept(*, by, mentor):
    """Welcome a mentor: the role, the employer, the letter with the charter to sign. Twice is the same as once."""
    if Mentor.objects.filter(pk=mentor.pk, state=S.ACCEPTED).exists():
        return mentor
    mentor = _open(mentor, S.APPLIED, S.MET, S.DECLINED)
    if mentor.met_at is None:
        raise Refused(_("Notez d’abord la date de votre rencontre : un parrain est rencontré avant d’être accepté."))
    mentor = _move(mentor, by, S.ACCEPTED, decided_at=clock.now())
    grant_role(person=mentor.person, kind=Role.Kind.MENTOR, scope_id=mentor.season_id)
    if mentor.employer:
        affiliate(by=by, person=mentor.person, organisation=mentor.employer, sells=mentor.sells)
    charter = current(mentor.season, "mentor")
    mails.accepted(mentor, charters.link_for(Signer(mentor.person, None, None), charter) if charter else "")
    charters.report(mentor.season)
    return mentor


@transaction.atomic
def welcome_all(*, by, met, accepted, on=None):
    """Record a day on which several people were met, and accept those of them that one names: all or none. Returns how many were accepted.

    Parameters
    ----------
    met, accepted : iterable of Mentor
        Whom the team met on `on` (today by default), and whom it takes; who is accepted and was not met yet is met that day.
    """
    for mentor in met:
        meet(by=by, mentor=mentor, on=on)
    taken = list(accepted)
    for mentor in taken:
        accept(by=by, mentor=mentor if mentor.met_at else meet(by=by, mentor=mentor, on=on))
    return len(taken)


@transaction.atomic
def decline(*, by, mentor, words):
    """Thank somebody whom the season cannot take, in the team's own words."""
    if Mentor.objects.filter(pk=mentor.pk, state=S.DECLINED).exists():
        return mentor
    if not words.strip():
        raise Refused(_("Écrivez un mot : la personne a offert son temps, elle mérite une raison."), field="words")
    mentor = _move(_open(mentor, S.APPLIED, S.MET), by, S.DECLINED, decided_at=clock.now())
    mails.declined(mentor, words.strip()[:2000])
    return mentor
