"""The page of one assessment, the same for the merchant, the mentor, the referent and a mailed link.

One address: it shows what comes next (begin, a question, the review, the restitution), every answer is saved by its own
POST and leads to the next question, so it can be left and taken up again on any phone, without script.
"""
from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chalandise.diagnostics import documents, operations
from chalandise.diagnostics.queries import assessments_of_shop, peers_of, restitution, sheet
from chalandise.diagnostics.queries.retrospect import then_lines
from chalandise.diagnostics.queries.trail import trail
from chalandise.diagnostics.rules import may_correct
from chalandise.foundation import files
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.operations.health import sign
from chalandise.people.models import Person
from chalandise.web.shell.figures import Radar, Series
from chalandise.web.shell.gestures import attempt, typed
from chalandise.web.shell.offline import age_of, from_phone, key_of, refused, sent
from chalandise.web.shell.solutions import advice_of


@dataclass(frozen=True)
class Desk:
    """Who sits at the sheet and on which page: `template` includes the `screen` that it is given."""

    by: Person
    filler: str
    template: str
    via: str = ""
    team: bool = False
    back: str = ""          # where "back" leads, when there is somewhere
    pairing: object = None  # gets a sign of life
    quotes: str = ""        # where the merchant asks for quotes, when they may from here

    def ask(self, need):
        """Return where to ask for quotes for a need, or ""."""
        return f"{self.quotes}?besoin={need}" if self.quotes and need else ""


SCREENS = {"begin": "shell/assessment/_begin.html", "question": "shell/assessment/_question.html",
           "review": "shell/assessment/_review.html", "all": "shell/assessment/_all.html",
           "restitution": "shell/assessment/_restitution.html", "then": "shell/assessment/_then.html"}


def assessment_page(request, assessment, desk):
    """Answer one request about an assessment that the door has checked for this person (perhaps not begun yet)."""
    if request.method == "POST":
        return (_kept if from_phone(request) else _gesture)(request, assessment, desk)
    wanted = request.GET.get("papier")
    if wanted is not None:
        return _document(documents.questionnaire(sheet(assessment)), f"questionnaire-{assessment.shop.pk}.pdf")
    if assessment.finished_at:
        return _restitution(request, assessment, desk)
    return _fill(request, assessment, desk)


def _fill(request, assessment, desk):
    present = sheet(assessment)
    context = {"assessment": assessment, "sheet": present, "desk": desk, "shop": assessment.shop, "trail": trail(assessment)}
    if "tout" in request.GET:  # a phone keeps this one, begun or not: a shop may have no network
        return _show(request, desk, "all", context | {"sheet": sheet(assessment, whole=True)})
    if not assessment.started_at:
        return _show(request, desk, "begin", context)
    asked = request.GET.get("q", "")
    position, line = present.at(asked)
    if line is None or asked == "fin":
        return _show(request, desk, "review", context)
    torn = context["trail"].conflict(line.question.key)
    return _show(request, desk, "question", {
        **context, "line": line, "photo": pictures(assessment, line.question.key), "position": position, "before": present.before(line.question.key),
        "conflicts": [torn] if torn else [], "seen": context["trail"].seen(line.question.key)})


def _restitution(request, assessment, desk):
    others = assessments_of_shop(assessment.season, assessment.shop).values()
    then = then_lines(assessment)
    if "avant" in request.GET and then:
        return _show(request, desk, "then", {"assessment": assessment, "desk": desk, "shop": assessment.shop, "lines": then})
    told = restitution(assessment, others, peers_of(assessment))
    if "pdf" in request.GET:
        return _document(documents.restitution(told, _advice(assessment, told, desk)), f"diagnostic-{assessment.moment}-{assessment.shop.pk}.pdf")
    advice = _advice(assessment, told, desk)
    return _show(request, desk, "restitution", {
        "assessment": assessment, "told": told, "steps": [(step, advice.get(step.guidance.need), desk.ask(step.guidance.need)) for step in told.steps], "desk": desk, "shop": assessment.shop, "figure": _radar(told),
        "pictures": pictures(assessment), "correctable": may_correct(assessment, team=desk.team), "then": then, "then_done": bool(then) and all(r.choice for r in then), "trail": trail(assessment)})


def _advice(assessment, told, desk):
    """Return {need: Advice} of the next steps; a mentor reads which solutions they may not recommend."""
    needs = [step.guidance.need for step in told.steps if step.guidance.need]
    reader = desk.by if desk.filler == "mentor" else None
    return advice_of(assessment.shop, assessment, needs=needs, reader=reader, season=assessment.season)


def _radar(told):
    series = [Series(moment, values) for moment, values in told.radar["series"]]
    if told.radar["panel"]:
        series.append(Series(_("médiane du panel"), told.radar["panel"], beside=True))
    return Radar(_("Vos sept thèmes, sur 100"), told.radar["axes"], series,
                 source=_("Médiane du panel : %(n)s boutiques, au même moment.") % {"n": told.peers.n} if told.radar["panel"] else "")


def _show(request, desk, screen, context):
    return render(request, desk.template, {**context, "screen": SCREENS[screen]})


def _document(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _gesture(request, assessment, desk):
    """Do one gesture and go to what comes next; a refusal becomes a message of the next page."""
    done, found = attempt(request, _begun, assessment=assessment, desk=desk)
    if not done:
        return redirect(desk.back or request.path)
    gesture = request.POST.get("gesture", "answer")
    if gesture == "reopen":
        attempt(request, operations.reopen, by=desk.by, assessment=found, team=desk.team, via=desk.via)
        return redirect(f"{request.path}?q=fin")
    if gesture == "finish":
        done, _result = attempt(request, operations.finish, by=desk.by, assessment=found, via=desk.via)
        if done and desk.pairing:
            sign(pairing=desk.pairing, kind="assessment")
        return redirect(request.path)
    if gesture == "then":
        return _looked_back(request, found, desk)
    if gesture == "settle":
        return _settled(request, found, desk)
    if gesture == "all":
        attempt(request, _answer_all, desk=desk, assessment=found, given=request.POST)
        return redirect(f"{request.path}?q=fin")
    if gesture in ("photo", "unphoto") and desk.filler != "merchant":
        return _pictured(request, found, desk, gesture)
    if gesture == "answer" and "question" in request.POST:
        return _answered(request, found, desk)
    return redirect(request.path)


def pictures(assessment, question=None):
    """Return [(picture, its signed address)] of a sheet, or of one question."""
    rows = assessment.snapshots.select_related("file")
    return [(photo, files.url(photo.file)) for photo in (rows if question is None else rows.filter(question=question))]


def _pictured(request, assessment, desk, gesture):
    """Add or take away the picture of a question, and come back to it."""
    question = typed(request, "question")
    if gesture == "photo":
        attempt(request, operations.add_photo, by=desk.by, assessment=assessment, question=question, uploaded=request.FILES.get("file"),
                alt=typed(request, "alt"), via=desk.via)
    else:
        attempt(request, operations.remove_photo, by=desk.by, assessment=assessment, question=question, via=desk.via)
    return redirect(f"{request.path}?q={quote(question)}")


def _looked_back(request, assessment, desk):
    ratings = {line.question.key: typed(request, line.question.key) for line in then_lines(assessment)}
    done, _kept = attempt(request, operations.rate_beginning, by=desk.by, assessment=assessment, ratings=ratings, via=desk.via)
    if done:
        messages.success(request, _("Merci : c’est gardé. L’équipe voit combien le regard a changé, pas vos réponses une à une."))
    return redirect(request.path if done else f"{request.path}?avant")


def _begun(*, assessment, desk):
    return operations.begin(by=desk.by, season=assessment.season, shop=assessment.shop, moment=assessment.moment,
                            filler=desk.filler, via=desk.via)


def _answered(request, assessment, desk):
    key = request.POST["question"]
    done, _result = attempt(request, operations.answer, by=desk.by, assessment=assessment, question=key,
                            choice=typed(request, "choice"), note=typed(request, "note"), seen=_seen(request.POST, "seen"),
                            filler=desk.filler)
    if not done:
        return redirect(request.path)
    return redirect(f"{request.path}?q={sheet(assessment).after(key) or 'fin'}")


def _kept(request, assessment, desk):
    """Take an answer that a phone kept; say what stands now, and what to do when it is not simply this answer."""
    try:
        found = _begun(assessment=assessment, desk=desk)
        given = operations.keep(
            by=desk.by, assessment=found, key=key_of(request.POST), age=age_of(request.POST), question=typed(request, "question"),
            choice=typed(request, "choice"), note=typed(request, "note"), seen=_seen(request.POST, "seen") or [],
            version=typed(request, "bank"), filler=desk.filler)
    except Refused as refusal:
        return refused(refusal)
    said = trail(found)
    why = next((h.why for h in said.aside if h.given.pk == given.pk), "")
    torn = said.conflict(given.question) is not None
    words = {"late": _("Gardée, mais arrivée après la fin du diagnostic : elle n’est pas comptée."),
             "gone": _("Gardée, mais cette question n’est plus posée à cette boutique : elle n’est pas comptée.")}
    return sent(following=f"?q={sheet(found).after(given.question) or 'fin'}", question=given.question, seen=said.seen(given.question),
                torn=torn, said=_("Envoyée. Un autre téléphone a répondu autrement.") if torn else words.get(why, ""))


def _seen(posted, name):
    """Return the keys of the answers that a form showed, or None from a form that does not say."""
    return posted[name].split() if name in posted else None


def _settled(request, assessment, desk):
    """Keep one of two answers that differ, and come back to where the person was."""
    attempt(request, operations.settle, by=desk.by, assessment=assessment, question=typed(request, "question"),
            kept=typed(request, "keep"), seen=_seen(request.POST, "seen") or [], filler=desk.filler, via=desk.via)
    return redirect(f"{request.path}?q=fin")


def _answer_all(*, desk, assessment, given):
    """Save every line that was ticked on the whole sheet; what was left empty keeps what it had."""
    lines = [line for line in sheet(assessment, whole=True).lines if given.get(line.question.key)]
    refused = None
    for line in lines:
        try:
            operations.answer(by=desk.by, assessment=assessment, question=line.question.key, choice=given[line.question.key],
                              note=given.get(f"note-{line.question.key}", line.note).replace("\0", ""),
                              seen=_seen(given, f"seen-{line.question.key}"), repeat=False, filler=desk.filler)
        except Refused as refusal:
            refused = refusal
    if refused:
        raise refused
