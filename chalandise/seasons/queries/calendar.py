"""Reading a season's calendar, before it exists and before it changes."""
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from chalandise.computing import workdays
from chalandise.foundation import clock, wording
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import Milestone, slide_words
from chalandise.seasons.queries import playbook

# Communes of these departments have holidays of their own, as the package names them.
_PARTS = {"57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974", "976": "976"}


def closed_days(territory, years):
    """Return the public holidays of a territory, by date."""
    insee = territory.communes.order_by("insee").values_list("insee", flat=True).first() or ""
    return workdays.french_holidays(years, part=_PARTS.get(insee[:2]) or _PARTS.get(insee[:3]))


def milestones_of(season):
    """Return the season's milestones in their order, ready for the line (one query)."""
    return list(season.milestones.all())


def next_milestone(season):
    """Return the first milestone that is not behind us, or None."""
    return next((m for m in milestones_of(season) if m.last_day >= clock.today() and not m.passed_at), None)


def is_quiet(season, day=None):
    """Say whether this day belongs to a period in which nobody is visited or chased (Christmas)."""
    day = day or clock.today()
    return season.milestones.filter(key__in=playbook.quiet_keys(season), on__lte=day, until__gte=day).exists()


def _fixed(entry):
    ends = [tuple(int(n) for n in entry[k].split("-")) for k in ("from_day", "to_day") if k in entry]
    return tuple(ends) if ends else None


def draft(book, starts_on, territory):
    """Return the milestones that a playbook makes from a first day, not saved, in the order of their dates.

    `in_quiet` of each is the quiet period (Christmas) that it falls into, or None.
    """
    closed = closed_days(territory, range(starts_on.year, starts_on.year + 4))
    stops = tuple(workdays.Stop(m["key"], after=m.get("after"), days=m.get("days", 0), fixed=_fixed(m),
                                held=None if m.get("after") else starts_on) for m in book["milestones"])
    result = workdays.solve(workdays.Problem(stops, closed))
    found = []
    for entry in book["milestones"]:
        placed, fixed = result.placed[entry["key"]], _fixed(entry)
        found.append(Milestone(key=entry["key"], label_fr=entry["label"]["fr"], label_en=entry["label"]["en"], on=placed.on,
                               until=workdays.period(placed.on, fixed)[1] if fixed else None, planned_on=placed.on,
                               slid_from=placed.wanted))
    found.sort(key=lambda m: m.on)
    quiet = {m["key"] for m in book["milestones"] if m.get("quiet")}
    for milestone in found:
        milestone.in_quiet = next((q for q in found if q.key in quiet and q is not milestone and q.on <= milestone.on <= q.last_day), None)
    for order, milestone in enumerate(found, 1):
        milestone.order = order
    return found


@dataclass(frozen=True)
class Change:
    """One milestone before and after a move."""

    milestone: Milestone
    before: date
    on: date
    until: date | None
    slid_from: date | None

    @property
    def note(self):
        return slide_words(self.slid_from, self.on) if self.slid_from else ""


@dataclass(frozen=True)
class Move:
    """What a move would do: the changes (the moved one first), what stays and why, and what to think of."""

    changes: list
    kept: list      # [(milestone, why)]
    warnings: list


def preview_move(milestone, on):
    """Say what moving a milestone would change; nothing is written.

    Raises
    ------
    Refused
        The date comes before the milestone's anchor, or pushes a pinned one out of order.
    """
    season = milestone.season
    entries = {m["key"]: m for m in playbook.of(season)["milestones"]}
    rows = {m.key: m for m in milestones_of(season)}
    _refuse_alone(milestone, on, entries, rows)
    followers = _followers(milestone.key, entries, rows)
    closed = closed_days(season.territory, range(min(m.on for m in rows.values()).year - 1,
                                                 max(on, *(m.last_day for m in rows.values())).year + 3))
    kept = [(rows[k], _("épinglé") if rows[k].pinned else _("déjà passé")) for k in followers if _stays(rows[k])]
    free = {k for k in followers if not _stays(rows[k])}
    stops = [_stop(row, entries.get(row.key, {}), rows, free, closed) for row in rows.values()]
    stops = [replace(s, held=on, exact=False) if s.key == milestone.key else s for s in stops]
    result = workdays.solve(workdays.Problem(tuple(stops), closed))
    _refuse_order(result, rows, milestone)
    changes = [_change(rows[key], result.placed[key], _fixed(entries.get(key, {})))
               for key in [milestone.key, *followers] if key not in {m.key for m, _why in kept}]
    changes = [c for c in changes if c.on != c.before or c.milestone.slid_from != c.slid_from]
    return Move(changes, kept, _warnings(changes, season, rows))


def _stays(row):
    return row.pinned or row.passed_at is not None or row.last_day < clock.today()


def _followers(key, entries, rows):
    """Return the keys that lean on `key`, near ones first."""
    found = [key]
    for here in found:
        found += [k for k, e in entries.items() if e.get("after") == here and k in rows and k not in found]
    return found[1:]


def _stop(row, entry, rows, free, closed):
    """A follower that is free leans on its anchor at the distance as it stands, so an earlier move by hand is kept."""
    anchor = rows.get(entry.get("after"))
    lean = {"after": anchor and anchor.key, "fixed": _fixed(entry)}
    if row.key not in free:
        return workdays.Stop(row.key, held=row.on, exact=True, **lean)
    return workdays.Stop(row.key, days=workdays.between(anchor.on, row.on, closed), **lean)


def _change(row, placed, fixed):
    until = row.until and (workdays.period(placed.on, fixed)[1] if fixed else row.until + (placed.on - row.on))
    return Change(row, row.on, placed.on, until, placed.wanted)


def _said(day):
    return wording.day_year(day)


def _refuse_alone(milestone, on, entries, rows):
    entry = entries.get(milestone.key, {})
    anchor = rows.get(entry.get("after"))
    if milestone.passed_at:
        raise Refused(_("« %s » est marqué comme fait : sa date ne bouge plus. Rouvrez-le d’abord si c’était une erreur.")
                      % milestone.label, field="on")
    if _fixed(entry):
        raise Refused(_("« %s » revient chaque année aux mêmes dates et ne se déplace pas.") % milestone.label, field="on")
    if abs((on - milestone.on).days) > 1100:
        raise Refused(_("Cette date est à plus de trois ans de la date prévue. Vérifiez l’année."), field="on")
    if anchor and on < anchor.on:
        raise Refused(_("« %(what)s » ne peut pas venir avant « %(anchor)s », le %(day)s. Choisissez une date à partir de ce jour, "
                        "ou déplacez d’abord « %(anchor)s ».")
                      % {"what": milestone.label, "anchor": anchor.label, "day": _said(anchor.on)}, field="on")


def _refuse_order(result, rows, moved):
    for key, anchor in result.early():
        # What already stood in this order is not this move's doing.
        if rows[key].pinned and rows[key].on >= rows[anchor].on:
            raise Refused(_("« %(what)s » est épinglé au %(day)s, et « %(anchor)s » viendrait après. Désépinglez-le, ou choisissez "
                            "une date plus tôt pour « %(moved)s ».")
                          % {"what": rows[key].label, "day": _said(rows[key].on), "anchor": rows[anchor].label,
                             "moved": moved.label}, field="on")


def _warnings(changes, season, rows):
    found, quiet = [], [rows[k] for k in playbook.quiet_keys(season) if k in rows]
    for change in changes:
        if change.on < clock.today():
            found.append(_("« %(what)s » tomberait le %(day)s, déjà passé.")
                         % {"what": change.milestone.label, "day": _said(change.on)})
        found += [_("« %(what)s » tomberait pendant « %(quiet)s » : les boutiques n’auront pas le temps.")
                  % {"what": change.milestone.label, "quiet": q.label}
                  for q in quiet if q.key != change.milestone.key and q.on <= change.on <= q.last_day]
    return found


def hide_counts(season):
    """Return the milestones for a public page: nothing of what is done or late; the season's line then reads them."""
    prefetch_related_objects([season], "milestones")
    for milestone in season.milestones.all():
        milestone.done = milestone.due = milestone.late = 0
    return list(season.milestones.all())
