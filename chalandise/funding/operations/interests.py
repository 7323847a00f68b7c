"""Nobody decides on money that concerns them, nor asks for a supplier that they are tied to."""
from django.utils.translation import gettext as _

from chalandise.funding.queries.interests import about, graph_of, names_around
from chalandise.people.models import Role
from chalandise.people.operations import check_conflict, declare_interests
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries import has_role
from chalandise.people.queries.conflicts import node, verdict
from chalandise.people.queries.ties import declared_on, has_said


def check_decision(*, by, commitment, supervisor=None):
    """Refuse who asked and who is tied to the supplier, the shop or who asked; keep that the others have no conflict."""
    season = commitment.pot.season
    found = check_conflict(
        by=by, supervisor=supervisor, graph=graph_of([commitment], [by, supervisor]),
        gesture=Gesture("pay", by, commitment, season, about(commitment), names_around(commitment)),
        head=_("Vous avez fait cette demande : une autre personne de l’équipe doit l’approuver.") if by.pk == commitment.asked_by_id
        else _("Vous ne pouvez pas décider de « %(label)s ».") % {"label": commitment.label})
    if not has_said(declared_on(by, commitment._meta.label_lower, [commitment.pk]).get(commitment.pk), found):
        declare_interests(person=by, place=season, things=[commitment])
    return found


def declare(*, by, season, commitments, ties=None):
    """Say of several requests at once that none concerns oneself, but those of `ties` ({request id: (thing, kind)})."""
    ties = ties or {}
    return declare_interests(person=by, place=season, things=list(commitments),
                             conflicts={c: ties[c.pk] for c in commitments if c.pk in ties})


def check_supplier(*, by, person, commitment, supervisor=None):
    """Refuse to ask the pot for a supplier that a person is tied to."""
    if commitment.payee is None:
        return None
    graph, gesture = graph_of([commitment], [person, supervisor], asked=False), Gesture(
        "recommend", person, commitment, commitment.pot.season, (node(commitment.payee),), names_around(commitment))
    if commitment.shop_id and has_role(person, Role.Kind.MERCHANT, commitment.shop_id) and not verdict(
            graph, "recommend", person, gesture.about).barred:
        return None  # a merchant may choose the supplier that they already have
    return check_conflict(
        by=by, supervisor=supervisor, graph=graph, gesture=gesture,
        head=_("%(name)s ne peut pas conseiller %(supplier)s.") % {"name": person.full_name, "supplier": commitment.payee})
