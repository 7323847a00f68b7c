"""Who supports an idea and what is said of it, read over its twins and over the idea for its trade: nobody is counted twice."""
from collections import defaultdict
from dataclasses import dataclass, field

from chalandise.actions.models import IdeaComment, IdeaMerge, IdeaSupport


@dataclass
class Voices:
    """What was given to an idea: one support a mentor, `helps` when they offered an hour anywhere; the comments in order."""

    supports: list = field(default_factory=list)
    comments: list = field(default_factory=list)

    @property
    def supporters(self):
        return len(self.supports)

    @property
    def hands(self):
        return sum(support.helps for support in self.supports)

    @property
    def said(self):
        return len(self.comments)


def merge_of(idea):
    """Return the merge by which an idea is read on another's page, or None."""
    return IdeaMerge.objects.filter(gone=idea, undone_at=None).select_related("kept__season", "by").first()


def gone_ids(season):
    """Return the ideas of a season that are read on another's page, as a query to exclude."""
    return IdeaMerge.objects.filter(kept__season=season, undone_at=None).values("gone")


def family(ideas):
    """Return {idea id: {its own id, its twins', those of the idea for its trade and of its twins}}, in one query."""
    below = defaultdict(list)
    seasons = {idea.season_id for idea in ideas}
    for kept, gone in IdeaMerge.objects.filter(kept__season__in=seasons, undone_at=None).values_list("kept", "gone"):
        below[kept].append(gone)

    def whole(number):
        found, queue = set(), [number]
        while queue:
            one = queue.pop()
            if one not in found:
                found.add(one)
                queue += below[one]
        return found
    return {idea.pk: whole(idea.pk) | (whole(idea.origin_id) if idea.origin_id else set()) for idea in ideas}


def voices_of(ideas):
    """Return {idea id: Voices}, in three queries whatever their number.

    A mentor who supported two twins is one support. The author's own support is left out unless they offer an hour.
    """
    families = family(ideas)
    members = set().union(*families.values()) if families else set()
    supports, comments = defaultdict(list), defaultdict(list)
    for row in IdeaSupport.objects.filter(idea__in=members).select_related("mentor__person").order_by("at", "pk"):
        supports[row.idea_id].append(row)
    for row in IdeaComment.objects.filter(idea__in=members).select_related("by").order_by("at", "pk"):
        comments[row.idea_id].append(row)
    return {idea.pk: Voices(_once([s for n in families[idea.pk] for s in supports[n]], idea.by_id),
                            sorted((c for n in families[idea.pk] for c in comments[n]), key=lambda c: (c.at, c.pk))) for idea in ideas}


def _once(supports, author):
    found = {}
    for one in sorted(supports, key=lambda s: (s.at, s.pk)):
        if one.mentor.person_id == author and not one.helps:
            continue
        first = found.setdefault(one.mentor_id, one)
        first.helps = first.helps or one.helps
    return list(found.values())


def twins_of(idea):
    """Return the merges by which other ideas are read on this one's page, the latest first."""
    return IdeaMerge.objects.filter(kept=idea, undone_at=None).select_related("gone__by", "gone__season", "by")
