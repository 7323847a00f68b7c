"""Build the demo: open the stage, put every story in the agenda, play it, offer its personas."""
from chalandise.foundation import clock
from chalandise.people.models import Role

from . import catalogue, deeds, keeping, meetings, mentors, opening, panel, purse, tills, together
from .stage import Stage


def build(*, until, seed, say=None):
    """Play the season up to a day; return (stage, number of events played)."""
    stage = Stage(until=until, seed=seed)
    with clock.at(clock.local(opening.FIRST_DAY, 9)):
        opening.open_everything(stage)
    for story in (panel, meetings, mentors, deeds, together, keeping, catalogue, purse, tills):
        story.schedule(stage)
    played = stage.play(say)
    with clock.at(stage.until):
        _pass_milestones(stage)
        _offer(stage)
    return stage, played


def _pass_milestones(stage):
    """The stops behind the tram whose work is done are passed."""
    from chalandise.seasons.operations.calendar import pass_milestone  # noqa: PLC0415  (cold path)
    for milestone in stage.season.milestones.filter(on__lt=clock.today(), passed_at=None):
        if milestone.done >= milestone.due:
            pass_milestone(by=stage.rose, milestone=milestone)


def _offer(stage):
    """One persona for each kind of person, in the order of the street's story."""
    stage.persona(stage.rose, "Rose suit la saison : elle ouvre la page du lundi.")
    stage.persona(stage.people.get(("Karim", "Cèdre"), stage.simon),
                  "Karim est parrain : ses visites, ses comptes rendus.")
    for key, sentence in (("lys", "Lila tient l’institut de beauté : une chose à faire, une minute."),
                          ("cuir", "Bruno travaille le cuir : on ne l’a pas vu depuis trois semaines.")):
        if key in stage.shops:
            merchant = Role.objects.filter(kind=Role.Kind.MERCHANT, scope_id=stage.shops[key].pk).select_related("person").first()
            stage.persona(merchant.person, sentence)
    given, family = stage.story["partners"][0]["person"]
    if (given, family) in stage.people:
        stage.persona(stage.people[given, family], "Bénédicte représente un financeur et siège au comité.")
    catalogue.personas(stage)
    stage.persona(stage.admin, "Odile est responsable du territoire : imports, équipe, saisons.")
