"""What became of the actions of one kind: tried so often, kept by so many who answered at so many months, at what cost.

Counted over the seasons whose workshop a person may enter; no shop is named.
"""
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from chalandise.actions.models import Action
from chalandise.actions.queries.keeping import kept_of
from chalandise.actions.queries.money import money_of
from chalandise.actions.queries.workshop import seasons_open_to
from chalandise.catalogue.queries.evidence import CHECKS, FEW, Share
from chalandise.commons.queries import packages_in
from chalandise.commons.rules import CROWD, FORMAT, VERSION

CENT = Decimal("0.01")


@dataclass
class Evidence:
    """What is known of one kind of action. `asked` and `kept` count the answers at so many months, never the silences."""

    kind: str
    tried: int = 0      # ended: finished or stopped on the way
    dropped: int = 0    # of these, stopped on the way
    running: int = 0
    asked: Counter = field(default_factory=Counter)
    kept: Counter = field(default_factory=Counter)
    still: int = 0      # shops whose latest answer is yes
    elsewhere: "Evidence | None" = None  # published by other territories and imported; never added to ours
    publishers: int = 0                  # of what is `elsewhere`
    spent: Decimal | None = None  # by the pot, on those that ended; None when it was not asked for

    @property
    def share(self):
        """The Share that tells most: the longest time at which a few answered, else the longest at all; None without an answer."""
        told = [Share(m, self.kept[m], self.asked[m]) for m in CHECKS if self.asked[m]]
        return next((s for s in reversed(told) if s.asked >= FEW), told[-1] if told else None)

    @property
    def shares(self):
        """Every Share, in the order of the months."""
        return [Share(m, self.kept[m], self.asked[m]) for m in CHECKS if self.asked[m]]

    @property
    def cost_per_kept(self):
        """What the pot spent on all of those that ended, for each that is still in place by its latest answer; None when none is."""
        return (self.spent / self.still).quantize(CENT, ROUND_HALF_UP) if self.spent is not None and self.still else None


def evidence_for(person, *, money=False):
    """Return {kind: Evidence} over the seasons whose workshop this person may enter, and what their territories imported from others.

    Six queries at the most (eight with money).
    """
    seasons = seasons_open_to(person)
    found = counted(Action.objects.filter(season__in=seasons), money=money)
    return _with_others(found, packages_in(seasons.values("territory")), money)


def _with_others(found, packages, money):
    """Put beside ours, without adding them up, the counts that other territories published."""
    publishers = defaultdict(set)
    for package in packages:
        for kind, counts in package.kinds.items():
            one = found.setdefault(kind, Evidence(kind, spent=Decimal(0) if money else None))
            other = one.elsewhere = one.elsewhere or Evidence(kind)
            other.tried, other.dropped = other.tried + counts["tried"], other.dropped + counts["dropped"]
            other.asked.update({int(m): n for m, n in counts["asked"].items()})
            other.kept.update({int(m): n for m, n in counts["kept"].items()})
            publishers[kind].add(package.publisher)
            one.publishers = len(publishers[kind])
    return found


def published(season, *, on):
    """Return the evidence package of a season, without the kinds that fewer than three shops tried: no shop is recognised in it.

    Parameters
    ----------
    on : date
        The day that it says it was made.
    """
    counts = counted(Action.objects.filter(season=season))
    kinds = {kind: {"tried": one.tried, "dropped": one.dropped, "asked": {str(m): n for m, n in sorted(one.asked.items())},
                    "kept": {str(m): n for m, n in sorted(one.kept.items())}} for kind, one in sorted(counts.items()) if one.tried >= CROWD}
    return {"format": FORMAT, "version": VERSION, "publisher": season.territory.name, "season": season.name, "made_on": on.isoformat(),
            "taxonomy": f"{season.playbook_key} {season.playbook_version}", "kinds": kinds}


def evidence_around(season):
    """Return {kind: Evidence} over the seasons of a season's territory, for the merchant who reads an idea: only what a crowd shares."""
    found = counted(Action.objects.filter(season__territory=season.territory_id))
    return {kind: one for kind, one in found.items() if one.tried >= CROWD}


def counted(actions, *, money=False):
    """Return {kind: Evidence} of some actions (a query); a kind that nobody tried is not there."""
    rows = list(actions.only("kind", "state", "use_id"))
    over = [a for a in rows if not a.is_open]
    found = defaultdict(lambda: None)
    kept, spent = kept_of(over), money_of(over) if money else {}
    for action in rows:
        one = found[action.kind] = found[action.kind] or Evidence(action.kind, spent=Decimal(0) if money else None)
        if action.is_open:
            one.running += 1
            continue
        one.tried += 1
        one.dropped += action.state == Action.State.DROPPED
        if money:
            one.spent += spent[action.pk].granted
        _answers(one, [k for k in kept[action.pk] if k.still is not None] if action.state == Action.State.DONE else [])
    return dict(found)


def _answers(one, answers):
    for answer in answers:
        one.asked[answer.months] += 1
        one.kept[answer.months] += answer.still
    one.still += bool(answers) and answers[-1].still
