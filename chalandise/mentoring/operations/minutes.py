"""Minutes of a visit: written once even if the phone sends them twice, edited without losing anybody's words."""
import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import pairings as pairing_letters
from chalandise.mentoring.mails import visits as letters
from chalandise.mentoring.models import FitAnswer, Minutes, Visit
from chalandise.mentoring.operations.appointments import locked, on_visit
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.operations.interests import MINUTES, check_recommendation
from chalandise.mentoring.operations.progress import report_visits
from chalandise.mentoring.queries.visits import merchants_of

THEMES = ("found", "sell", "relation", "daily", "safety", "skills", "sobriety", "other")  # of the question bank
LONGEST = 480  # minutes


def check(values):
    """Refuse what cannot be: a visit of zero minutes, unknown themes, a next step in the past of the visit."""
    if not 5 <= values["duration"] <= LONGEST:
        raise Refused(_("Une visite dure entre 5 minutes et 8 heures. Vérifiez la durée."), field="duration")
    if values.get("travel", 0) > LONGEST:
        raise Refused(_("Le trajet est compté en minutes, aller et retour : au plus 8 heures."), field="travel")
    if unknown := set(values.get("themes", [])) - set(THEMES):
        raise Refused(_("Ce thème n’existe pas : %(what)s.") % {"what": ", ".join(sorted(unknown))}, field="themes")
    if not (values.get("seen") or values.get("decided") or values.get("next_step")):
        raise Refused(_("Une phrase suffit, mais il en faut une : ce que vous avez vu, décidé, ou le prochain pas."), field="decided")


@transaction.atomic
def write_minutes(*, visit, by, values, client_key=None, on=None, supervisor=None, via=""):
    """Write the minutes of a visit, which is then done; the same `client_key` twice writes once.

    A phone that does not know whether its minutes arrived sends them again, perhaps with other words: they complete what
    it sent before, unless somebody else has edited it meanwhile.

    Parameters
    ----------
    values : dict
        duration, travel, themes, seen, decided, next_step, next_on.
    on : date, optional
        The day of the visit when no appointment says it.

    Raises
    ------
    Refused
        Minutes of this visit exist already, written from another form; or the visit is to come.
    Conflict
        The same form comes back with other words, and somebody has edited the minutes since.
    """
    visit = locked(visit)
    known = Minutes.objects.filter(visit=visit).first()
    if known:
        if client_key and known.client_key == client_key:
            return known if _said_already(known, values) else edit_minutes(minutes=known, version=1, values=values, by=by, supervisor=supervisor, via=via)
        raise Refused(_("Le compte rendu de cette visite existe déjà. Ouvrez-le pour le compléter : rien de ce que vous avez écrit n’est perdu."))
    check(values)
    _recommends_nothing_of_theirs(visit, by, values, supervisor)
    _date(visit, on)
    try:
        with transaction.atomic():
            minutes = Minutes.objects.create(visit=visit, client_key=client_key, by=by, written_at=clock.now(), **values)
    except IntegrityError:
        raise Refused(_("Ce formulaire a déjà servi pour une autre visite. Rechargez la page et enregistrez.")) from None
    visit.state = Visit.State.DONE
    visit.slots.all().delete()
    visit.version += 1
    visit.save()
    sign(pairing=visit.pairing, kind="visit", at=visit.starts_at)
    sign(pairing=visit.pairing, kind="minutes")
    on_visit("visit.minuted", visit, by=by, via=via, changes={"duration": [None, minutes.duration]})
    _tell(visit, minutes)
    report_visits(visit.pairing.season)
    return minutes


def _recommends_nothing_of_theirs(visit, by, values, supervisor):
    """What was decided and what comes next name no solution nor house to which the mentor is tied; what was seen is a fact."""
    words = f"{values.get('decided') or ''} {values.get('next_step') or ''}"
    if words.strip():
        check_recommendation(by=by, person=visit.pairing.mentor.person, season=visit.pairing.season, words=words, supervisor=supervisor,
                             head=MINUTES)


def _said_already(minutes, values):
    return all(getattr(minutes, name) == value for name, value in values.items())


def _date(visit, on):
    if visit.state == Visit.State.CANCELLED:
        raise Refused(_("Ce parrainage est terminé : ses visites ne changent plus. Appelez l’équipe s’il doit reprendre."))
    if visit.starts_at is None:
        if on is None:
            raise Refused(_("Quel jour la visite a-t-elle eu lieu ?"), field="on")
        visit.starts_at = clock.local(on, 12)
        visit.ends_at = visit.starts_at + dt.timedelta(hours=1)
    day = visit.starts_at.astimezone(clock.PARIS).date()
    if day > clock.today():
        raise Refused(_("Cette visite est à venir : on écrit le compte rendu après. Si elle a eu lieu plus tôt, déplacez-la d’abord."), field="on")


def _tell(visit, minutes):
    merchants = merchants_of(visit.pairing.shop)
    letters.write_minutes(minutes, merchants)
    if visit.number == 1:
        pairing_letters.write_fit_question(visit.pairing, merchants)
    elif sides := undecided(visit.pairing):
        pairing_letters.write_fit_question(visit.pairing, merchants, sides=sides, number=visit.number)


def undecided(pairing):
    """Return the sides whose last word was that they do not know yet."""
    last = {}
    for answer in pairing.fits.order_by("at", "pk"):
        last[answer.side] = answer.says
    return [side for side in FitAnswer.Side.values if last.get(side) == FitAnswer.Says.UNSURE]


@transaction.atomic
def edit_minutes(*, minutes, version, values, by, supervisor=None, via=""):
    """Change the minutes if nobody did meanwhile; raises Conflict with both texts otherwise."""
    check({**{f: getattr(minutes, f) for f in ("duration", "travel", "themes", "seen", "decided", "next_step")}, **values})
    _recommends_nothing_of_theirs(minutes.visit, by, values, supervisor)
    before = {name: getattr(minutes, name) for name in ("duration", "travel")}
    minutes.save_version(version=version, values=values)
    changes = {n: [b, getattr(minutes, n)] for n, b in before.items() if b != getattr(minutes, n)}
    on_visit("visit.minutes_edited", minutes.visit, by=by, via=via, changes=changes)
    return minutes
