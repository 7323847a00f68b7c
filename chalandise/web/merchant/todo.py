"""What waits for a merchant, the most useful first: one thing to do, one minute.

Each entry of TODO looks at what the home page has read and gives a Todo or nothing; it asks the database nothing. A new
gesture of the merchant adds its entry here, where its turn comes.
"""
from dataclasses import dataclass
from datetime import timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.catalogue.rules import need_label
from chalandise.foundation import clock, wording
from chalandise.impact.queries import first_of, last_month
from chalandise.seasons.models import Attendance
from chalandise.web.shell.fits import BUTTONS

TAKINGS_ASKED = 60    # days after a visit during which the takings of the past are asked for on the home page
LEAST_BEFORE_FIT = 1  # visits done before both sides are asked whether it fits


@dataclass(frozen=True)
class Todo:
    """One thing to do: the sentence, why, how long, where.

    With `choices` ((value, words), …) the home page itself offers one button each, which posts `field` and `gesture` to
    `url`; the link then says what else one may answer.
    """

    key: str
    title: str
    words: str
    button: str
    minutes: int
    url: str
    choices: tuple = ()
    field: str = ""
    gesture: str = ""


def address(*names):
    """Return the address of the first (name, *args) that a page answers to, or ""."""
    for name, *args in names:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return ""


def sign_charter(home):
    if home.charter is None or home.signature:
        return None
    return Todo("charter", _("Signez la charte"), _("Une page : ce que chacun promet, sans rien vendre ni rien devoir. Pas de signature, pas de parrain."),
                _("Lire et signer"), 2, address(("merchant:charter", home.shop.pk)))


def choose_time(home):
    visit = next((v for v in home.visits if v.state == v.State.PROPOSED), None)
    if visit is None:
        return None
    slots = tuple((s.pk, wording.moment(s.starts_at)) for s in visit.slots.all() if s.starts_at > clock.now())
    return Todo("visit", _("Choisissez l’heure de la visite de %(name)s") % {"name": home.mentor.given_name}, "", _("Aucune ne me va"), 1,
                address(("merchant:visit", home.shop.pk, visit.pk)), slots, field="slot", gesture="choose")


def answer_fit(home):
    done = sum(v.state == v.State.DONE for v in home.visits)
    if home.pairing is None or done < LEAST_BEFORE_FIT or any(f.side == "merchant" for f in home.pairing.fits.all()):
        return None
    return Todo("fit", _("Avec %(name)s, ça va ?") % {"name": home.mentor.given_name},
                _("Trois réponses possibles. Si le courant ne passe pas, l’équipe propose quelqu’un d’autre, sans histoire."), _("Ajouter un mot"), 1,
                address(("merchant:fit", home.shop.pk)), tuple((value, str(words)) for value, words in BUTTONS), field="says")


def fill_assessment(home):
    if not home.due:
        return None
    begun = home.due in home.assessments and home.assessments[home.due].started_at
    if home.due == "T0" and home.pairing and not begun and not home.assessments.get("T0") and not any(
            v.state == v.State.DONE for v in home.visits):
        return None  # the mentor fills it at the first visit
    return Todo("assessment", _("Reprenez le diagnostic où vous l’avez laissé") if begun else _("Dites où en est votre boutique"),
                _("Une question par écran, chaque réponse est gardée."), _("Reprendre") if begun else _("Commencer"), 10,
                address(("merchant:assessment_sheet", home.shop.pk, home.due)))


def adopt_idea(home):
    waiting = [i for i in home.ideas if not i.proposal.answer]
    if not waiting or home.action_open:
        return None
    return Todo("idea", _("Une idée pour votre boutique"), waiting[0].title, _("La lire et répondre"), 2,
                address(("merchant:idea", home.shop.pk, waiting[0].pk), ("merchant:action", home.shop.pk)))


def plan_measure(home):
    """Before the action starts: what it should change, in which figure; or yes to what the mentor wrote."""
    if not home.action_open:
        return None
    if home.measure.plan is None:
        return Todo("measure", _("Que doit changer votre action ?"), _("Dans quel chiffre cela se verra, et à partir de quand : décidez-le avant de commencer."),
                    _("Le dire"), 2, address(("merchant:action_gesture", home.shop.pk, home.action.pk, "mesure")))
    if home.measure.plan.agreed_at is None:
        return Todo("measure", _("Ce que l’on regardera : cela vous va ?"), home.measure.figure, _("Lire et répondre"), 1,
                    address(("merchant:action", home.shop.pk)) + "#measure")
    return None


def give_figure(home):
    if home.action is None or home.series is None or home.action.state == home.action.State.DROPPED:
        return None
    month = last_month()
    begun = first_of(wording.as_day(home.action.adopted_at))
    if begun > month or any(p.month == month for p in home.series.known) or home.told:
        return None
    return Todo("reading", home.series.question, date_format(month, "F Y").capitalize(), _("Écrire le nombre"), 1,
                address(("merchant:action_gesture", home.shop.pk, home.action.pk, "chiffre")),
                tuple(home.choices), field="reponse")


def say_kept(home):
    if home.kept is None or home.kept.answered_at:
        return None
    return Todo("kept", _("« %(title)s » : est-ce toujours en place ?") % {"title": home.action.title},
                _("Un non aide autant qu’un oui : la boutique d’à côté saura ce qui tient."), _("Voir mon action"), 1,
                address(("merchant:action_gesture", home.shop.pk, home.action.pk, "en-place")),
                (("oui", _("Oui, toujours")), ("non", _("Non, plus maintenant"))), field="still")


def give_takings(home):
    """For a while after the first visit only: whoever does not wish to is left in peace."""
    since = clock.now() - timedelta(days=TAKINGS_ASKED)
    if home.takings_agreed or not any(v.state == v.State.DONE and v.starts_at and v.starts_at > since for v in home.visits):
        return None
    return Todo("takings", _("Vos recettes d’avant la saison"), _("Pour savoir ce que votre action aura vraiment apporté. Vues de vous et de la personne référente seulement."),
                _("Les donner, si vous voulez"), 5, address(("merchant:takings", home.shop.pk)))


def answer_gathering(home):
    for invitation in home.invitations:
        gathering = invitation.gathering
        if invitation.answer == Attendance.Answer.INVITED and gathering.starts_at > clock.now() and not gathering.cancelled_at:
            return Todo("gathering", _("Venez-vous ? %(title)s") % {"title": gathering.title},
                        f"{wording.moment(gathering.starts_at)}{', ' + gathering.place if gathering.place else ''}", _("Répondre"), 1,
                        address(("merchant:gatherings", home.shop.pk)))
    return None


def choose_quote(home):
    for one in home.quotes:
        came = [q for q in one.quotes.all() if q.state == "answered"]
        if came and one.closed_at is None:
            return Todo("quote", ngettext("%(n)s devis est arrivé", "%(n)s devis sont arrivés", len(came)) % {"n": len(came)},
                        _("Pour « %(need)s » : comparez, choisissez, ou dites non.") % {"need": need_label(one.need)}, _("Voir les devis"), 2,
                        address(("merchant:quote", home.shop.pk, one.pk)))
    return None


def tell_quote(home):
    for one in home.quotes:
        chosen = next((q for q in one.quotes.all() if q.state == "chosen" and q.merchant_says is None), None)
        if chosen is not None:
            return Todo("happened", _("« %(name)s » : est-ce fait ?") % {"name": chosen.solution}, _("Oui ou non, les deux réponses aident les autres boutiques."),
                        _("Répondre oui ou non"), 1, address(("merchant:quote", home.shop.pk, one.pk)))
    return None


def say_opinion(home):
    if not home.satisfaction_asked or home.satisfaction:
        return None
    return Todo("satisfaction", _("La saison se termine : était-ce utile ?"), _("Deux questions et un mot si vous voulez."), _("Donner mon avis"), 1,
                address(("merchant:satisfaction", home.shop.pk)))


TODO = [sign_charter, choose_time, answer_fit, fill_assessment, adopt_idea, choose_quote, tell_quote, say_kept, plan_measure, give_figure, answer_gathering,
        give_takings, say_opinion]


def waiting(home):
    """Return every Todo of a merchant that some page answers, in order; the first is the one thing to do."""
    found = (entry(home) for entry in TODO)
    return [todo for todo in found if todo and todo.url]
