"""The team reads applications: comments, scores, and says where a shop stands when the address did not."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import check_conflict, declare_interests
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries.ties import declared_on, has_said
from chalandise.seasons.models import Application, ApplicationNote, ApplicationScore
from chalandise.seasons.queries import playbook
from chalandise.seasons.queries.interests import about_application, graph_of, names_around


def check_tied(*, by, application, supervisor=None):
    """Refuse somebody who is tied to the applicant; return the Verdict."""
    return check_conflict(by=by, graph=graph_of([application], [by, supervisor]), supervisor=supervisor,
                          gesture=_reading(by, application),
                          head=_("Vous ne lisez pas la candidature de %(shop)s.") % {"shop": application.shop_name})


def check_reader(*, by, application, supervisor=None):
    """Refuse a reader who is tied to the applicant, or who has not said yet whether the application concerns them."""
    found = check_tied(by=by, application=application, supervisor=supervisor)
    if not has_said(declared_on(by, Application._meta.label_lower, [application.pk]).get(application.pk), found):
        raise Refused(_("Dites d’abord si cette candidature vous concerne : la page vous le demande avant de la montrer."))


@transaction.atomic
def declare(*, by, season, applications, ties=None):
    """Say of several applications at once that none concerns oneself, but those of `ties` ({application id: kind}).

    A tie is declared with the shop of each of these (with the application itself when it has no shop yet): its reader
    withdraws. Saying it again replaces what was said; a tie is ended on one's own page.
    """
    ties, applications = ties or {}, list(applications)
    return declare_interests(person=by, place=season, things=applications, conflicts={
        a: (a.shop or a, ties[a.pk]) for a in applications if ties.get(a.pk)})


@transaction.atomic
def name_second(*, by, application, supervisor):
    """Name the person of the team under whose eyes one reads an application."""
    if supervisor is None:
        raise Refused(_("Choisissez la deuxième personne."), field="supervisor")
    return check_conflict(by=by, graph=graph_of([application], [by, supervisor]), supervisor=supervisor, gesture=_reading(by, application))


def _reading(by, application):
    return Gesture("score", by, application, application.season, about_application(application), names_around(application))


@transaction.atomic
def note(*, by, application, text):
    """Comment an application; only the team reads it."""
    check_reader(by=by, application=application)
    if not (text := text.strip()):
        raise Refused(_("Écrivez votre remarque avant de l’enregistrer."), field="text")
    made = ApplicationNote.objects.create(application=application, by=by, at=clock.now(), text=text[:5000])
    journal.record("application.noted", by=by, on=application, territory=application.season.territory_id)
    return made


@transaction.atomic
def score(*, by, application, values, supervisor=None):
    """Give one's own scores, criterion to 0…5 (None takes a score back); the others' stay theirs.

    Raises
    ------
    Refused
        The reader has not said whether the application concerns them, a tie stops them (or asks for a second person,
        `supervisor`), a criterion is not of the season's playbook, or a score is not between 0 and 5.
    """
    check_reader(by=by, application=application, supervisor=supervisor)
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
def score_all(*, by, sheet):
    """Give one's own scores to several applications at once: [(application, {criterion: 0…5})]; all or none. Returns how many."""
    for application, values in sheet:
        score(by=by, application=application, values=values)
    return len(sheet)


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
