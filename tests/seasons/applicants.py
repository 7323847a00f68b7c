"""Applicants for the tests of the season: as many as asked, through the product's own operations."""
from chalandise.seasons.operations.applications import record_on_behalf
from chalandise.seasons.operations.reading import declare, score


def apply(cast, name, *, points=None, clear=True, **given):
    """A shop applies by phone; Rose and Odile say that it does not concern them; `points` is Rose's score on the first criterion."""
    given = {"siret": "", "shop_name": name, "trade": "bakery", "number": "112", "street": "rue Fondaudège", "postcode": "33000",
             "city": "Bordeaux", "need": "Se faire connaître.", "channels": [], "given_name": "Ada", "family_name": name,
             "email": f"{name.lower().replace(' ', '.')}@exemple.invalid", "phone": "", "stretch": None, **given}
    sent = record_on_behalf(by=cast.rose, season=cast.season, **given)
    for reader in (cast.rose, cast.odile) if clear else ():
        declare(by=reader, season=cast.season, applications=[sent])
    if points is not None:
        score(by=cast.rose, application=sent, values={"motivation": points})
    return sent


def panel_of(cast, size=2):
    """Four applicants for two places: bakeries scored 5, 4 and 3, a florist scored 2."""
    cast.season.panel_size = size
    cast.season.save()
    return [apply(cast, "Un", points=5), apply(cast, "Deux", points=4), apply(cast, "Trois", points=3),
            apply(cast, "Quatre", points=2, trade="flowers")]
