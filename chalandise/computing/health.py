"""Health of a mentoring relationship: a visible table of rules, two facts behind each state, one suggested gesture.

Nothing is learnt or weighted: each rule compares a number of days to two thresholds. The strongest rule gives the
state; the screen shows the same numbers to everyone. docs/computing/health.md prints the table; a test compares them.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class State(StrEnum):
    EARLY = "early"    # too early to say
    TRACK = "track"    # on track
    CALL = "call"      # needs a call
    RISK = "risk"      # at risk

    @property
    def rank(self) -> int:
        return list(State).index(self)


@dataclass(frozen=True)
class Rule:
    """From `call` days on a pairing needs a call, from `risk` days on it is at risk (None: never); what to do then."""

    code: str
    call: int | None
    risk: int | None
    gesture: str
    counted: str

    def state(self, days: int) -> State | None:
        if self.risk is not None and days >= self.risk:
            return State.RISK
        if self.call is not None and days >= self.call:
            return State.CALL
        return None


EARLY_DAYS = 5  # younger than this and without alert: too early
RULES = (
    Rule("complaint", None, 0, "answer", "since a complaint without answer"),
    Rule("fit_bad", None, 0, "repair", "since one of the two said that it does not fit"),
    Rule("silence", 14, 21, "write_both", "since the last sign of life, or the announcement"),
    Rule("not_announced", 2, 7, "announce", "since the pairing was decided, when it is not announced"),
    Rule("no_contact", 3, 9, "write_mentor", "since the announcement, when the two have not met or spoken"),
    Rule("minutes_late", 3, 9, "ask_minutes", "since a visit whose minutes are not written"),
    Rule("visit_missed", 0, 14, "call_both", "since a visit that did not take place, when no new date is fixed"),
    Rule("slots_waiting", 3, 10, "write_merchant", "since the mentor proposed slots, when none is chosen"),
    Rule("visit_late", 1, 14, "write_mentor", "since the date by which a visit was due, when it has no date and no slots are proposed"),
    Rule("action_blocked", 0, 21, "call_merchant", "since the action is blocked"),
    Rule("action_still", 21, 35, "write_both", "since the action last moved"),
    Rule("bounced", 0, None, "call_both", "since a mail to one of the two came back"),
    Rule("unanswered", 0, None, "call_both", "since the last reminder of something that still waits had its time"),
    Rule("fit_unsure", 0, None, "call_both", "since both, or one of them twice, said that they do not know yet"),
)
SILENT = 21  # whatever a season's method says, nobody is silent longer without being at risk
_NAMES = {"first_contact": ("no_contact", "call"), "slots_unanswered": ("slots_waiting", "call"),
          "minutes_missing": ("minutes_late", "call"), "silence": ("silence", "risk"), "action_stalled": ("action_still", "call")}


def tuned(thresholds: Mapping[str, int]) -> tuple[Rule, ...]:
    """Return the rules with a playbook's own thresholds; a threshold to be at risk is never below the one to call."""
    rules = {rule.code: rule for rule in RULES}
    for name, (code, part) in _NAMES.items():
        if name in thresholds:
            days = min(thresholds[name], SILENT) if code == "silence" else thresholds[name]
            call, risk = (days, rules[code].risk) if part == "call" else (rules[code].call, days)
            if call is not None and risk is not None and call > risk:
                call = risk = days
            rules[code] = replace(rules[code], call=call, risk=risk)
    return tuple(rules.values())


@dataclass(frozen=True)
class Visit:
    """One visit as the rules see it.

    `due_on`: its milestone; `on`: the day fixed or done; `since`: when it came into its state; `key`: names this
    appointment or these slots, for the reminders (another date is another key).
    """

    number: int
    state: str  # to_plan, proposed, fixed, done, missed, cancelled
    due_on: date | None = None
    on: date | None = None
    since: date | None = None
    has_minutes: bool = False
    key: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything that the rules read of one pairing, on one day."""

    today: date
    opened_on: date
    announced_on: date | None = None
    first_contact_on: date | None = None
    last_sign_on: date | None = None
    visits: tuple[Visit, ...] = ()
    complaint_on: date | None = None
    fit_bad_on: date | None = None
    fit_bad_side: str = ""
    fit_unsure_on: date | None = None
    action_moved_on: date | None = None    # of an action under way; None when none is
    action_blocked_on: date | None = None
    bounced_on: date | None = None
    bounced_side: str = ""
    unanswered_on: date | None = None  # the reminders of something that still waits are spent (computing/reminders.py)
    unanswered_side: str = ""


@dataclass(frozen=True)
class Fact:
    """A code and what fills its sentence. `state` is None for a fact that asks for nothing."""

    code: str
    days: int
    on: date
    visit: int | None = None
    side: str = ""
    state: State | None = None


@dataclass(frozen=True)
class Health:
    state: State
    facts: tuple[Fact, Fact]
    gesture: str  # "" when nothing is asked
    alerts: tuple[Fact, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """What is wrong and how badly, to know whether something new came up since an alert was put aside."""
        return tuple(f"{a.code}:{a.state}" for a in self.alerts)


def judge(facts: Facts, rules: tuple[Rule, ...] = RULES) -> Health:
    """Return the state of a pairing, the two facts behind it and one gesture.

    Examples
    --------
    >>> from datetime import date
    >>> h = judge(Facts(date(2017, 11, 20), date(2017, 10, 2), date(2017, 10, 2), date(2017, 10, 3), date(2017, 10, 28)))
    >>> h.state.value, h.gesture, [(f.code, f.days) for f in h.facts]
    ('risk', 'write_both', [('silence', 23), ('announced', 49)])
    """
    order = {rule.code: n for n, rule in enumerate(rules)}
    alerts = sorted(_alerts(facts, rules), key=lambda f: (-_rank(f), order[f.code]))
    shown = [*alerts, *_quiet(facts, {a.code for a in alerts})][:2]
    if alerts:
        state, gesture = State(alerts[0].state or State.CALL), rules[order[alerts[0].code]].gesture
    else:
        young = (facts.today - (facts.announced_on or facts.opened_on)).days < EARLY_DAYS
        state, gesture = (State.EARLY if young else State.TRACK), ""
    return Health(state, (shown[0], shown[1]), gesture, tuple(alerts))


def _rank(fact: Fact) -> int:
    return fact.state.rank if fact.state else 0


def _alerts(f: Facts, rules: tuple[Rule, ...]) -> list[Fact]:
    """Return every rule that speaks, one fact a rule (the oldest visit when several would say the same)."""
    known = {rule.code: rule for rule in rules}
    found: dict[str, Fact] = {}
    for code, since, visit, side in _counted(f):
        if since is None:
            continue
        days = (f.today - since).days
        state = known[code].state(days)
        if state and (code not in found or days > found[code].days):
            found[code] = Fact(code, days, since, visit, side, state)
    return list(found.values())


Counted = list[tuple[str, date | None, int | None, str]]


def _counted(f: Facts) -> Counted:
    """List for each rule the day it counts from, or None when it has nothing to say."""
    begun = f.announced_on
    return [
        ("complaint", f.complaint_on, None, ""),
        ("fit_bad", f.fit_bad_on, None, f.fit_bad_side),
        ("fit_unsure", f.fit_unsure_on if f.fit_bad_on is None else None, None, ""),
        ("not_announced", f.opened_on if begun is None else None, None, ""),
        ("silence", max(begun, f.last_sign_on or begun) if begun else f.opened_on, None, ""),
        ("no_contact", begun if f.first_contact_on is None else None, None, ""),
        ("action_blocked", f.action_blocked_on, None, ""),
        ("action_still", f.action_moved_on if f.action_blocked_on is None else None, None, ""),
        ("bounced", f.bounced_on, None, f.bounced_side),
        ("unanswered", f.unanswered_on, None, f.unanswered_side),
        *[line for visit in f.visits for line in _visit(visit, f.today)],
    ]


def _visit(v: Visit, today: date) -> Counted:
    if v.state == "fixed" and v.on is not None and v.on < today and not v.has_minutes:
        return [("minutes_late", v.on, v.number, "")]
    waiting: Counted = []
    if v.state == "proposed":
        waiting = [("slots_waiting", v.since, v.number, "")]
    elif v.state == "missed":
        waiting = [("visit_missed", v.since or v.on, v.number, "")]
    late: Counted = [("visit_late", v.due_on, v.number, "")] if v.state in ("to_plan", "missed") else []
    return [*waiting, *late]


def _quiet(f: Facts, said: set[str]) -> list[Fact]:
    """Return facts that ask for nothing, most telling first; at least two of them or of the alerts remain."""
    found = []
    coming = min(((v.on, v.number) for v in f.visits if v.state == "fixed" and v.on and v.on >= f.today), default=None)
    done = max(((v.on, v.number) for v in f.visits if v.state == "done" and v.on), default=None)
    if coming:
        found.append(Fact("visit_coming", (coming[0] - f.today).days, coming[0], coming[1]))
    if done:
        found.append(Fact("visit_done", (f.today - done[0]).days, done[0], done[1]))
    if f.last_sign_on and "silence" not in said:
        found.append(Fact("last_sign", (f.today - f.last_sign_on).days, f.last_sign_on))
    if f.announced_on:
        found.append(Fact("announced", (f.today - f.announced_on).days, f.announced_on))
    if f.announced_on is None or f.first_contact_on is None:
        code = "waiting_contact" if f.announced_on else "waiting_announcement"
        if not said & {"no_contact", "not_announced"}:
            found.append(Fact(code, 0, f.today))
    found.append(Fact("opened", (f.today - f.opened_on).days, f.opened_on))
    return found
