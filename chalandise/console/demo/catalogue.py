"""The call for solutions of the demo: asked, answered, reviewed, decided; then a catalogue that merchants use."""
import json
from datetime import date
from decimal import Decimal

from chalandise.catalogue.models import Assignment, Reviewer, Submission
from chalandise.catalogue.operations import (
    assigning,
    calls,
    decisions,
    opinions,
    providers,
    questions,
    recusals,
    reviewers,
    reviewing,
    solutions,
    submissions,
    uses,
)
from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.ask import ask
from chalandise.catalogue.queries.assigning import board, reviewers_of
from chalandise.catalogue.queries.scoring import table
from chalandise.foundation import clock

from .stage import DATA

MONEY = ("price_setup", "price_month", "price_after", "commission", "install_hours")
SHEET = ("summary", "text", "needs", "trades", "level", "prerequisites", "trial_months", "price_note", "commitment_months", "data_location",
         "data_note", "exit_text", "exit_formats", "accessibility", "languages", "references", *MONEY)


def schedule(stage):
    """Put the call's whole story in the agenda; the second call is still open when the demo is opened."""
    story = stage.market = json.loads((DATA / "catalogue.json").read_text(encoding="utf-8"))
    days = {name: date.fromisoformat(day) for name, day in story["call"].items() if name in ("created", "opens", "deadline", "review_until", "release")}
    stage.at(stage.hour(days["created"], 15), _open_call, stage, "call", story["call"], days)
    for n, company in enumerate(story["providers"]):
        stage.at(stage.hour(date(2017, 9, 7 + n), 9, 5 * n), _register, stage, company)
    for n, line in enumerate(story["solutions"]):
        stage.at(stage.hour(date(2017, 9, 19 + n % 9), 10 + n % 6, 4 * n), _answer, stage, line)
    for n, words in enumerate(story["questions"]):
        stage.at(stage.hour(date(2017, 9, 12 + n), 11), _ask, stage, *words)
    for n, expert in enumerate(story["reviewers"]):
        stage.at(stage.hour(date(2017, 9, 25), 9, n), _invite, stage, expert)
    stage.at(stage.hour(date(2017, 10, 2), 10), _assign, stage)
    stage.at(stage.hour(days["release"], 9), _decide, stage)
    stage.at(stage.hour(days["release"], 17), _release, stage)
    for n, line in enumerate(story["solutions"]):
        for key, since in line.get("used_since", ()):
            stage.at(stage.hour(date(2017, 10, 23 + n % 5), 12, n), _uses, stage, line["name"], key, date.fromisoformat(since))
    later = {name: date.fromisoformat(story["next_call"][name]) for name in ("created", "opens", "deadline")}
    stage.at(stage.hour(later["created"], 16), _open_call, stage, "next_call", story["next_call"], later)
    stage.at(stage.hour(date(2017, 11, 15), 14), _answer_again, stage)
    for line in story["quotes"]:
        stage.at(stage.hour(date.fromisoformat(line["on"]), 20), _ask_quotes, stage, line)


def _open_call(stage, name, words, days):
    call = calls.create_call(by=stage.admin, territory=stage.territory, title=words["title"], text=words["text"], needs=words["needs"],
                             opens_at=stage.hour(days["opens"], 9), deadline=stage.hour(days["deadline"], 18))
    setattr(stage, name, calls.publish_call(by=stage.admin, call=call) or call)


def _register(stage, company):
    given, family = company["person"]
    person = stage.person(given, family)
    stage.companies = getattr(stage, "companies", {})
    stage.companies[company["name"]] = (person, providers.register_provider(
        by=person, name=company["name"], siren=company.get("siren", ""), country=company.get("country", "FR"),
        foreign_number=company.get("foreign_number", "")))


def _answer(stage, line):
    person, provider = stage.companies[line["provider"]]
    values = {name: Decimal(line[name]) if name in MONEY and line.get(name) is not None else line[name] for name in SHEET if name in line}
    stage.solutions = getattr(stage, "solutions", {})
    solution = stage.solutions[line["name"]] = solutions.create_solution(by=person, provider=provider, name=line["name"], **values)
    submission = submissions.start_submission(by=person, call=stage.call, solution=solution)
    submissions.save_submission(by=person, submission=submission, version=submission.version, motivation=line["motivation"])
    submissions.submit(by=person, submission=submission)


def _ask(stage, question, told):
    person, _provider = next(iter(stage.companies.values()))
    asked = questions.ask(by=person, call=stage.call, text=question)
    questions.answer(by=stage.rose, question=asked, text=told)


def _invite(stage, expert):
    person = stage.person(expert["given"], expert["family"])
    reviewer = reviewers.invite(by=stage.admin, call=stage.call, email=person.email, given_name=person.given_name, family_name=person.family_name)
    stage.at(stage.later(days=1, hours=len(expert["given"])), _accept, stage, reviewer, expert)


def _accept(stage, reviewer, expert):
    reviewers.accept(reviewer=reviewer, needs=expert["needs"], load=expert["load"])


def _assign(stage):
    """Each says first what ties them to whom; the solver then gives three reviewers to each submission."""
    experts = {(e["given"], e["family"]): e for e in stage.market["reviewers"]}
    asked = list(Submission.objects.filter(call=stage.call, state=Submission.State.SUBMITTED).select_related("solution__provider__organisation", "call"))
    for reviewer in reviewers_of(stage.call).select_related("call"):
        expert = experts[reviewer.person.given_name, reviewer.person.family_name]
        tied = {s.pk: "client" for s in asked if s.solution.provider.organisation.name == expert.get("tied_to")}
        recusals.declare(reviewer=reviewer, submissions=asked, ties=tied)
    pairs = board(stage.call).solve(seed=stage.seed).pairs
    assigning.assign(by=stage.admin, call=stage.call, pairs=set(pairs), proposed=pairs)
    for n, row in enumerate(Assignment.objects.filter(submission__call=stage.call).order_by("pk")):
        stage.at(stage.later(days=1 + n % 8, hours=n % 5), _review, stage, row.pk)


def _review(stage, number):
    row = Assignment.objects.select_related("submission__solution", "submission__call", "reviewer__person", "reviewer__call").get(pk=number)
    if row.set_aside_at:
        return
    line = next(s for s in stage.market["solutions"] if s["name"] == row.submission.solution.name)
    expert = next(e for e in stage.market["reviewers"] if e["given"] == row.reviewer.person.given_name)
    scores = {}
    for criterion in stage.call.criteria.all():
        value = max(0, min(4, round(line["quality"] - expert["severity"] + stage.chance.gauss(0, 0.6))))
        scores[criterion.pk] = (value, stage.chance.choice(stage.market["comments"][str(value)]))
    reviewing.send(reviewer=row.reviewer, submission=row.submission, scores=scores,
                   comment=stage.chance.choice(stage.market["comments"][str(max(0, min(4, round(line["quality"]))))]))


def _decide(stage):
    lines = {s["name"]: s for s in stage.market["solutions"]}
    for row in table(stage.call).rows:
        line = lines[row.submission.solution.name]
        decisions.prepare(by=stage.admin, version=row.version, outcome=line["outcome"], reason=line.get("reason") or line["summary_review"],
                          conditions=line.get("conditions", ""), summary=line.get("summary_review", ""))


def _release(stage):
    decisions.release(by=stage.admin, call=stage.call)


def _uses(stage, name, key, since):
    """A shop of the street that uses a solution says so, and what it thinks of it."""
    merchant, via = stage.merchant(key)
    use = uses.record_use(by=merchant, solution=stage.solutions[name], shop=stage.shops[key], source="merchant", since=since, via=via)
    if due := use.checks.filter(due_on__lte=clock.today()).order_by("months").last():
        uses.answer_check(by=merchant, check=due, still_used=True, via=via)
    if key in stage.market["opinions"] and via != "phone":
        advise, good, bad = stage.market["opinions"][key]
        opinions.give_opinion(by=merchant, use=use, advise=advise, good=good, bad=bad, via=via)


def _answer_again(stage):
    """Two companies have begun to answer the call that is open: one sent, one still a draft."""
    for n, name in enumerate(("Tournées Acacia", "Panier du Coin")):
        solution = stage.solutions[name]
        person, _provider = stage.companies[solution.provider.organisation.name]
        submission = submissions.start_submission(by=person, call=stage.next_call, solution=solution)
        submissions.save_submission(by=person, submission=submission, version=submission.version,
                                    motivation="Nous passons déjà dans la rue chaque après-midi.")
        if n == 0:
            submissions.submit(by=person, submission=submission)


def _ask_quotes(stage, line):
    """A merchant asks two companies; each answers in its own time, or not yet."""
    merchant, via = stage.merchant(line["shop"])
    request = ask(by=merchant, shop=stage.shops[line["shop"]], need=line["need"], solutions=[stage.solutions[name] for name in line["answers"]],
                  text=line["text"], tools=line["tools"], budget_month=Decimal(line["budget_month"]), season_key=stage.season.pk,
                  season_label=stage.season.name, via=via)
    for name, words in line["answers"].items():
        if words:
            stage.at(stage.later(days=words["after_days"]), _quote, stage, request.quotes.get(solution=stage.solutions[name]), words)


def _quote(stage, quote, words):
    person, _provider = stage.companies[quote.solution.provider.organisation.name]
    values = {name: Decimal(value) if name.startswith("price") and value is not None else value for name, value in words.items() if name != "after_days"}
    answer(by=person, quote=quote, **values)


def personas(stage):
    """Who of the catalogue may be entered on the demo's first page."""
    if Reviewer.objects.exists():
        person, _provider = stage.companies["Panier du Coin"]
        stage.persona(person, "Hugo propose une solution : sa réponse, ses devis, ses avis.")
        stage.persona(stage.people["Agnès", "Serpentine"], "Agnès relit les réponses à l’appel à solutions.")
