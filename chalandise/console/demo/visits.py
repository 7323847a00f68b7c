"""Each pairing makes its visits: slots, choice, minutes, the fit of both sides, the starting assessment."""
import uuid
from datetime import timedelta

from chalandise.diagnostics.operations import answer, begin, finish
from chalandise.diagnostics.queries import sheet as paper
from chalandise.foundation import clock
from chalandise.mentoring.models import Pairing, Visit
from chalandise.mentoring.operations import appointments, fit, minutes, pairings
from chalandise.mentoring.operations import visits as slots
from chalandise.mentoring.queries.visits import busy
from chalandise.people.queries import holders
from chalandise.seasons.models import PanelPlace

from .stage import rows

HOURS = (9, 13, 14, 17)
# What makes this season a story rather than a table: visits that are not made, and by mid-November are missing.
UNMADE = {"cuir": 3, "medoc": 3}
MISSED = {"boucher": 2}


def key_of(stage, shop):
    return next((k for k, s in stage.shops.items() if s.pk == shop.pk), "")


def follow(stage, pairing, *, first=None):
    """Put the three visits of a pairing in the agenda; `first` starts them later for a pairing that opens midway."""
    key = key_of(stage, pairing.shop)
    stage.at(stage.later(days=1, hours=stage.chance.randrange(30)), _contact, stage, pairing)
    for number in (1, 2, 3):
        if UNMADE.get(key) == number:
            continue
        # The milestone is the day by which the visit should be made.
        last = stage.day[f"visit{number}"] if first is None else first + timedelta(days=12 * number)
        on = last - timedelta(days=stage.chance.randrange(6 if number == 1 else 9))
        while on.weekday() in (6, 0):
            on -= timedelta(days=1)
        stage.at(stage.hour(on - timedelta(days=4), 18, stage.chance.randrange(60)), _propose, stage, pairing, number, on)


def _contact(stage, pairing):
    pairings.record_contact(pairing=pairing, by=pairing.mentor.person)


def _live(pairing, number):
    """Return the visit to make, or None when the pairing ended or the visit is not one of its own."""
    return Visit.objects.filter(pairing=pairing, pairing__ended_at=None, number=number).exclude(
        state__in=[Visit.State.DONE, Visit.State.CANCELLED]).select_related("pairing__shop", "pairing__mentor__person").first()


def _propose(stage, pairing, number, on):
    visit = _live(pairing, number)
    if visit is None:
        return
    slots_free = _free_times(stage, visit, on)
    if not slots_free:
        stage.at(stage.later(days=1), _propose, stage, pairing, number, on + timedelta(days=2))
        return
    slots.propose_slots(visit=visit, slots=slots_free, by=pairing.mentor.person)
    stage.at(stage.later(days=1, hours=stage.chance.randrange(20)), _choose, stage, visit, pairing)


def _free_times(stage, visit, on):
    """Return up to three hours from a day on at which the mentor has nothing else."""
    taken, found = busy(visit.pairing.mentor, but=visit), []
    for n in range(6):
        day = max(on, clock.today() + timedelta(days=2)) + timedelta(days=n)
        hour = HOURS[(stage.chance.randrange(4) + len(visit.pairing.shop.name)) % 4]
        start, end = stage.hour(day, hour, 30 * (len(visit.pairing.shop.name) % 2)), stage.hour(day, hour + 1, 30 * (len(visit.pairing.shop.name) % 2))
        if day.weekday() != 6 and not any(start < e and s < end for s, e in taken):
            found.append((start, end))
    return found[:3]


def _choose(stage, visit, pairing):
    merchant = holders("merchant", pairing.shop_id).first()
    slot = visit.slots.order_by("starts_at").first()
    if merchant is None or slot is None or pairing_over(pairing):
        return
    by, via = (merchant, "link") if merchant.email else (stage.rose, "phone")
    slots.choose_slot(visit=visit, slot_id=slot.pk, by=by, via=via)
    key = key_of(stage, pairing.shop)
    if MISSED.get(key) == visit.number and key not in stage.missed:
        stage.missed.add(key)
        stage.at(slot.ends_at + timedelta(hours=2), _miss, stage, visit, pairing)
        return
    stage.at(slot.ends_at + timedelta(minutes=20), _meet, stage, visit.pk, pairing)


def pairing_over(pairing):
    return Pairing.objects.filter(pk=pairing.pk, ended_at__isnull=False).exists()


def _miss(stage, visit, pairing):
    appointments.miss_visit(visit=visit, missed_by="merchant", by=pairing.mentor.person)
    stage.at(stage.later(days=2), _propose, stage, pairing, visit.number, clock.today() + timedelta(days=6))


def _meet(stage, visit_id, pairing):
    visit = Visit.objects.filter(pk=visit_id).select_related("pairing__shop", "pairing__mentor__person").first()
    if pairing_over(pairing) or visit.state != Visit.State.FIXED:
        return
    key = key_of(stage, pairing.shop)
    kind = next((line["kind"] for line in rows("ideas.csv") if line["shop"] == key), "listing")
    seen, decided, step = stage.story["minutes"][kind][min(visit.number, 3) - 1]
    minutes.write_minutes(visit=visit, by=pairing.mentor.person, client_key=uuid.UUID(int=stage.chance.getrandbits(128)), values={
        "duration": 45 + 5 * stage.chance.randrange(8), "travel": 10 * stage.chance.randrange(1, 6),
        "themes": ["found", "sell"] if visit.number > 1 else ["found"], "seen": seen, "decided": decided,
        "next_step": step, "next_on": clock.today() + timedelta(days=10)})
    if visit.number == 1:
        _after_first(stage, pairing, key)


def _after_first(stage, pairing, key):
    assess(stage, pairing.shop, "T0", by=pairing.mentor.person, filler="mentor", level=len(pairing.shop.channels))
    merchant = holders("merchant", pairing.shop_id).first()
    if merchant and merchant.email and stage.chance.random() < 0.9:
        stage.at(stage.later(days=1), _fit, pairing, "merchant", merchant, "unsure" if key == "deco" else "good")
    stage.at(stage.later(hours=3), _fit, pairing, "mentor", pairing.mentor.person, "good")


def _fit(pairing, side, person, says):
    fit.answer_fit(pairing=pairing, side=side, says=says, by=person)


def assess(stage, shop, moment, *, by, filler, level):
    """Fill and finish a sheet; `level` shifts the answers towards the better ones. Returns it, or None when the shop has left."""
    if not PanelPlace.objects.filter(season=stage.season, shop=shop, left_at=None).exists():
        return None
    sheet = begin(by=by, season=stage.season, shop=shop, moment=moment, filler=filler)
    while line := paper(sheet).at("")[1]:  # an answer may lead to one more question
        options = line.question.options
        share = stage.chance.betavariate(1.2 + level, 2.2)
        answer(by=by, assessment=sheet, question=line.question.key, choice=options[min(int(share * len(options)), len(options) - 1)].key)
    return finish(by=by, assessment=sheet)
