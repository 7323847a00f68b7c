"""Seventy shops apply, the team reads and scores, twenty are chosen, everybody gets an answer and signs."""
import uuid
from datetime import timedelta

from chalandise.people.queries import holders
from chalandise.seasons.models import Application, PanelPlace, Selection
from chalandise.seasons.operations import applications, charters, panel, places, reading
from chalandise.seasons.queries import playbook
from chalandise.shops.rules import trade_of

from .stage import address, rows

BY_PHONE = "phone"


def schedule(stage):
    """Applications come in over the days of the invitation, most of them in the evening."""
    opening, deadline = stage.day["invitation"], stage.day["applications"]
    span = (deadline - opening).days
    for n, line in enumerate(rows("shops.csv")):
        day = opening + timedelta(days=1 + (n * 7) % span)
        stage.at(stage.hour(day, stage.chance.randrange(9, 21), stage.chance.randrange(60)), _apply, stage, line)
    panel_day = stage.day["panel"]
    stage.at(stage.hour(panel_day - timedelta(days=1) if panel_day.weekday() != 0 else panel_day - timedelta(days=3), 10), _score, stage)
    stage.at(stage.hour(panel_day, 9), _choose, stage)
    stage.at(stage.hour(panel_day, 17), _announce, stage)


def _apply(stage, line):
    given = {"shop_name": line["name"], "trade": trade_of(naf=line["naf"]) or "", "number": line["number"], "street": line["street"],
             "postcode": line["postcode"], "city": line["city"], "channels": [c for c in line["channels"].split("+") if c],
             "need": line["need"], "given_name": line["given"], "family_name": line["family"], "siret": "",
             "email": address(line["given"], line["family"]) if line["mail"] == "1" else "",
             "phone": f"+3363998{int(line['number']) % 1000:04d}"}  # 06 39 98: kept free by the regulator for fiction
    if line["mail"] == "1":
        draft = applications.save_draft(season=stage.season, key=uuid.UUID(int=stage.chance.getrandbits(128)), **given)
        sent = applications.send(application=draft)
    else:
        sent = applications.record_on_behalf(by=stage.rose, season=stage.season, via=BY_PHONE, **given)
    stage.shops[line["key"]] = sent.shop
    sent.demo = line
    stage.applications[line["key"]] = sent


def _score(stage):
    """Rose and Simon each score every application; the mean keeps the order of the story."""
    criteria = list(playbook.criteria(stage.season))
    everything = list(stage.applications.values())
    # Simon's sister keeps one of the shops: he says so before reading, and Rose alone scores it.
    hers = min(everything, key=lambda a: (float(a.demo["score"]), a.pk))
    reading.declare(by=stage.rose, season=stage.season, applications=everything)
    reading.declare(by=stage.simon, season=stage.season, applications=everything, ties={hers.pk: "family"})
    for n, application in enumerate(stage.applications.values()):
        wanted = float(application.demo["score"])
        for referent in stage.referents:
            marks = [min(5, max(0, round(wanted + stage.chance.uniform(-0.4, 0.4)))) for _ in criteria]
            if referent != stage.simon or application != hers:
                reading.score(by=referent, application=application, values=dict(zip(_keys(criteria), marks, strict=True)))
        if n % 9 == 0:
            reading.note(by=stage.simon if application != hers else stage.rose, application=application, text=stage.story["notes"][n // 9 % len(stage.story["notes"])])


def _keys(criteria):
    return [c if isinstance(c, str) else c.key for c in criteria]


def _choose(stage):
    wanted = [a.pk for key, a in stage.applications.items() if float(a.demo["score"]) >= 4]
    proposal = panel.propose(by=stage.rose, season=stage.season, pinned=wanted[:12], seed=stage.seed)
    chosen = set(proposal.result["chosen"])
    # The profile of the 2017 panel is known: the team pins the rest of it when the balance left somebody out.
    if not set(wanted) <= chosen:
        proposal = panel.propose(by=stage.rose, season=stage.season, pinned=wanted, seed=stage.seed)
    panel.decide(by=stage.rose, season=stage.season, proposal=proposal, waiting=8)


def _announce(stage):
    panel.announce(by=stage.rose, season=stage.season, hold=False)
    deadline = stage.day["charters"]
    for place in PanelPlace.objects.filter(season=stage.season).select_related("shop"):
        stage.at(stage.later(days=1 + stage.chance.randrange(3), hours=stage.chance.randrange(8)), _sign, stage, place.shop, deadline)
    for selection in Selection.objects.filter(application__season=stage.season).exclude(outcome="chosen").select_related(
            "application__person")[:34]:
        stage.at(stage.later(days=2 + stage.chance.randrange(5)), _agree, selection)


def _agree(selection):
    panel.agree_to_compare(person=selection.application.person, application=selection.application,
                           text="J’accepte que les chiffres de ma boutique servent de comparaison, sans mon nom.")


def _sign(stage, shop, _deadline):
    merchant = holders("merchant", shop.pk).first()
    if merchant.email:
        charters.sign(season=stage.season, audience="merchant", person=merchant, shop=shop, typed_name=merchant.full_name)
    else:
        charters.record_paper(by=stage.rose, season=stage.season, audience="merchant", person=merchant, shop=shop,
                              typed_name=merchant.full_name)


def leave_and_replace(stage, key, departure):
    """A shop stops midway; the first of the waiting list takes its place. Returns the shop that comes in."""
    place = PanelPlace.objects.get(season=stage.season, shop=stage.shops[key])
    place = places.leave(by=stage.rose, place=place, departure=departure, via=BY_PHONE)
    following = Selection.objects.filter(application__season=stage.season, outcome="waiting",
                                         application__state=Application.State.SENT).order_by("rank").first()
    made = places.replace(by=stage.rose, season=stage.season, application=following.application, place=place)
    return made.shop
