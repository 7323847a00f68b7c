"""Who may accompany whom, who may write what: small predicates over facts already read."""
from dataclasses import dataclass, field

BARRING = frozenset({"family", "client", "supplier", "employer", "competitor"})  # kinds of people.Tie that bar a pairing


@dataclass(frozen=True)
class MentorTies:
    """What binds a mentor to others: shops they keep, organisations they belong to, ties declared or set by the team."""

    shops: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    sirens: frozenset[str] = frozenset()
    declared: dict = field(default_factory=dict)  # ("shops.shop", id) to the kind of tie


@dataclass(frozen=True)
class ShopTies:
    """What a shop is bound to: its organisation, its SIREN, the persons who run it."""

    shop: int
    organisation: int | None = None
    siren: str = ""
    merchants: frozenset[int] = frozenset()

    @property
    def objects(self):
        named = [("shops.shop", self.shop), *(("people.person", m) for m in sorted(self.merchants))]
        return [*named, ("people.organisation", self.organisation)] if self.organisation else named


def conflict(mentor, shop):
    """Return why this mentor may not accompany this shop, as a code, or "".

    "self": they keep it; "same_organisation": same legal body; "tie_<kind>": a tie that bars.
    """
    if shop.shop in mentor.shops:
        return "self"
    if (shop.organisation and shop.organisation in mentor.organisations) or (shop.siren and shop.siren in mentor.sirens):
        return "same_organisation"
    kinds = {mentor.declared[o] for o in shop.objects if o in mentor.declared} & BARRING
    return f"tie_{min(kinds)}" if kinds else ""


def loose_tie(mentor, shop):
    """Return the kind of a declared tie that does not bar, or ""."""
    return min((mentor.declared[o] for o in shop.objects if mentor.declared.get(o, "") not in {"", *BARRING}), default="")
