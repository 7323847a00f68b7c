"""A catalogue with something in it: qualified solutions, shops that use them, what they say."""
from datetime import date

from chalandise.catalogue.operations.opinions import answer_opinion, give_opinion
from chalandise.catalogue.operations.qualifications import qualify
from chalandise.catalogue.operations.uses import answer_check, record_use
from chalandise.foundation import clock
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.shops.models import Shop


def qualified(cast, name="", **fields):
    """Put a solution in the catalogue: Ardoise RDV, or another of its company."""
    solution = cast._solution(cast.ardoise, name, **fields) if name else cast.solution
    qualify(by=cast.odile, solution=solution, territory=cast.bordeaux, summary="Simple, et l’on part avec ses clients.")
    return solution


def used(cast, solution, count=4, stopped=1):
    """Let some shops of the season use a solution since June 2017, answer at three months, and speak."""
    uses = []
    for n in range(count):
        shop = Shop.objects.create(territory=cast.bordeaux, name=f"Salon {n}", trade="beauty-salon", created_at=clock.now())
        person = cast.person(f"Commerçant {solution.pk}", f"Numéro {n}")
        grant_role(person=person, kind=Role.Kind.MERCHANT, scope_id=shop.pk)
        use = record_use(by=person, solution=solution, shop=shop, source="action", season_key=cast.season.pk, season_label=str(cast.season),
                         since=date(2017, 6, 1), install_hours="1.5")
        answer_check(by=person, check=use.checks.get(months=3), still_used=n >= stopped)
        opinion = give_opinion(by=person, use=use, advise=8, good="On ne décroche plus.", bad="Le prix ensuite.")
        uses.append(use)
    answer_opinion(by=cast.nadia, opinion=opinion, text="Merci.")
    return uses
