"""Then-test: rating the beginning again, with what is known now."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.diagnostics.models import Retrospect
from chalandise.diagnostics.queries.retrospect import then_lines
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused


@transaction.atomic
def rate_beginning(*, by, assessment, ratings, via=""):
    """Keep where the shop was at the beginning as it is seen now; rating again replaces.

    Parameters
    ----------
    ratings : dict of question to answer; questions left out keep what they had

    Raises
    ------
    Refused
        Nothing is asked about this sheet (it is the first, or not finished), or an answer is not among those of its question.
    """
    lines = {line.question.key: line for line in then_lines(assessment)}
    if not lines:
        raise Refused(_("Le regard en arrière se donne après un diagnostic de fin de saison, quand il y en a eu un au départ."))
    given = {key: choice for key, choice in ratings.items() if key in lines and choice}
    if not given:
        raise Refused(_("Répondez à une question au moins."))
    strange = next((key for key, choice in given.items() if lines[key].question.option(choice) is None), None)
    if strange:
        raise Refused(_("Choisissez une des réponses proposées."), field=strange)
    for key, choice in given.items():
        Retrospect.objects.update_or_create(assessment=assessment, question=key, defaults={"choice": choice, "by": by, "at": clock.now()})
    journal.record("diagnostics.looked_back", by=by, on=[assessment, assessment.shop], via=via)
    return len(given)
