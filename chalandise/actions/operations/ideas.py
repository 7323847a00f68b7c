"""The mentors' workshop: propose, discuss, support, withdraw, put to the merchant."""
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.actions import mails
from chalandise.actions.models import Idea, IdeaComment, IdeaMerge, IdeaProposal, IdeaSupport
from chalandise.actions.queries.voices import family, merge_of
from chalandise.actions.rules import may_propose, runs, sells, serves
from chalandise.catalogue.queries.fitting import is_proposable
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Mentor
from chalandise.mentoring.operations.interests import check_recommendation
from chalandise.people.models import Role
from chalandise.people.queries import holders
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries.playbook import kinds
from chalandise.shops.rules.trades import FAMILIES, TRADES

ABSURD_COST, ABSURD_HOURS = Decimal(100_000), 200


@transaction.atomic
def propose_idea(*, by, season, kind, title, shop=None, trade="", text="", cost=0, effort=1, no_gain=False, solution=None, supervisor=None):
    """Write an idea for one shop of the panel, or for one kind of shop; it names no solution nor house that its author is tied to.

    Parameters
    ----------
    shop, trade : Shop or str
        One of the two: a shop of the panel, or the code of a trade or of a family of trades.
    solution : Solution, optional
        One that the territory's catalogue proposes today.

    Returns
    -------
    Idea
    """
    if not may_propose(by, season):
        raise Refused(_("L’atelier est ouvert aux parrains et à l’équipe de la saison."))
    if shop is None and trade not in TRADES and trade not in FAMILIES:
        raise Refused(_("Choisissez une boutique, ou un genre de boutique de la liste."), field="trade")
    if shop is not None and not PanelPlace.objects.filter(season=season, shop=shop, left_at=None).exists():
        raise Refused(_("Cette boutique n’est pas dans le panel : choisissez-en une autre."), field="shop")
    values = _checked(season, kind=kind, title=title, text=text, cost=cost, effort=effort) | {"solution": _in_catalogue(season, solution)}
    _nothing_to_sell(by, season, no_gain)
    check_recommendation(by=by, person=by, season=season, words=f"{values['title']} {values['text']}", solution=solution, supervisor=supervisor)
    trade = "" if shop else trade
    same = Idea.objects.filter(season=season, shop=shop, trade=trade, by=by, title=values["title"], withdrawn_at=None).first()
    if same:
        return same  # a double click
    idea = Idea.objects.create(season=season, shop=shop, trade=trade, by=by, at=clock.now(), no_gain=no_gain, **values)
    journal.record("actions.idea_proposed", by=by, on=_on(idea), territory=season.territory_id)
    return idea


@transaction.atomic
def edit_idea(*, by, idea, version, kind, title, text, cost, effort, no_gain=False, solution=None, supervisor=None):
    """Change one's own idea (or any, for the team) as long as no action came of it."""
    _own(by, idea)
    values = _checked(idea.season, kind=kind, title=title, text=text, cost=cost, effort=effort)
    values["solution"] = solution if solution == idea.solution else _in_catalogue(idea.season, solution)
    _nothing_to_sell(idea.by or by, idea.season, no_gain)
    check_recommendation(by=by, person=idea.by, season=idea.season, words=f"{values['title']} {values['text']}", solution=solution,
                         supervisor=supervisor)
    idea.save_version(version=version, values={**values, "no_gain": no_gain})
    journal.record("actions.idea_edited", by=by, on=_on(idea), territory=idea.season.territory_id)
    return idea


@transaction.atomic
def withdraw_idea(*, by, idea):
    """Take one's idea back; it stays in the story. Twice is the same as once."""
    if idea.withdrawn_at:
        return idea
    _own(by, idea)
    idea.withdrawn_at = clock.now()
    idea.save(update_fields=["withdrawn_at"])
    IdeaMerge.objects.filter(kept=idea, undone_at=None).update(undone_at=clock.now(), undone_by=by)  # its twins stand by themselves again
    journal.record("actions.idea_withdrawn", by=by, on=_on(idea), territory=idea.season.territory_id)
    return idea


def _on(idea):
    return [idea, idea.shop] if idea.shop_id else [idea]


def _alone(idea):
    """An idea that was merged lives on the page of the other one."""
    if merge := merge_of(idea):
        raise Refused(_("Cette idée est réunie avec « %(title)s » : continuez sur sa page.") % {"title": merge.kept.title})


def _own(by, idea):
    _alone(idea)
    if idea.by_id != by.pk and not runs(by, idea.season):
        raise Refused(_("Seule la personne qui a proposé cette idée peut la modifier : laissez-lui un commentaire."))
    if hasattr(idea, "action"):
        raise Refused(_("Le commerçant a adopté cette idée : elle est devenue une action, c’est l’action qui se modifie."))
    if idea.withdrawn_at:
        raise Refused(_("Cette idée a été retirée. Proposez-en une nouvelle."))


def _checked(season, *, kind, title, text, cost, effort):
    if kind not in kinds(season):
        raise Refused(_("Choisissez un genre d’action de la liste."), field="kind")
    if not title.strip():
        raise Refused(_("Dites l’idée en une phrase."), field="title")
    cost = Decimal(cost or 0)
    if not cost.is_finite() or cost < 0 or cost >= ABSURD_COST or cost != cost.quantize(Decimal("0.01")):
        raise Refused(_("Le coût estimé s’écrit en euros, entre 0 et 100 000, par exemple 180,00."), field="cost")
    if not 0 <= int(effort) <= ABSURD_HOURS:
        raise Refused(_("Le temps demandé au commerçant s’écrit en heures, entre 0 et 200."), field="effort")
    return {"kind": kind, "title": title.strip()[:160], "text": text.strip(), "cost": cost.quantize(Decimal("0.01")),
            "effort": int(effort)}


def _in_catalogue(season, solution):
    """Return a solution that may be proposed today in the season's territory; nothing stays nothing."""
    if solution is not None and not is_proposable(solution, season.territory_id):
        raise Refused(_("« %(name)s » n’est pas proposée aujourd’hui par le catalogue : choisissez-en une autre, ou aucune.") % {"name": solution},
                      field="solution")
    return solution


def _nothing_to_sell(person, season, no_gain):
    """A mentor proposes nothing that their side sells: they say so."""
    sold = sells(person, Mentor.objects.filter(season=season, person=person).first())
    if sold and not no_gain:
        raise Refused(_("Votre entreprise vend « %(sold)s » aux commerces. Si votre idée n’y conduit pas, cochez « je n’ai rien à y "
                        "gagner » ; sinon, confiez-la à un autre parrain.") % {"sold": sold}, field="no_gain")


@transaction.atomic
def comment(*, by, idea, text):
    """Say something about an idea at the workshop."""
    if not may_propose(by, idea.season):
        raise Refused(_("L’atelier est ouvert aux parrains et à l’équipe de la saison."))
    _alone(idea)
    if not text.strip():
        raise Refused(_("Écrivez votre commentaire avant de l’envoyer."), field="text")
    latest = idea.comments.order_by("-at", "-id").first()
    if latest and latest.by_id == by.pk and latest.text == text.strip():
        return latest  # a double click
    written = IdeaComment.objects.create(idea=idea, by=by, text=text.strip(), at=clock.now())
    journal.record("actions.idea_discussed", by=by, on=_on(idea), territory=idea.season.territory_id)
    return written


@transaction.atomic
def support(*, by, idea, helps=False):
    """Support an idea, and perhaps offer an hour; saying it twice keeps the latest."""
    mentor = Mentor.objects.filter(season=idea.season, person=by, state=Mentor.State.ACCEPTED).first()
    if mentor is None or not may_propose(by, idea.season):
        raise Refused(_("Seuls les parrains de la saison soutiennent une idée."))
    if idea.by_id == by.pk and not helps:
        raise Refused(_("C’est votre idée : elle a déjà votre voix. Vous pouvez proposer une heure."))
    _alone(idea)
    check_recommendation(by=by, person=by, season=idea.season, words=f"{idea.title} {idea.text}", solution=idea.solution)
    given, _made = IdeaSupport.objects.update_or_create(idea=idea, mentor=mentor, defaults={"helps": helps},
                                                        create_defaults={"helps": helps, "at": clock.now()})
    journal.record("actions.idea_supported", by=by, on=_on(idea), territory=idea.season.territory_id)
    return given


@transaction.atomic
def unsupport(*, by, idea):
    """Take one's support back, wherever it was given: on the idea, on a twin, on the idea for its trade. Twice is the same as once."""
    IdeaSupport.objects.filter(idea__in=family([idea])[idea.pk], mentor__person=by).delete()


@transaction.atomic
def put_to_merchant(*, by, idea):
    """Put an idea to the merchant: one letter with one link. Putting it twice is the same as once."""
    if not may_propose(by, idea.season):
        raise Refused(_("L’atelier est ouvert aux parrains et à l’équipe de la saison."))
    if idea.withdrawn_at:
        raise Refused(_("Cette idée a été retirée. Proposez-en une nouvelle."))
    _alone(idea)
    if idea.shop_id is None:
        raise Refused(_("Cette idée vaut pour plusieurs boutiques : dites laquelle."))
    proposal, made = IdeaProposal.objects.get_or_create(idea=idea, defaults={"by": by, "at": clock.now()})
    if not made:
        return proposal
    people = list(holders(Role.Kind.MERCHANT, idea.shop_id))
    if not people:
        raise Refused(_("Personne n’est encore enregistré pour tenir %(shop)s : ajoutez d’abord son commerçant.")
                      % {"shop": idea.shop})
    for person in people:
        mails.idea_put(idea, person, by=by)
    journal.record("actions.idea_put", by=by, on=_on(idea), territory=idea.season.territory_id)
    return proposal


@transaction.atomic
def put_to_shop(*, by, idea, shop):
    """Put an idea for a trade to one shop of that trade, by a copy that its merchant answers; twice is the same as once.

    Returns the copy, whose words no longer follow the first idea's: they are what the merchant was given.
    """
    if not may_propose(by, idea.season):
        raise Refused(_("L’atelier est ouvert aux parrains et à l’équipe de la saison."))
    if idea.withdrawn_at:
        raise Refused(_("Cette idée a été retirée. Proposez-en une nouvelle."))
    _alone(idea)
    place = PanelPlace.objects.filter(season=idea.season, shop=shop, left_at=None).exists()
    if idea.shop_id is not None or not place or not serves(idea, shop):
        raise Refused(_("Cette idée n’est pas pour cette boutique : choisissez-en une de son métier, dans le panel."))
    copy = Idea.objects.filter(origin=idea, shop=shop).first()
    if copy is None:
        copied = {name: getattr(idea, name) for name in ("season", "kind", "title", "text", "cost", "effort", "no_gain", "solution", "by")}
        copy = Idea.objects.create(**copied, shop=shop, origin=idea, at=clock.now())
        journal.record("actions.idea_copied", by=by, on=[copy, idea, shop], territory=idea.season.territory_id)
    put_to_merchant(by=by, idea=copy)
    return copy
