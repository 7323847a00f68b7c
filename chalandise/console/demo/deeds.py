"""Ideas of the workshop, the merchant's answer, the action, its money, its steps, its figures, its lesson."""
from datetime import date, timedelta
from decimal import Decimal

from chalandise.actions.models import Action, Idea, Step
from chalandise.actions.operations import adoption, course, ideas, keeping, merging, money, plan, telling
from chalandise.computing.bands import around
from chalandise.foundation import clock
from chalandise.funding.models import Commitment
from chalandise.funding.operations import approve_commitment, pay
from chalandise.impact.operations import agree_measure, give_reading, plan_measure, tap
from chalandise.mentoring.models import Pairing
from chalandise.people.operations import note_refusal
from chalandise.people.operations.conflicts import Barred
from chalandise.people.queries import holders

from .purse import note_invoice
from .stage import rows

FREEZE = {"cuir": date(2017, 10, 28), "photo": date(2017, 11, 6)}  # nothing moves any more after this day
TWINS = {"lys": "Un agenda en ligne pour les rendez-vous du soir"}
BLOCKED = {"fromage": "Le terminal de paiement ne parle pas au site."}


def schedule(stage):
    start = stage.day["visit1"] + timedelta(days=4)
    for n, line in enumerate(rows("ideas.csv")):
        stage.at(stage.hour(start + timedelta(days=n % 4), 19, n % 60), _propose, stage, line)


def _pairing(stage, key):
    return Pairing.objects.filter(season=stage.season, shop=stage.shops[key], ended_at=None).select_related("mentor__person").first()


def _propose(stage, line):
    pairing = _pairing(stage, line["shop"])
    if pairing is None:
        return
    idea = ideas.propose_idea(by=pairing.mentor.person, season=stage.season, shop=pairing.shop, kind=line["kind"], title=line["title"],
                              text=line["text"], cost=Decimal(line["cost"]), effort=int(line["effort"]), no_gain=True)
    others = Pairing.objects.filter(season=stage.season, ended_at=None).exclude(mentor=pairing.mentor).select_related("mentor__person")
    for other in stage.chance.sample(list(others), 2):
        ideas.support(by=other.mentor.person, idea=idea, helps=stage.chance.random() < 0.4)
    if stage.chance.random() < 0.5:
        ideas.comment(by=stage.chance.choice(list(others)).mentor.person, idea=idea, text=stage.chance.choice(stage.story["comments"]))
    stage.at(stage.later(days=2, hours=3), _put, stage, idea, line)
    if line["shop"] in TWINS:
        stage.at(stage.later(days=1), _twin, stage, idea, TWINS[line["shop"]])


def _twin(stage, idea, title):
    """Another mentor said the same the next day: the referent merges the two."""
    other = Pairing.objects.filter(season=stage.season, ended_at=None).exclude(mentor__person=idea.by).select_related("mentor__person").order_by("pk").first()
    twin = ideas.propose_idea(by=other.mentor.person, season=stage.season, shop=idea.shop, kind=idea.kind, title=title, no_gain=True)
    ideas.comment(by=other.mentor.person, idea=twin, text="Même idée que la vôtre, je crois : réunissons-les ?")
    merging.merge(by=stage.rose, gone=twin, kept=idea)


def _put(stage, idea, line):
    if _pairing(stage, line["shop"]) is None:
        return
    ideas.put_to_merchant(by=stage.rose, idea=idea)
    # Two merchants take their time: by mid-November sixteen to eighteen actions run, not twenty.
    if line["shop"] not in ("the", "deco"):
        stage.at(stage.later(days=3 + stage.chance.randrange(5)), _adopt, stage, idea, line)


def _adopt(stage, idea, line):
    if _pairing(stage, line["shop"]) is None:
        return
    by, via = stage.merchant(line["shop"])
    action = adoption.adopt(by=by, idea=Idea.objects.get(pk=idea.pk), via=via)
    mentor = _pairing(stage, line["shop"]).mentor.person
    today = clock.today()
    plan.plan(by=mentor, action=action, version=action.version, title=line["title"], objective=line["objective"],
              indicator=line["indicator"], target="", starts_on=today, ends_on=today + timedelta(days=120), owner=action.owner)
    action.refresh_from_db()
    _measure(stage, action, line, mentor)
    for n, words in enumerate(line["steps"].split("|")):
        step = plan.add_step(by=mentor, action=action, text=words, due_on=today + timedelta(days=10 * (n + 1)))
        stage.at(stage.later(days=9 * (n + 1), hours=n), _tick, stage, step, line["shop"], mentor)
    stage.at(stage.later(days=2), _start, stage, action, line["shop"], mentor)
    for commitment in Commitment.objects.filter(for_kind="actions.action", for_id=action.pk, state="asked"):
        stage.at(stage.later(days=2 + stage.chance.randrange(3)), _approve, stage, commitment)
        stage.at(stage.later(days=1), _tempted, stage, commitment)


def _measure(stage, action, line, mentor):
    """Three mentors out of four plan the measure before the start; the merchant agrees the day after. The others are told on Monday."""
    if len(line["title"]) % 4 and line["indicator"]:
        plan_measure(by=mentor, action=action, version=action.version, objective=line["objective"], figure=line["indicator"], way="tap", starts_on=clock.today())
        stage.at(stage.later(days=1), _agree, stage, action, line["shop"])


def _agree(stage, action, key):
    by, via = stage.merchant(key)
    agree_measure(by=by, action=action, via=via)


def _tempted(stage, commitment):
    """Who asked for the money tries to approve it: refused, written down, and on Monday's page."""
    commitment = Commitment.objects.select_related("pot__season", "payee", "shop", "asked_by").get(pk=commitment.pk)
    if commitment.state == Commitment.State.ASKED and commitment.asked_by == stage.rose:
        try:
            approve_commitment(by=stage.rose, commitment=commitment)
        except Barred as refusal:
            note_refusal(refusal=refusal)


def _frozen(stage, key):
    return key in FREEZE and clock.today() > FREEZE[key]


def _start(stage, action, key, mentor):
    action.refresh_from_db()
    if action.state == Action.State.ADOPTED and not _frozen(stage, key):
        course.start(by=mentor, action=action)
    if key in BLOCKED:
        stage.at(stage.later(days=9), _block, stage, action, key)
    for month in range(9):
        first = date(2017 + (10 + month) // 12, (10 + month) % 12 + 1, 3)
        stage.at(stage.hour(first, 12, len(action.title) % 60), _read, stage, action, key, first)
    stage.at(stage.hour(stage.day["t1"], 15, len(action.title) % 60), _finish, stage, action, key)


def _tick(stage, step, key, mentor):
    step = Step.objects.select_related("action").filter(pk=step.pk).first()
    if step and step.action.is_open and not _frozen(stage, key):
        plan.tick_step(by=mentor, step=step, done=True)


def _approve(stage, commitment):
    commitment.refresh_from_db()
    if commitment.state != Commitment.State.ASKED:
        return
    approver = stage.rose if commitment.asked_by_id != stage.rose.pk else stage.simon
    approve_commitment(by=approver, commitment=commitment)
    money.tell_decision(by=approver, commitment=commitment)
    if stage.chance.random() < 0.6:
        stage.at(stage.later(days=8 + stage.chance.randrange(8)), _pay, stage, commitment)


def _pay(stage, commitment):
    commitment.refresh_from_db()
    if commitment.state == Commitment.State.APPROVED:
        pay(by=stage.simon, commitment=commitment, invoice=note_invoice(stage, commitment))


def _block(stage, action, key):
    action.refresh_from_db()
    if action.is_open:
        course.block(by=stage.merchant(key)[0], action=action, reason=BLOCKED[key])


def _read(stage, action, key, first):
    """The figure of the month that ended; two merchants in three give it."""
    action.refresh_from_db()
    if not action.is_open or not action.indicator or _pairing(stage, key) is None or stage.chance.random() < 0.3:
        return
    month = (first - timedelta(days=10)).replace(day=1)
    by, via = stage.merchant(key)
    base = {"video_views": 300, "listing_views": 220, "newsletter_visits": 40, "customer_addresses": 80}.get(action.indicator, 12)
    value = int(base * stage.chance.uniform(0.6, 1.6))
    near = next((str(b.low) for b in around(value) if value in b), "0")
    if via == "link":
        tap(by=by, action=action, month=month, answer=near, via=via)
    else:
        give_reading(by=by, action=action, month=month, value=value, via=via, confirmed=True)


def _finish(stage, action, key):
    action.refresh_from_db()
    if not action.is_open:
        return
    pairing = _pairing(stage, key)
    mentor = pairing.mentor.person if pairing else stage.rose  # who began it may have handed over meanwhile
    if action.state == Action.State.BLOCKED:
        course.resume(by=mentor, action=action)
        action.refresh_from_db()
    worked, failed, advice = stage.story["lessons"][len(action.title) % len(stage.story["lessons"])]
    course.finish(by=mentor, action=action, outcome=worked)
    action.refresh_from_db()
    merchant = holders("merchant", stage.shops[key].pk).first()
    by = merchant if merchant and merchant.email else mentor  # who has no e-mail has told it to their mentor
    for months in (1, 3):
        stage.at(stage.later(days=30 * months + 2), _keep, stage, action, key, months)
    telling.give_lesson(by=by, action=action, worked=worked, failed=failed, advice=advice, share=True, quote=len(action.title) % 2 == 0)


def _keep(stage, action, key, months):
    """Is it still in place? Three merchants in four answer, most of them yes."""
    check = action.checks.filter(months=months).first()
    by, via = stage.merchant(key)
    if check is not None and check.still is not False and stage.chance.random() < 0.75:
        keeping.answer_kept(by=by, check=check, still=stage.chance.random() < 0.85, via=via)
