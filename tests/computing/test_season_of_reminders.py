"""A simulated season: 180 days, 10,000 pairings, both changes of the hour; the promises of docs/computing/reminders.md.

Every pairing lives by chance: they meet or not, propose, choose, refuse, miss, write, complain, leave, fall silent. The
machine itself is the real one; what a pairing asks is read again only when something changed or a visit's day passes.
"""
import random
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalandise.computing.health import Facts, State, Visit, judge
from chalandise.computing.matters import Pair, matters_of
from chalandise.computing.post import PARIS, Calendar
from chalandise.computing.reminders import Hold, Known, Reader, Round, Status, bundle, tuned
from chalandise.computing.workdays import french_holidays

FIRST = date(2017, 10, 2)  # 180 days from here cross 29 October 2017 and 25 March 2018
DAYS, DAY = 180, timedelta(days=1)
CALENDAR = Calendar(french_holidays({2017, 2018}), ((date(2017, 12, 15), date(2017, 12, 31)),))
LADDERS = tuned({})
DUE = {1: FIRST + 20 * DAY, 2: FIRST + 50 * DAY, 3: FIRST + 80 * DAY}


class Life:
    """One pairing and what happens in it; `changed` says that its matters must be read again."""

    def __init__(self, number, chance):
        self.number, self.chance = number, chance
        self.mentor, self.merchants = 100_000 + number * 3 // 5, (number,)  # two mentors in five accompany two shops
        if chance.random() < 0.1:
            self.merchants = (number, 200_000 + number)
        self.pace = chance.choice((4, 8, 8, 15, 40, 10_000))  # days between two gestures; the last does nothing
        self.told = FIRST + chance.randrange(8) * DAY
        self.contact = self.sign = self.complaint = self.action = None
        self.visits = [["to_plan", None, None, 0] for _ in range(3)]  # state, day, since, which appointment
        self.matters, self.changed, self.wakes = (), True, None
        self.next = self.told + self._gap()
        self.over = False

    def _gap(self):
        return timedelta(days=max(1, round(self.chance.expovariate(1 / self.pace))))

    def act(self, today):
        """Something happens."""
        self.next, self.changed = today + self._gap(), True
        draw = self.chance.random()
        if self.complaint:
            self.complaint = None if draw < 0.5 else self.complaint
        elif draw < 0.01:
            self.complaint = today
        elif draw < 0.015:
            self.over = True
        elif self.contact is None:
            self.contact = self.sign = today
        elif draw < 0.15:
            self.sign, self.action = today, (None if self.action and draw < 0.1 else today)
        else:
            self._visit(today, draw)

    def _visit(self, today, draw):
        visit = next((v for v in self.visits if v[0] != "done"), None)
        if visit is None:
            return
        state, day = visit[0], visit[1]
        if state in ("to_plan", "missed"):
            visit[:] = ["proposed", None, today, visit[3] + 1]
            self.sign = today
        elif state == "proposed":
            visit[:] = ["to_plan", None, today, visit[3] + 1] if draw < 0.25 else [
                "fixed", today + self.chance.randrange(1, 15) * DAY, today, visit[3] + 1]
            self.sign = today
        elif state == "fixed" and day < today:
            if draw < 0.25:
                visit[:] = ["missed", day, day, visit[3]]
            else:
                visit[0], self.sign = "done", today

    def facts(self, today):
        visits = tuple(Visit(n, v[0], DUE[n], v[1], v[2], v[0] == "done", f"{self.number}.{n}:{v[3]}") for n, v in enumerate(self.visits, 1))
        return Facts(today, FIRST, self.told, self.contact, self.sign, visits, self.complaint, action_moved_on=self.action)

    def asked(self, today):
        """Return the matters of today, read again when needed."""
        if self.changed or (self.wakes and today >= self.wakes):
            self.matters = matters_of(Pair(self.number, self.facts(today), self.mentor, self.merchants))
            days = [v[1] for v in self.visits if v[0] == "fixed" and v[1] >= today]
            self.changed, self.wakes = False, min((d if d > today else d + DAY for d in days), default=None)
        return self.matters

    def silent(self, today):
        return (today - max(self.told, self.sign or self.told)).days


class World:
    """The season of everybody, and what the machine is told of it."""

    def __init__(self, count, seed):
        self.chance = random.Random(seed)
        self.lives = [Life(n, self.chance) for n in range(count)]
        people = [p for life in self.lives for p in (life.mentor, *life.merchants)]
        self.readers = {p: Reader(**{self.chance.choice(("gone", "bounced")): True}) for p in self.chance.sample(people, count // 30)}
        self.readers |= {p: Reader(address=False) for p in self.chance.sample(people, count // 30)}
        held = self.chance.sample(self.lives, count // 20)
        self.holds = {x.number: [Hold(x.number, until=FIRST + self.chance.randrange(10, 120) * DAY)] for x in held}
        self.sent, self.log = {}, []  # the log: (moment, pairing, person, key, step)

    def live(self, today):
        for life in self.lives:
            if life.next <= today and not life.over:
                life.act(today)

    def round(self, now, written=()):
        """Let the clock look at one moment; return how many letters left."""
        complaints = {x.number for x in self.lives if x.complaint}
        when = Round(now, Known(self.sent, self.readers, complaints, self.holds, written), CALENDAR, LADDERS)
        today = now.astimezone(PARIS).date()
        letters = bundle(when.plan(m) for life in self.lives if not life.over and life.told <= today for m in life.asked(today))
        for letter in letters:
            assert letter.person not in written
            for item in letter.items:
                assert item.matter.pairing not in complaints
                self.sent[item.matter.pairing, letter.person, item.matter.key] = (item.step, today)
                self.log.append((now, item.matter.pairing, letter.person, item.matter.key, item.step))
        return {x.person for x in letters}

    def monday(self, today):
        """Return the pairings of the list, and check that nobody silent for 21 days is missing from it."""
        quiet = [x for x in self.lives if not x.over and x.told <= today and x.silent(today) >= 14]
        listed = {x.number for x in quiet if judge(x.facts(today)).state in (State.CALL, State.RISK)}
        assert {x.number for x in quiet if x.silent(today) >= 21} <= listed
        return listed


def moment(day, hour, minute=0):
    """A wall time of Paris, handed over in UTC as a server would."""
    return datetime.combine(day, time(hour, minute), tzinfo=PARIS).astimezone(UTC)


def play(world, days=DAYS):
    listed = Counter()
    for n in range(days):
        today = FIRST + n * DAY
        world.live(today)
        if today.weekday() == 0:
            listed.update(world.monday(today))
        if CALENDAR.is_open(today):
            hour = world.chance.choice((8, 9, 12, 18))
            written = world.round(moment(today, hour, 59 if hour == 18 else 0))
            if n % 20 == 0:
                assert not world.round(moment(today, 18, 59), written) & written  # a second look writes nobody again
                assert world.round(moment(today, 19)) == world.round(moment(today, 7, 59)) == world.round(moment(today, 23, 30)) == set()
        elif n % 5 == 0 or today in CALENDAR.closed:
            assert world.round(moment(today, 10)) == set()
    return listed


def check(world):
    """Read the whole log again, knowing nothing of the machine."""
    assert len({row[1:] for row in world.log}) == len(world.log)                            # nobody twice for one reason and step
    assert max(Counter(row[1:4] for row in world.log).values()) == 2                        # nor a third time
    by_day = defaultdict(set)
    for now, _pairing, person, _key, _step in world.log:
        here = now.astimezone(PARIS)
        assert 8 <= here.hour < 19 and here.weekday() < 5 and here.date() not in CALENDAR.closed
        assert not date(2017, 12, 15) <= here.date() <= date(2017, 12, 31)
        by_day[person, here.date()].add(now)
        assert person not in world.readers                                                  # gone, bounced or without address
    assert max(map(len, by_day.values())) == 1                                              # one letter a day
    for first, second in _pairs(world.log):
        code = first[3].partition(":")[0]
        if code != "visit_soon":
            steps = LADDERS[code].steps
            assert (second[0].date() - first[0].date()).days >= steps[1] - steps[0]         # never nearer than the table says


def _pairs(log):
    first = {row[1:4]: row for row in log if row[4] == 1}
    return [(first[row[1:4]], row) for row in log if row[4] == 2 and row[1:4] in first]


def test_a_small_season_keeps_its_promises():
    world = World(300, seed=7)
    listed = play(world)
    check(world)
    assert len(listed) > 100 and len(world.log) > 1_000


@pytest.mark.slow
def test_a_season_of_ten_thousand_pairings_keeps_its_promises():
    world = World(10_000, seed=2017)
    listed = play(world)
    check(world)
    codes = Counter(row[3].partition(":")[0] for row in world.log)
    assert set(codes) == set(LADDERS) and min(codes.values()) > 300  # every reason was put to the test
    assert len(world.log) > 50_000 and len(listed) > 3_000


def test_the_quick_reading_of_a_life_is_the_full_one():
    """Matters kept until something changes are those read afresh every day."""
    world = World(60, seed=3)
    for n in range(DAYS):
        today = FIRST + n * DAY
        world.live(today)
        for life in world.lives:
            if life.told <= today:
                assert list(life.asked(today)) == matters_of(Pair(life.number, life.facts(today), life.mentor, life.merchants))


def test_a_reminder_may_leave_now_only_when_a_plan_says_now():
    world = World(200, seed=5)
    for n in range(60):
        world.live(FIRST + n * DAY)
    night = Round(moment(FIRST + 60 * DAY, 3), Known({}, {}), CALENDAR, LADDERS)
    assert not [p for life in world.lives for m in life.asked(FIRST + 60 * DAY) if (p := night.plan(m)).status is Status.NOW]
