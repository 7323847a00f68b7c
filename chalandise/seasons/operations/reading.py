"""The team reads applications: comments, scores, and says where a shop stands when the address did not."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import Application, ApplicationNote, ApplicationScore
from chalandise.seasons.queries import playbook


@transaction.atomic
def note(*, by, application, text):
    """Comment an application; only the team reads it."""
    if not (text := text.strip()):
        raise Refused(_("Écrivez votre remarque avant de l’enregistrer."), field="text")
    made = ApplicationNote.objects.create(application=application, by=by, at=clock.now(), text=text[:5000])
    journal.record("application.noted", by=by, on=application, territory=application.season.territory_id)
    return made


@transaction.atomic
def score(*, by, application, values):
    """Give one's own scores, criterion to 0…5 (None takes a score back); the others' stay theirs.

    Raises
    ------
    Refused
        A criterion is not of the season's playbook, or a score is not between 0 and 5.
    """
    known = playbook.criteria(application.season)
    for key, value in values.items():
        if key not in known:
            raise Refused(_("Ce critère n’est pas dans le cadre de la saison."))
        if value is not None and not 0 <= value <= 5:
            raise Refused(_("Une note va de 0 à 5."), field=key)
    before = dict(ApplicationScore.objects.select_for_update(of=("self",)).filter(application=application, by=by).values_list("criterion", "value"))
    for key, value in values.items():
        if value is None:
            ApplicationScore.objects.filter(application=application, by=by, criterion=key).delete()
        elif before.get(key) != value:
            ApplicationScore.objects.update_or_create(application=application, by=by, criterion=key, defaults={"value": value})
    changes = {k: [before.get(k), v] for k, v in values.items() if before.get(k) != v}
    if changes:
        journal.record("application.scored", by=by, on=application, changes=changes, territory=application.season.territory_id)


@transaction.atomic
def correct_place(*, by, application, place, stretch=None):
    """Say where the shop stands; a stretch must be one of the season's perimeter and means that it is inside."""
    application = Application.objects.select_for_update(of=("self",)).select_related("season", "stretch").get(pk=application.pk)
    if stretch is not None and stretch.perimeter_id != application.season.perimeter_id:
        raise Refused(_("Ce tronçon n’est pas dans le périmètre de la saison."), field="stretch")
    if place == Application.Place.INSIDE and stretch is None:
        raise Refused(_("Choisissez le tronçon où se trouve la boutique."), field="stretch")
    if place not in Application.Place.values:
        raise Refused(_("Dites si la boutique est dans le périmètre."), field="place")
    stretch = stretch if place == Application.Place.INSIDE else None
    before = [application.place, application.stretch.name if application.stretch else ""]
    after = [place, stretch.name if stretch else ""]
    if before != after:
        application.place, application.stretch = place, stretch
        application.version += 1
        application.save(update_fields=["place", "stretch", "version"])
        journal.record("application.placed", by=by, on=application, territory=application.season.territory_id,
                       changes={"place": [before[0], after[0]], "stretch": [before[1], after[1]]})
    return application
