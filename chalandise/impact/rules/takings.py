"""Who may see and give takings; how long, how much, how often they are asked for."""
from chalandise.actions.rules import keeps
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.seasons.models import Application, PanelPlace

PURPOSE = "takings"            # of the consent
CONSENT_DAYS = 3 * 365
ERASED_AFTER = 30              # days after the agreement ended
ASKED, LEAST = 24, 12          # months before the season
SLIP_DAYS = 365                # a picture is erased a year after it was given; the figure stays
ASK_AGAIN, ASKS = 21, 3        # days between two requests, and how many in all
DOUBTS = ("zero_more", "zero_less", "negative")


def follows(person, shop):
    """Say whether this person is, now, the referent of a season in which the shop takes part or applied."""
    seasons = scopes_of(person, Role.Kind.REFERENT)
    return (PanelPlace.objects.filter(shop=shop, season__in=seasons).exists()
            or Application.objects.filter(shop=shop, season__in=seasons, state=Application.State.SENT).exists())


def may_see(person, shop, consent):
    """Say whether this person may see a shop's takings: its merchant always, its referent while the agreement stands; nobody else."""
    return keeps(person, shop) or (consent is not None and follows(person, shop))
