"""Skills that pairings lack, and the fewest people to ask for them (docs/computing/cover.md)."""
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from chalandise.computing import cover
from chalandise.mentoring.models import Mentor, Pairing, SkillRequest
from chalandise.mentoring.queries.board import board

HOURS = 2  # what one helper gives over a season, at most


@cache
def _kinds():
    return json.loads((Path(__file__).resolve().parent.parent / "data" / "kinds.json").read_text(encoding="utf-8"))


def skills_for(kind):
    """Return the skills that an action of this kind asks for (data/kinds.json); () for a kind that asks for nothing special."""
    return tuple(_kinds().get(kind, ()))


@dataclass
class Lack:
    """A skill that one pairing lacks, and who would be asked (None: nobody can), or why nobody is."""

    pairing: object
    skill: str
    helper: object = None
    why: str = ""


@dataclass
class Aid:
    """Everything that is lacking in a season, what is asked, what was answered."""

    lacks: list = field(default_factory=list)
    open: list = field(default_factory=list)    # SkillRequests that wait for an answer
    found: list = field(default_factory=list)   # SkillRequests accepted
    result: object = None

    @property
    def asked(self):
        """Who would receive a letter."""
        return sorted({lack.helper for lack in self.lacks if lack.helper}, key=lambda m: m.person.sort_key)


def aid(season, *, planned=None, seed=0):
    """Return what the open pairings of a season lack and the fewest helpers to ask.

    Parameters
    ----------
    planned : dict, optional
        Pairing id to the skills that its planned action asks for (the door brings it: actions stand above); a pairing
        without a planned action is judged by what its shop seems to need.
    """
    found, planned = board(season), planned or {}
    rows = list(SkillRequest.objects.filter(pairing__season=season, withdrawn_at=None).select_related(
        "pairing__shop", "pairing__mentor__person", "helper__person"))
    waiting, agreed = [r for r in rows if not r.says], [r for r in rows if r.says == SkillRequest.Says.YES]
    settled = {(r.pairing_id, r.skill) for r in (*waiting, *agreed)}
    pairings = {p.pk: p for p in found.paired.values() if p.announced_at}
    needs = tuple(cover.Need(p.pk, skill) for p in pairings.values()
                  for skill in sorted(set(planned.get(p.pk, found.needs.get(p.shop_id, ()))) - set(found.mentors[p.mentor_id].skills))
                  if (p.pk, skill) not in settled) if pairings else ()
    hours = {m: HOURS - sum(r.helper_id == m for r in (*waiting, *agreed)) for m in found.mentors}
    helpers = tuple(cover.Helper(m.pk, frozenset(m.skills), max(0, hours[m.pk])) for m in found.mentors.values() if m.pk not in found.unsigned_mentors)
    known = {h.key for h in helpers}
    refused = {(r.pairing_id, r.helper_id) for r in rows if r.says == SkillRequest.Says.NO}
    barred = {(p.pk, m) for p in pairings.values() for m in known if m == p.mentor_id or (p.shop_id, m) in found.barred} | refused
    result = cover.solve(cover.Problem(needs, helpers, frozenset(barred), frozenset(r.helper_id for r in agreed) & known), seed=seed)
    lacks = [Lack(pairings[n.pairing], n.skill, found.mentors.get(result.chosen.get(n)), result.uncovered.get(n, "")) for n in needs]
    return Aid(lacks, waiting, agreed, result)


def requests_of(helper):
    """Return what is asked of one helper and still open, or answered in this season, newest first."""
    return list(SkillRequest.objects.filter(helper=helper, withdrawn_at=None, pairing__ended_at=None).select_related(
        "pairing__shop", "pairing__mentor__person"))


def helper_by_link(link):
    """Return the mentor of a mailed link, or None when they stopped."""
    return Mentor.objects.filter(pk=link.target_id, person=link.person, state=Mentor.State.ACCEPTED).select_related(
        "person", "season__territory", "season__contact").first()


def helpers_of(pairing: Pairing):
    """Return who was asked for a skill of a pairing, with their answers."""
    return pairing.skill_requests.filter(withdrawn_at=None).select_related("helper__person")
