"""What a pairing asks of each person today: facts in, matters out. The ladders of computing/reminders.py take it from there."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalandise.computing.health import Facts, Visit

MERCHANT, MENTOR = "merchant", "mentor"


@dataclass(frozen=True, slots=True)
class Matter:
    """One fact that asks one person for one gesture.

    Attributes
    ----------
    key : str
        Names this occurrence: new slots, a moved visit, another silence are other keys.
    since : date
        The day from which the steps of its reason are counted.
    told_on : date, optional
        The person was told of it by another letter on this day: no reminder before the day after.
    """

    key: str
    code: str
    pairing: int
    person: int
    side: str
    since: date
    visit: int | None = None
    told_on: date | None = None


@dataclass(frozen=True)
class Pair:
    """A pairing as the reminders see it: its facts of health and the people on each side."""

    number: int
    facts: Facts
    mentor: int
    merchants: tuple[int, ...]


def matters_of(pair: Pair) -> list[Matter]:
    """Return what a pairing asks of each person today; nothing before it is announced."""
    f = pair.facts
    if f.announced_on is None:
        return []
    found = _visits(pair)
    if f.first_contact_on is None:
        found += _of(pair, "no_contact", f.announced_on, (MENTOR,))
    if f.action_moved_on and f.action_blocked_on is None:
        found += _of(pair, f"action_still:{f.action_moved_on}", f.action_moved_on, (MENTOR,))
    coming = any(v.state == "fixed" and v.on and v.on >= f.today for v in f.visits)
    since = max(f.announced_on, f.last_sign_on or f.announced_on)
    if not coming and not found:
        found = _of(pair, f"silence:{since}", since, (MERCHANT, MENTOR))
    return found


def _visits(pair: Pair) -> list[Matter]:
    found: list[Matter] = []
    planned = False
    for v in sorted(pair.facts.visits, key=lambda v: v.number):
        if v.state == "fixed" and v.on and v.on > pair.facts.today:
            found += _of(pair, f"visit_soon:{v.key}", v.on, (MERCHANT, MENTOR), v, told_on=v.since)
        elif v.state == "fixed" and v.on and v.on < pair.facts.today and not v.has_minutes:
            found += _of(pair, f"minutes_missing:{v.key}", v.on, (MENTOR,), v)
        elif v.state == "proposed" and v.since:
            found += _of(pair, f"slots_waiting:{v.key}", v.since, (MERCHANT,), v)
        elif v.state == "missed" and (v.since or v.on):
            found += _of(pair, f"visit_missed:{v.key}", v.since or v.on, (MENTOR,), v)
        elif v.state == "to_plan" and v.due_on and not planned:
            found += _of(pair, f"visit_to_plan:{v.number}:{v.due_on}", v.due_on, (MENTOR,), v)
        planned = planned or v.state in ("to_plan", "proposed", "missed")  # the visits after it come later
    return found


def _of(pair: Pair, key: str, since: date | None, sides: Iterable[str], visit: Visit | None = None,
        told_on: date | None = None) -> list[Matter]:
    """Return the matter of a key ("slots_waiting:12:3" is of the reason slots_waiting) for everybody on some sides."""
    code = key.partition(":")[0]
    people = [(MERCHANT, p) for p in pair.merchants] if MERCHANT in sides else []
    people += [(MENTOR, pair.mentor)] if MENTOR in sides else []
    number = visit.number if visit else None
    return [Matter(key, code, pair.number, person, side, since, number, told_on) for side, person in people] if since else []
