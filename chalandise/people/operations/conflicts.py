"""Conflicts of interest: a gesture is checked, a second person is named, a refusal and a declaration are written down."""
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing.conflicts import Level
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import ConflictRefusal, Declaration, Person, Supervision
from chalandise.people.operations.ties import declare_tie
from chalandise.people.queries.conflicts import PERSON, node, seconds_of, supervisors, verdict
from chalandise.people.queries.reasons import names_of, reason, way_out_words
from chalandise.people.rules import TIES


@dataclass(frozen=True)
class Gesture:
    """What somebody is about to do: which gesture, on what, in which season, and all that it touches.

    `about` are the nodes that it touches (a shop, its supplier…), `names` what the reader may see of them.
    """

    kind: str
    person: Person
    thing: object
    place: object
    about: tuple
    names: dict


class Barred(Refused):
    """A conflict of interest stops a gesture, or asks for a second person; the door has it written down."""

    def __init__(self, sentence, *, by, gesture, found):
        super().__init__(sentence, field="supervisor" if found.supervised else None)
        self.by, self.gesture, self.found = by, gesture, found


def check_conflict(*, by, gesture, graph, supervisor=None, head=""):
    """Let a gesture go on, or refuse it with the ties that explain it and the way out. Returns the Verdict.

    Parameters
    ----------
    supervisor : Person, optional
        Needed when the table says "under supervision"; recorded. Another person of the team, without a conflict.
    head : str
        The first words of the refusal ("Karim ne peut pas accompagner Institut Lys.").

    Raises
    ------
    Barred
    """
    found = verdict(graph, gesture.kind, gesture.person, gesture.about)
    if found.supervised and supervisor is None and _named_already(gesture):
        return found
    if found.barred or (found.supervised and supervisor is None):
        raise Barred(" ".join(filter(None, [head, why(found, gesture), way_out_words(gesture.kind, found.level)])),
                     by=by, gesture=gesture, found=found)
    if found.supervised:
        _supervise(by, gesture, found, supervisor, graph)
    return found


def _named_already(gesture):
    return bool(seconds_of(gesture.person, gesture.kind, gesture.thing._meta.label_lower, [gesture.thing.pk]))


def why(found, gesture):
    """Return the path of a verdict in one sentence; the two ends are named, and organisations."""
    own = {node(gesture.person): gesture.person.full_name, node(gesture.thing): str(gesture.thing), **gesture.names}
    return reason(steps_of(found), names_of(found.nodes, known=own))


def steps_of(found):
    return [(tie.kind, tie.a, tie.b) for tie in found.path]


def _supervise(by, gesture, found, supervisor, graph):
    if not supervisors(gesture.place, by, gesture.person).filter(pk=supervisor.pk).exists():
        raise Refused(_("La deuxième personne fait partie de l’équipe de la saison, et n’est ni vous ni la personne concernée."),
                      field="supervisor")
    if verdict(graph, gesture.kind, supervisor, gesture.about).barred:
        raise Refused(_("%(name)s a aussi un conflit d’intérêts sur ce point : nommez quelqu’un d’autre.")
                      % {"name": supervisor.full_name}, field="supervisor")
    Supervision.objects.create(person=gesture.person, supervisor=supervisor, gesture=gesture.kind, kind=found.kind,
                               **_about(gesture.thing, gesture.place))
    journal.record("people.supervised", by=by, on=[gesture.thing, gesture.place], territory=gesture.place.territory_id,
                   changes={"gesture": ["", gesture.kind]})


def _about(thing, place):
    return {"object_kind": thing._meta.label_lower, "object_id": thing.pk, "scope_kind": place._meta.label_lower,
            "scope_id": place.pk, "at": clock.now()}


@transaction.atomic
def note_refusal(*, refusal):
    """Write down that a conflict stopped a gesture; called by the door, since the operation undid all that it wrote.

    The same attempt on the same day is written once. Returns the ConflictRefusal.
    """
    by, gesture, found = refusal.by, refusal.gesture, refusal.found
    rows = ConflictRefusal.objects.filter(person=gesture.person, gesture=gesture.kind, object_kind=gesture.thing._meta.label_lower,
                                          object_id=gesture.thing.pk, at__gt=clock.now() - timedelta(days=1))
    if same := rows.first():
        return same
    made = ConflictRefusal.objects.create(
        person=gesture.person, by=by, gesture=gesture.kind, level=Level(found.level).name.lower(), kind=found.kind,
        path=[[kind, list(a), list(b)] for kind, a, b in steps_of(found)], label=_label(gesture.thing),
        **_about(gesture.thing, gesture.place))
    journal.record("people.conflict_refused", by=by, on=[gesture.thing, gesture.place], territory=gesture.place.territory_id,
                   changes={"gesture": ["", gesture.kind]})
    return made


def _label(thing):
    return "" if node(thing)[0] == PERSON else str(thing)[:200]


@transaction.atomic
def declare_interests(*, person, place, things, conflicts=None):
    """Say, for a list at once, that none of these things concerns oneself, except those named with their tie.

    Parameters
    ----------
    things : list of model instances
        Everything that the person was asked about.
    conflicts : dict, optional
        {thing: (what the tie binds to, kind of tie)}; a tie is declared with each. The others are clear.

    Saying it again replaces what was said; a tie that was declared stays until it is ended. Returns the declarations.
    """
    conflicts = conflicts or {}
    for _thing, (_end, kind) in conflicts.items():
        if kind not in TIES:
            raise Refused(_("Dites quel lien vous avez."), field="kind")
    made = []
    for thing in things:
        end, kind = conflicts.get(thing, (None, ""))
        row, _new = Declaration.objects.update_or_create(
            person=person, object_kind=thing._meta.label_lower, object_id=thing.pk,
            defaults={"kind": kind, "scope_kind": place._meta.label_lower, "scope_id": place.pk, "at": clock.now()})
        if end is not None:
            declare_tie(by=person, person=person, thing=end, kind=kind)
        made.append(row)
    if made:
        journal.record("people.interests_declared", by=person, on=place, territory=place.territory_id,
                       changes={"clear": ["", len(made) - len(conflicts)], "conflicts": ["", len(conflicts)]})
    return made
