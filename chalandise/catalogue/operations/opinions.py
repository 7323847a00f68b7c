"""What merchants say of what they use; the provider answers; the team hides, with a reason."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.models import Opinion, Use
from chalandise.catalogue.operations.evidence import recount
from chalandise.catalogue.queries.uses import NAMED
from chalandise.catalogue.rules.people import keeps_shop, speaks_for
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import give_consent, withdraw_consent
from chalandise.people.queries import consents_now

LONGEST = 2000  # characters


def naming_words():
    """The sentence that a merchant ticks to be named."""
    return _("J’accepte que le nom de ma boutique soit écrit à côté de mon avis, et que l’on dise qu’elle utilise cette solution.")


@transaction.atomic
def give_opinion(*, by, use, advise, good="", bad="", named=False, via=""):
    """Say what a solution is worth, for who keeps the shop that uses it or used it; a later word replaces the former.

    Parameters
    ----------
    advise : int
        0 to 10: would you advise it to a neighbour?
    named : bool
        The shop may be named: a consent (purpose "quote") on the use; False withdraws it.
    """
    use = Use.objects.select_for_update(of=("self",)).select_related("shop", "solution").get(pk=use.pk)
    if not keeps_shop(by, use.shop_id):
        raise Refused(_("Seules les personnes de la boutique donnent leur avis."))
    if not isinstance(advise, int) or isinstance(advise, bool) or not 0 <= advise <= 10:
        raise Refused(_("Choisissez une note de 0 à 10."), field="advise")
    for name, text in (("good", good), ("bad", bad)):
        if len(text) > LONGEST:
            raise Refused(_("Ce texte est trop long : %(most)s signes au plus.") % {"most": LONGEST}, field=name)
    words = {"advise": advise, "good": good.strip(), "bad": bad.strip()}
    known = Opinion.objects.filter(use=use).first()
    if known is None or any(getattr(known, name) != value for name, value in words.items()):
        known, _made = Opinion.objects.update_or_create(use=use, defaults={**words, "by": by, "at": clock.now()})
        journal.record("opinion.given", by=by, on=[use.shop, use.solution], via=via, territory=use.shop.territory_id)
        recount(use.solution_id)
    _name(use, by, named, via)
    return known


def _name(use, by, named, via):
    if named:
        give_consent(person=by, purpose=NAMED, text=naming_words(), about=use, via=via)
    else:
        for consent in consents_now(by).filter(purpose=NAMED, about_kind="catalogue.use", about_id=use.pk):
            withdraw_consent(consent=consent, by=by, via=via)
    if use.public != named:
        use.public = named
        use.save(update_fields=["public"])


@transaction.atomic
def answer_opinion(*, by, opinion, text, via=""):
    """The provider answers, under the opinion, in public; a later answer replaces the former, an empty one takes it back."""
    opinion = _locked(opinion)
    if not speaks_for(by, opinion.use.solution.provider):
        raise Refused(_("Seules les personnes de l’entreprise répondent à cet avis."))
    if opinion.hidden_at is not None:
        raise Refused(_("Cet avis est masqué : il n’y a plus rien à répondre."))
    text = text.strip()
    if len(text) > LONGEST:
        raise Refused(_("Ce texte est trop long : %(most)s signes au plus.") % {"most": LONGEST}, field="text")
    if text == opinion.answer:
        return opinion
    opinion.answer, opinion.answered_by, opinion.answered_at = text, (by if text else None), (clock.now() if text else None)
    opinion.save(update_fields=["answer", "answered_by", "answered_at"])
    journal.record("opinion.answered", by=by, on=[opinion.use.solution], via=via, territory=opinion.use.shop.territory_id)
    return opinion


@transaction.atomic
def hide_opinion(*, by, opinion, reason):
    """The team takes words off the public page, for a reason that the page tells (insults, names, another product)."""
    opinion = _locked(opinion)
    if not reason.strip():
        raise Refused(_("Dites pourquoi : la page du catalogue le dira à la place de l’avis."), field="reason")
    if opinion.hidden_at is None:
        opinion.hidden_at, opinion.hidden_by, opinion.hidden_reason = clock.now(), by, reason.strip()[:300]
        _seen(opinion, "opinion.hidden", by)
    return opinion


@transaction.atomic
def show_opinion(*, by, opinion):
    """Put hidden words back."""
    opinion = _locked(opinion)
    if opinion.hidden_at is not None:
        opinion.hidden_at, opinion.hidden_by, opinion.hidden_reason = None, None, ""
        _seen(opinion, "opinion.shown", by)
    return opinion


def _seen(opinion, verb, by):
    opinion.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    journal.record(verb, by=by, on=[opinion.use.solution, opinion.use.shop], territory=opinion.use.shop.territory_id)
    recount(opinion.use.solution_id)


def _locked(opinion):
    return Opinion.objects.select_for_update(of=("self",)).select_related("use__solution__provider", "use__shop").get(pk=opinion.pk)
