"""Who looks at whose takings, from which door."""
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A person, a shop and the season for which takings are asked; `address` makes the door's addresses, `frame` is its page."""

    person: object
    shop: object
    season: object
    address: Callable  # (gesture="", file=None) -> URL
    frame: str
    mine: bool = True  # the shop is the person's own
    via: str = ""

    @property
    def ways(self):
        names = ("mois", "semaines", "fermetures", "doutes", "fichiers", "telechargement", "effacement", "ruptures", "photo", "releves")
        return {"retour": self.address(), **{name: self.address(name) for name in names}}
