"""Reading charters: the text that holds today, who signed it, who has not."""
import difflib
from dataclasses import dataclass
from datetime import timedelta

from chalandise.foundation import clock
from chalandise.people.models import Role
from chalandise.people.queries import roles_now, scopes_of
from chalandise.seasons.models import CharterText, PanelPlace, Season, Signature
from chalandise.seasons.queries import playbook

A = CharterText.Audience


def current(season, audience):
    """Return the charter that holds today for an audience, or None when none is published."""
    return (CharterText.objects.filter(season=season, audience=audience, published_at__lte=clock.now())
            .select_related("season__territory").order_by("-version").first())


def versions(season, audience):
    """Return every version of a charter, newest first."""
    return list(CharterText.objects.filter(season=season, audience=audience).order_by("-version"))


def standing(charter):
    """Return the signatures of one version that were not withdrawn."""
    return Signature.objects.filter(charter=charter, withdrawn_at=None)


def signers(season, audience):
    """Return who signed the charter that holds today: ids of shops for merchants, of persons for mentors (two queries)."""
    charter = current(season, audience)
    if charter is None:
        return set()
    return set(standing(charter).values_list("shop_id" if audience == A.MERCHANT else "person_id", flat=True))


def signed(season, audience, *, person=None, shop=None):
    """Say whether this mentor (person) or this shop signed the charter that holds today. No signature, no pairing."""
    charter = current(season, audience)
    if charter is None:
        return False
    who = {"shop": shop} if audience == A.MERCHANT else {"person": person}
    return standing(charter).filter(**who).exists()


def signature_of(charter, *, person, shop=None):
    """Return the standing signature of this person (or of their shop, whoever of them signed), or None."""
    if charter is None:
        return None
    who = {"shop": shop} if charter.audience == A.MERCHANT else {"person": person}
    return standing(charter).filter(**who).select_related("charter", "person", "shop", "recorded_by").order_by("pk").first()


def earlier_signature(charter, *, person, shop=None):
    """Return the latest standing signature of an older version: its signer is asked to renew."""
    who = {"shop": shop} if charter.audience == A.MERCHANT else {"person": person}
    return (Signature.objects.filter(charter__season=charter.season_id, charter__audience=charter.audience,
                                     charter__version__lt=charter.version, withdrawn_at=None, **who)
            .select_related("charter").order_by("-charter__version", "-pk").first())


@dataclass
class Signer:
    """Somebody who must sign: a shop of the panel (with one of its merchants), or a mentor."""

    person: object
    shop: object | None
    place: object | None
    signature: object | None = None
    earlier: int | None = None  # the older version they signed
    late: bool = False
    withdrawn_at: object | None = None  # they signed, then took it back
    since: object | None = None  # from when it is asked of them

    @property
    def number(self):
        """What stands for this signer in an address: the shop, or the person."""
        return self.shop.pk if self.shop else self.person.pk

    @property
    def name(self):
        return self.shop.name if self.shop else self.person.full_name


def roll(season, audience):
    """Return everybody who must sign, signed or not, in the order of their names (a constant number of queries)."""
    charter = current(season, audience)
    people = _merchants(season) if audience == A.MERCHANT else _mentors(season)
    if charter is None:
        return people
    by_shop = audience == A.MERCHANT
    found, gone = {}, {}
    for s in (Signature.objects.filter(charter__season=season, charter__audience=audience)
              .select_related("charter").order_by("charter__version", "-pk")):
        number = s.shop_id if by_shop else s.person_id
        if s.withdrawn_at:
            gone[number] = max(s.withdrawn_at, gone.get(number, s.withdrawn_at))
        else:
            found.setdefault(number, {})[s.charter_id] = s
    limit = clock.now() - timedelta(days=playbook.thresholds(season)["charter_unsigned"])
    for signer in people:
        mine = found.get(signer.number, {})
        signer.signature = mine.get(charter.pk)
        signer.earlier = max((s.charter.version for s in mine.values()), default=None) if signer.signature is None else None
        signer.withdrawn_at = gone.get(signer.number) if signer.signature is None else None
        signer.late = signer.signature is None and max(charter.published_at, signer.since) < limit
    return people


def _merchants(season):
    places = list(PanelPlace.objects.filter(season=season, left_at=None).select_related("shop", "application__person")
                  .order_by("shop__sort_key", "pk"))
    roles = (roles_now().filter(kind=Role.Kind.MERCHANT, scope_id__in=[p.shop_id for p in places])
             .select_related("person").order_by("since", "pk"))
    keeper = {}
    for role in roles:
        keeper.setdefault(role.scope_id, role.person)
    return [Signer(keeper.get(p.shop_id) or (p.application.person if p.application else None), p.shop, p, since=p.since) for p in places]


def _mentors(season):
    roles = roles_now().filter(kind=Role.Kind.MENTOR, scope_id=season.pk).select_related("person").order_by("person__sort_key", "person_id", "-since")
    return [Signer(role.person, None, None, since=role.since) for role in {r.person_id: r for r in roles}.values()]


def count(season, audience):
    """Return (signed, due, late) for the season's line."""
    people = roll(season, audience)
    return sum(s.signature is not None for s in people), len(people), sum(s.late for s in people)


def changes(old, new):
    """Return [(mark, line)] between two texts: "+" added, "-" removed, " " kept; kept runs far from a change are left out."""
    found = []
    for line in difflib.unified_diff(old.text.splitlines(), new.text.splitlines(), lineterm="", n=1):
        if not line.startswith(("---", "+++")):
            found.append(("…", "") if line.startswith("@@") else (line[0], line[1:]))
    return found[1:] if found and found[0][0] == "…" else found


def place_kept_by(person, shop):
    """Return the latest place of a shop that this person runs; raise PanelPlace.DoesNotExist otherwise."""
    if shop.pk not in scopes_of(person, Role.Kind.MERCHANT):
        raise PanelPlace.DoesNotExist
    return PanelPlace.objects.filter(shop=shop).select_related("season__territory", "season__contact", "shop").latest("since")


def charter_of_link(link):
    """Return (season, audience, shop) that a mailed link asks to sign; raise LookupError when it asks nothing that exists."""
    if link.target_kind == "seasons.panelplace":
        place = PanelPlace.objects.select_related("season__territory", "season__contact", "shop").filter(pk=link.target_id).first()
        if place:
            return place.season, A.MERCHANT, place.shop
    if link.target_kind == "seasons.season":
        season = Season.objects.select_related("territory", "contact").filter(pk=link.target_id).first()
        if season:
            return season, A.MENTOR, None
    raise LookupError("This link asks for no charter")


def signer_of(season, audience, number):
    """Return one Signer of the roll by shop id (merchants) or person id (mentors); raise LookupError otherwise."""
    for signer in roll(season, audience):
        if signer.number == number:
            return signer
    raise LookupError(number)


def signature_in(season, number):
    """Return one signature of a season; raise Signature.DoesNotExist otherwise."""
    return Signature.objects.select_related("charter__season__territory", "person", "shop", "recorded_by").get(
        charter__season=season, pk=number)
