"""The merchant's answer: this one, or not this one."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.actions import mails
from chalandise.actions.models import Action, Idea, IdeaProposal
from chalandise.actions.operations.money import ask_money
from chalandise.actions.operations.signs import alive
from chalandise.actions.rules import OPEN, keeps, may_answer
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Pairing
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries.playbook import kinds


@transaction.atomic
def adopt(*, by, idea, via=""):
    """The merchant adopts an idea: it becomes the shop's action, and its cost is asked from the pot.

    Adopting the same idea twice returns the same Action; a second idea waits until the first action is over.
    """
    place = _answerable(by, idea)
    if same := Action.objects.filter(idea=idea).first():
        return same
    if idea.withdrawn_at:
        raise Refused(_("Cette idée a été retirée par la personne qui l’avait proposée. Votre parrain en a peut-être une autre."))
    if other := Action.objects.filter(season=idea.season, shop=idea.shop, state__in=OPEN).first():
        raise Refused(_("Une action est déjà en cours : « %(title)s ». Une à la fois : terminez-la ou arrêtez-la d’abord.")
                      % {"title": other.title})
    now = clock.now()
    pairing = Pairing.objects.filter(season=idea.season, shop=place.shop, ended_at=None).first()
    action = Action.objects.create(season=idea.season, shop=place.shop, pairing=pairing, idea=idea, solution=idea.solution, kind=idea.kind, title=idea.title,
                                   indicator=next(iter(kinds(idea.season)[idea.kind].indicators), ""), adopted_at=now,
                                   changed_at=now, owner=by if keeps(by, place.shop) else None)
    _answer(by, idea, IdeaProposal.Answer.ADOPTED, "", via)
    journal.record("actions.adopted", by=by, on=[action, idea, place.shop], via=via, territory=idea.season.territory_id)
    if idea.cost:
        _ask_quietly(by, action, idea)
    alive(action)
    mails.adopted(action)
    return action


@transaction.atomic
def decline(*, by, idea, words="", via=""):
    """The merchant says "not this one", with a word if they like. Twice is the same as once."""
    _answerable(by, idea)
    if Action.objects.filter(idea=idea).exists():
        raise Refused(_("Vous avez adopté cette idée : elle est devenue votre action. Vous pouvez l’arrêter depuis sa page."))
    proposal = _answer(by, idea, IdeaProposal.Answer.DECLINED, words, via)
    journal.record("actions.declined", by=by, on=[idea, idea.shop], via=via, territory=idea.season.territory_id)
    return proposal


def _answerable(by, idea):
    """Lock the shop's place in the panel, so that two answers follow each other; return it."""
    if not may_answer(by, idea):
        raise Refused(_("Seul le commerçant répond à une idée proposée à sa boutique."))
    place = (PanelPlace.objects.select_for_update(of=("self",)).select_related("shop")
             .filter(season=idea.season, shop=idea.shop, left_at=None).first())
    if place is None:
        raise Refused(_("Cette boutique n’est plus dans le panel de la saison."))
    Idea.objects.filter(pk=idea.pk).select_for_update(of=("self",)).first()
    idea.refresh_from_db(fields=["withdrawn_at"])
    return place


def _answer(by, idea, answer, words, via):
    now = clock.now()
    proposal, _made = IdeaProposal.objects.get_or_create(idea=idea, defaults={"by": by, "at": now})
    if proposal.answer != answer:
        proposal.answer, proposal.words, proposal.via = answer, words.strip()[:300], via
        proposal.answered_by, proposal.answered_at = by, now
        proposal.save()
    return proposal


def _ask_quietly(by, action, idea):
    """Ask the pot; when it cannot, the action goes on and its page says that the money is still to be found."""
    try:
        ask_money(by=by, action=action, amount=idea.cost, label=f"{action.title} · {action.shop}", once=f"adopt:{action.pk}")
    except Refused:
        journal.record("actions.money_missing", by=by, on=[action, action.shop], territory=action.season.territory_id)
