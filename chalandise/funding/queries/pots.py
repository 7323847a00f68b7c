"""The pot of a season, its requests and its partners."""
from chalandise.funding.models import Commitment, Movement, Pot
from chalandise.people.models import Role
from chalandise.people.queries import affiliations_of, has_role
from chalandise.seasons.models import Partner
from chalandise.seasons.queries import seasons_run_by


def pot_of(season):
    """Return the pot of a season that was already given to somebody, or None when it is not open."""
    return Pot.objects.filter(season=season).select_related("season").first()


def pot_run_by(person, slug):
    """Return the pot of a season whose team this person belongs to; raise Pot.DoesNotExist otherwise."""
    return Pot.objects.select_related("season__territory").get(season__in=seasons_run_by(person), season__slug=slug)


def commitments_of(pot):
    """Return every request of a pot, with who asked and who decided."""
    return Commitment.objects.filter(pot=pot).select_related("asked_by", "decided_by", "pot__season", "payee", "shop", "envelope")


def commitment_in(person, season, commitment_id):
    """Return one request of a season whose team this person belongs to; raise Commitment.DoesNotExist otherwise."""
    return Commitment.objects.select_related("pot__season", "asked_by", "payee", "shop").get(
        pk=commitment_id, pot__season=season, pot__season__in=seasons_run_by(person))


def movement_in(person, season, movement_id):
    """Return one movement of a season whose team this person belongs to; raise Movement.DoesNotExist otherwise."""
    return Movement.objects.select_related("pot__season", "document", "commitment").get(
        pk=movement_id, pot__season=season, pot__season__in=seasons_run_by(person))


def commitments_for(kind, ids):
    """Return the requests made for things of a higher room ("actions.action", their ids), oldest first."""
    return Commitment.objects.filter(for_kind=kind, for_id__in=ids).select_related("pot__season", "asked_by").order_by(
        "asked_at", "id")


def partners_of(season):
    """Return the partners of a season, by name."""
    return Partner.objects.filter(season=season).select_related("organisation", "season").order_by(
        "organisation__sort_key", "id")


def partner_in(person, season, partner_id):
    """Return one partner of a season whose team this person belongs to; raise Partner.DoesNotExist otherwise."""
    return partners_of(season).get(pk=partner_id, season__in=seasons_run_by(person))


def partnerships_of(person, season):
    """Return the partners of a season for which this person speaks now: holder of the role, and of that organisation."""
    if not has_role(person, Role.Kind.PARTNER, season.pk):
        return Partner.objects.none()
    return partners_of(season).filter(organisation__in=affiliations_of(person).order_by().values("organisation_id"))


def partner_of_link(link):
    """Return the partner that a mailed link is about; raise Partner.DoesNotExist when it is gone."""
    return Partner.objects.select_related("organisation", "season__territory").get(pk=link.target_id)


def commitment_of_link(link):
    """Return the request that a mailed link is about; raise Commitment.DoesNotExist when it is gone."""
    return Commitment.objects.select_related("pot__season__territory", "asked_by", "decided_by", "payee", "shop").get(pk=link.target_id)
