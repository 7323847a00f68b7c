"""Small scenes on top of the cast: charters signed, a board with two shops and two mentors, visits to play with."""
from datetime import date, timedelta

from chalandise.foundation import clock
from chalandise.mentoring.models import Visit
from chalandise.seasons.models import CharterText, PanelPlace, Signature


def sign_charter(season, person, audience, shop=None):
    text, _ = CharterText.objects.get_or_create(season=season, audience=audience, version=1, defaults={
        "text": "…", "digest": "d" * 64, "published_at": clock.now()})
    return Signature.objects.create(charter=text, person=person, shop=shop, typed_name=person.full_name, digest=text.digest,
                                    at=clock.now(), via="link")


def board(cast):
    """Lys and Cuir in the panel, Karim and Awa accepted, everybody has signed; nobody is paired."""
    for shop, merchant in ((cast.lys, cast.lila), (cast.cuir, cast.bruno)):
        PanelPlace.objects.create(season=cast.season, shop=shop, since=clock.now())
        sign_charter(cast.season, merchant, "merchant", shop)
    for mentor in (cast.karim_mentor, cast.awa_mentor):
        sign_charter(cast.season, mentor.person, "mentor")
    cast.rose  # noqa: B018  (the referent exists)
    return cast


def visit(cast, number=1, **fields):
    """A visit of Karim to Institut Lys."""
    return Visit.objects.create(pairing=cast.pairing, number=number, **fields)


def at(day, hour, minute=0):
    """A moment of November 2017."""
    return clock.local(date(2017, 11, day), hour, minute)


def hour(day, start, minute=0):
    """A slot of one hour in November 2017."""
    return at(day, start, minute), at(day, start, minute) + timedelta(hours=1)


def fixed(cast, day=23, start=13, number=1):
    begins, ends = hour(day, start)
    return visit(cast, number, state=Visit.State.FIXED, starts_at=begins, ends_at=ends, fixed_at=clock.now())
