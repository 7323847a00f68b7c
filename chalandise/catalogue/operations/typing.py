"""What several people type at once: each field remembers which version changed it, and from which open page."""
from datetime import timedelta

from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.models import Entry
from chalandise.foundation.refusals import Conflict

QUIET = timedelta(minutes=10)  # one line of the journal for what one person types meanwhile


def merge(row, *, version, values, tab=""):
    """Put typed values on a locked row, not saved yet; return {field: value} of what changed.

    Parameters
    ----------
    row : Solution or Submission
        With `version` and `touched` as they are in the database.
    version : int
        The one with which the page was opened.
    tab : str
        A word of the open page, the same for all it sends: what it sent a second ago is no conflict with what it sends now.

    Raises
    ------
    Conflict
        Another page changed one of these very fields after `version`; nothing is put.
    """
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    theirs = {name: getattr(row, name) for name in changed if _elsewhere(row.touched.get(name), version, tab)}
    if theirs:
        raise Conflict(_("Quelqu’un a changé la même réponse pendant que vous écriviez. Comparez les deux textes, puis enregistrez "
                         "celui que vous gardez."), theirs=theirs, yours={name: values[name] for name in theirs}, version=row.version)
    for name, value in changed.items():
        setattr(row, name, value)
        row.touched[name] = [row.version + 1, tab]
    if changed:
        row.version += 1
    return changed


def _elsewhere(last, version, tab):
    return last is not None and last[0] > version and not (tab and last[1] == tab)


def typed(by, verb, row, things, **more):
    """Tell the journal that somebody types: one line in ten minutes, each letter is not an event."""
    recent = Entry.objects.filter(verb=verb, actor_key=by.key if by else None, at__gt=clock.now() - QUIET,
                                  traces__kind=journal.kind_of(row), traces__object_id=row.pk)
    if not recent.exists():
        journal.record(verb, by=by, on=things, **more)
