"""Which solutions are in the catalogue today, which end soon, who is too close to a company to judge it."""
from datetime import timedelta

from chalandise.catalogue.models import PriceChange, Qualification, RenewalRequest
from chalandise.catalogue.rules.terms import ASK_FROM_DAYS
from chalandise.foundation import clock
from chalandise.people.queries.conflicts import graph_around, node, verdict


def qualified_now():
    """Return the qualifications that run today, suspended or not, of solutions that their providers still propose."""
    return Qualification.objects.filter(ended_at=None, until__gt=clock.today(), solution__withdrawn_at=None)


def listed_now():
    """Return those that a list may show: running and not suspended."""
    return qualified_now().filter(suspended_at=None)


def expired_unsaid():
    """Return the qualifications whose term passed and that nobody wrote down yet."""
    return Qualification.objects.filter(ended_at=None, until__lte=clock.today()).order_by("pk")


def ending(within_days):
    """Return the qualifications that end within so many days, the first to end first."""
    return (qualified_now().filter(until__lte=clock.today() + timedelta(days=within_days))
            .select_related("solution__provider__organisation", "territory").order_by("until", "pk"))


def qualifications_in(territory):
    """Return a territory's qualifications, past ones too, for its team, which the door's gate has checked."""
    return Qualification.objects.filter(territory=territory).select_related("solution__provider__organisation", "territory")


def price_changes_in(territory):
    """Return the price changes that wait for a look in a territory, the oldest first."""
    return (PriceChange.objects.filter(territory=territory, checked_at=None, solution__withdrawn_at=None)
            .select_related("solution__provider__organisation").order_by("at", "pk"))


def renewals_in(territory):
    """Return the renewals that wait for an answer in a territory, the first to end first."""
    return (RenewalRequest.objects.filter(qualification__territory=territory, answered_at=None, qualification__ended_at=None)
            .select_related("qualification__solution__provider__organisation", "qualification__territory")
            .order_by("qualification__until", "pk"))


def tied_to(person, solution):
    """Say whether a tie bars a person from judging a solution: their employer, their family, their competitor…"""
    company = node(solution.provider.organisation)
    graph = graph_around([node(person), company, node(solution)])
    return verdict(graph, "review", person, (company, node(solution))).barred


def qualifications_of(provider):
    """Return where the solutions of a company are or were qualified, for its people, which the door's gate has checked."""
    return Qualification.objects.filter(solution__provider=provider).select_related("solution__provider__organisation", "territory")


def may_ask_renewal(row):
    """Say whether a qualification runs and is in the days when twelve months more may be asked."""
    return row.ended_at is None and clock.today() < row.until <= clock.today() + timedelta(days=ASK_FROM_DAYS)
