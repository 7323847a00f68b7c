"""The stage of the journey: the people, the day it is, and the count of gestures."""
from datetime import UTC, datetime
from math import ceil

from django.core.management import call_command

from chalandise.foundation import clock
from chalandise.foundation.models import Pulse
from tests.browser import ALONE
from tests.journeys.people import Player

SHOPS, APPLICANTS, CASES, AIM = 20, 70, 3, 150
ROLES = {"admin": "responsable du territoire", "referent": "référente", "second": "second référent", "merchant": "commerçant",
         "mentor": "parrain", "passer-by": "candidat non retenu", "partner": "comité"}


class Stage:
    """Everything that the acts share."""

    def __init__(self, visitor, settings, folder):
        self.visitor, self.settings, self.folder = visitor, settings, folder
        self.people = []

    def enter(self, role, name, email=""):
        """Give somebody a screen."""
        player = Player(self.visitor, role, name, email)
        player.tab.context.set_default_timeout(30_000)
        self.people.append(player)
        return player

    def travel(self, day, hour=10):
        """Move the trade's clock, of the live server only."""
        self.settings.CLOCK_OFFSET = clock.local(day, hour) - datetime.now(UTC)
        self.day, self.hour = day, hour

    def work(self, day, hour=10):
        """Travel, and run what waits in the background as the operator's command does; the machine's clock has gone round since."""
        self.travel(day, hour)
        with ALONE, clock.at(clock.local(day, hour)):  # a page that is open may be looking at how far the work is
            Pulse.objects.filter(name__startswith="chalandise.").delete()
            call_command("work", once=True)

    # --- the count ---------------------------------------------------------------------------------------------------

    def gestures(self, role):
        """Return {served: gestures} of everybody of a role."""
        found = {}
        for player in self.people:
            if player.role == role:
                for served, count in player.gestures.items():
                    found[served] = found.get(served, 0) + count
        return found

    def for_twenty(self, role):
        """Return the gestures of a season of twenty shops: what is done once, plus what each shop, mentor, sheet and case costs.

        Here three shops were chosen among four and had two mentors; a whole season reads seventy applications, as in the
        demo, ten on a sheet, has as many mentors for a shop as here, and three shops in twenty that meet each case (no
        e-mail, silence, departure).
        """
        share = {"season": 1, "shop": SHOPS / 3, "mentor": SHOPS / 3, "sheet": ceil(APPLICANTS / 10), "case": CASES}
        return ceil(sum(count * share[served] for served, count in self.gestures(role).items()))

    def table(self, *, months):
        """Return the lines to print at the end."""
        lines = ["", f"{'':26}{'personnes':>10}{'gestes':>8}{'par personne':>14}"]
        for role, words in ROLES.items():
            who = [p for p in self.people if p.role == role]
            total = sum(sum(p.gestures.values()) for p in who)
            if who:
                lines.append(f"{words:26}{len(who):>10}{total:>8}{total / len(who):>14.0f}")
        parts = (("season", "une fois"), ("shop", "pour 3 boutiques"), ("mentor", "pour 2 parrains"), ("sheet", "pour une page de 10 candidatures"),
                 ("case", "pour un cas"))
        done = self.gestures("referent")
        lines += ["référente, ici : " + ", ".join(f"{words} {done.get(served, 0)}" for served, words in parts),
                  f"référente, à {SHOPS} boutiques : une fois + boutiques × {SHOPS}/3 + parrains × {SHOPS}/3 + pages de candidatures × "
                  f"{ceil(APPLICANTS / 10)} + cas × {CASES} = {self.for_twenty('referent')} gestes (but : {AIM})"]
        merchant = sum(self.gestures("merchant").values()) / sum(p.role == "merchant" for p in self.people)
        lines.append(f"commerçant : {merchant:.0f} gestes en {months} mois, à 30 secondes chacun (lire, choisir, écrire) : "
                     f"{merchant * 0.5 / months:.1f} min par mois (but : 10)")
        return "\n".join(lines)
