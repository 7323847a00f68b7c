"""Phases of works are written one by one on screen, or from the lines of a file."""
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.territory.models import Works
from chalandise.territory.rules import BLOCKS


@transaction.atomic
def add_works(*, by, axis, name, starts_on, ends_on=None, stretch=None, blocks=(), note="", source=""):
    """Write a phase of works on an axis, or on one of its stretches. Returns the Works."""
    works = Works.objects.create(axis=axis, **_checked(axis, name=name, starts_on=starts_on, ends_on=ends_on, stretch=stretch, blocks=blocks, note=note, source=source))
    _tell("territory.works_added", by, works)
    return works


@transaction.atomic
def edit_works(*, by, works, name, starts_on, ends_on=None, stretch=None, blocks=(), note="", source=""):
    """Correct a phase of works. Returns the Works."""
    clean = _checked(works.axis, name=name, starts_on=starts_on, ends_on=ends_on, stretch=stretch, blocks=blocks, note=note, source=source)
    changes = {k: [str(getattr(works, k)), str(v)] for k, v in clean.items() if getattr(works, k) != v}
    for field, value in clean.items():
        setattr(works, field, value)
    works.save()
    if changes:
        _tell("territory.works_edited", by, works, changes)
    return works


@transaction.atomic
def remove_works(*, by, works):
    """Remove a phase written by mistake; a second time does nothing."""
    axis = works.axis
    if Works.objects.filter(pk=works.pk).delete()[0]:
        journal.record("territory.works_removed", by=by, on=[axis, axis.territory], territory=axis.territory_id,
                       changes={"name": [works.name, None]})


@transaction.atomic
def load_works(*, by, axis, phases):
    """Write phases from lines (name, starts_on, ends_on, stretch, blocks, note, source); the same name and start again
    is corrected, not doubled. Returns the list of Works."""
    stretches = {s.name.casefold(): s for p in axis.perimeters.all() for s in p.stretches.all()}
    written = []
    for rank, row in enumerate(phases, 1):
        label = str(row.get("stretch") or "").strip()
        if label and label.casefold() not in stretches:
            raise Refused(_("Ligne %(rank)d : le tronçon « %(name)s » n’est pas dans le périmètre.") % {"rank": rank, "name": label})
        try:
            starts, ends = (date.fromisoformat(str(row[k])[:10]) if row.get(k) else None for k in ("starts_on", "ends_on"))
        except ValueError as error:
            raise Refused(_("Ligne %d : les dates s’écrivent 2017-11-20.") % rank) from error
        given = {"name": str(row.get("name") or ""), "starts_on": starts, "ends_on": ends, "stretch": stretches.get(label.casefold()),
                 "blocks": row.get("blocks") or [], "note": str(row.get("note") or ""), "source": str(row.get("source") or "")}
        same = axis.works.filter(name=given["name"].strip()[:160], starts_on=starts).first()
        written.append(edit_works(by=by, works=same, **given) if same else add_works(by=by, axis=axis, **given))
    if not written:
        raise Refused(_("Ce fichier ne décrit aucune phase de travaux."))
    return written


def _checked(axis, *, name, starts_on, ends_on, stretch, blocks, note, source):
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Nommez la phase de travaux."), field="name")
    if starts_on is None:
        raise Refused(_("Donnez le premier jour de « %s ».") % name, field="starts_on")
    if ends_on and ends_on < starts_on:
        raise Refused(_("« %s » finit avant de commencer : échangez les deux dates.") % name, field="ends_on")
    if set(blocks) - set(BLOCKS):
        raise Refused(_("« %s » : ce que les travaux bloquent n’est pas dans la liste.") % name, field="blocks")
    if stretch is not None and stretch.perimeter.axis_id != axis.pk:
        raise Refused(_("Ce tronçon n’est pas sur cet axe."), field="stretch")
    if source and not source.startswith(("http://", "https://")):
        raise Refused(_("La source est une adresse web (https://…)."), field="source")
    return {"name": name[:160], "starts_on": starts_on, "ends_on": ends_on, "stretch": stretch,
            "blocks": [b for b in BLOCKS if b in blocks], "note": note.strip()[:300], "source": source[:200]}


def _tell(verb, by, works, changes=None):
    journal.record(verb, by=by, on=[works, works.axis, works.axis.territory], territory=works.axis.territory_id, changes=changes)
