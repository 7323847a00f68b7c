"""Double rating: a fifth of the visits, drawn by lot, are rated by a second mentor who does not see the first answers."""
import random
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing.maturity import UNKNOWN
from chalandise.diagnostics import mails
from chalandise.diagnostics.models import SecondLook
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.queries.second_looks import drawable, raters, wanted
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused


@transaction.atomic
def draw_second_looks(*, by, season, moment, seed=None):
    """Draw the visits to rate twice and who rates them, and write to them. Returns the SecondLooks.

    Parameters
    ----------
    seed : int, optional
        Of the draw, recorded; a fresh one otherwise. The same seed on the same sheets and mentors draws the same.

    Raises
    ------
    Refused
        Enough is drawn already, or no other mentor may go.
    """
    missing, sheets = wanted(season, moment), drawable(season, moment)
    if missing <= 0 or not sheets:
        raise Refused(_("Une visite sur cinq a déjà son deuxième regard, ou aucune n’est terminée."))
    seed = secrets.randbelow(2**31) if seed is None else seed
    chance, loads, made = random.Random(seed), {}, []
    chance.shuffle(sheets)
    for assessment in sheets:
        free = raters(season, assessment)
        if free and len(made) < missing:
            rater = min(free, key=lambda p: (loads.get(p.pk, 0), chance.random()))
            loads[rater.pk] = loads.get(rater.pk, 0) + 1
            made.append(SecondLook.objects.create(assessment=assessment, rater=rater, seed=seed, asked_at=clock.now()))
    if not made:
        raise Refused(_("Aucun autre parrain ne peut y aller : tous suivent ces boutiques ou leur sont liés."))
    for look in made:
        mails.second_look(look, by=by)
    journal.record("diagnostics.second_looks_drawn", by=by, on=season, changes={"seed": ["", seed], "visits": [0, len(made)]})
    return made


@transaction.atomic
def rate_again(*, by, look, answers, finish=False):
    """Keep the answers of the second mentor; with `finish`, close the look.

    Parameters
    ----------
    answers : dict of question to answer ("unknown" is one); questions left out keep what they had

    Raises
    ------
    Refused
        It is closed already, an answer is not one of its question's, or a question is left when finishing.
    """
    look = SecondLook.objects.select_for_update(of=("self",)).select_related("assessment__shop").get(pk=look.pk)
    if look.done_at:
        raise Refused(_("Ce deuxième regard est terminé. Merci."))
    assessment = look.assessment
    bank = banks.load(assessment.bank_key, assessment.bank_version)
    for key, choice in answers.items():
        asked = bank.question(key)
        if asked is None or (choice != UNKNOWN and asked.option(choice) is None):
            raise Refused(_("Choisissez une des réponses proposées, ou « Je ne sais pas »."), field=key)
    look.answers = {**look.answers, **answers}
    if finish:
        left = [q for q in bank.asked(assessment.trade, assessment.channels, look.answers) if q.key not in look.answers]
        if left:
            look.save(update_fields=["answers"])
            return look
        look.done_at = clock.now()
        journal.record("diagnostics.looked_again", by=by, on=[assessment, assessment.shop], via="link")
    look.save(update_fields=["answers", "done_at"])
    return look
