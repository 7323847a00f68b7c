"""A picture beside an answer: added on site, taken away with its file."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.diagnostics.models import Assessment, Snapshot
from chalandise.diagnostics.queries import bank as banks
from chalandise.foundation import clock, files, journal
from chalandise.foundation.refusals import Refused


@transaction.atomic
def add_photo(*, by, assessment, question, uploaded, alt, via=""):
    """Put a picture beside a question, re-encoded without its location; another one takes its place.

    Raises
    ------
    Refused
        The sheet is finished, the question is not of its bank, nothing says what is on the picture, or it is not a picture.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).select_related("shop").get(pk=assessment.pk)
    if assessment.finished_at:
        raise Refused(_("Ce diagnostic est terminé. Rouvrez-le pour joindre une photo."))
    if banks.load(assessment.bank_key, assessment.bank_version).question(question) is None:
        raise Refused(_("Cette question n’est plus posée à votre boutique. Reprenez à la question suivante."))
    if uploaded is None:
        raise Refused(_("Choisissez une photo, ou prenez-en une avec le téléphone."), field="file")
    if not alt.strip():
        raise Refused(_("Dites ce qu’on voit sur la photo : une personne aveugle le lira."), field="alt")
    stored = files.accept(uploaded, kinds={"image"}, by=by)
    for before in assessment.snapshots.filter(question=question).select_related("file"):
        _drop(before)
    photo = Snapshot.objects.create(assessment=assessment, question=question, file=stored, alt=alt.strip()[:200], by=by, at=clock.now())
    journal.record("diagnostics.pictured", by=by, via=via, on=[assessment, assessment.shop])
    return photo


@transaction.atomic
def remove_photo(*, by, assessment, question, via=""):
    """Take the picture of a question away; twice is the same as once."""
    for photo in assessment.snapshots.filter(question=question).select_related("file"):
        _drop(photo)
        journal.record("diagnostics.unpictured", by=by, via=via, on=[assessment, assessment.shop])


def _drop(photo):
    stored = photo.file
    photo.delete()
    files.remove(stored)
