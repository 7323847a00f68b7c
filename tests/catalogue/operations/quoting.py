"""A request for a quote, for the tests of several modules."""
from datetime import date

from chalandise.catalogue.models import Evidence, Qualification
from chalandise.catalogue.operations.quotes.ask import ask
from chalandise.foundation import clock
from chalandise.people.models import Organisation, Role
from chalandise.people.operations import grant_role

WORDS = "Prendre des rendez-vous quand je suis en soin."


def second(cast, name="Carnet", person=("Paul", "Roy")):
    """Return (solution, person) of another company whose solution answers the same need, in the catalogue of Bordeaux."""
    from chalandise.catalogue.models import Provider
    body = Organisation.objects.create(name=f"Maison {name}")
    provider = Provider.objects.create(organisation=body, registered_at=clock.now())
    somebody = cast.person(*person)
    grant_role(person=somebody, kind=Role.Kind.PROVIDER, scope_id=body.pk)
    solution = cast._solution(provider, name, needs=["booking"], price_month="12")
    Qualification.objects.create(solution=solution, territory=cast.bordeaux, since=date(2017, 11, 1), until=date(2018, 11, 1))
    Evidence.objects.create(solution=solution, counted_at=clock.now())
    return solution, somebody


def asked(cast, *others, **words):
    """Lila asks Ardoise (and others) for a quote."""
    cast.qualification, cast.nadia, cast.lila  # noqa: B018
    return ask(by=cast.lila, shop=cast.lys, solutions=[cast.solution, *others], **{"need": "booking", "text": WORDS, **words})
