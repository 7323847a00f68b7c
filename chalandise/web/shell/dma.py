"""The page of a shop's European assessment, the same for the mentor and the referent: one form, then the result in its terms."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chalandise.computing.dma import shown
from chalandise.diagnostics.operations.dma import reopen_dma, save_dma
from chalandise.diagnostics.queries.dma import BANDS, tool
from chalandise.web.shell.figures import Bar, Bars
from chalandise.web.shell.gestures import attempt


def dma_page(request, sheet, *, by, template, back, via=""):
    """Answer one request about a European sheet that the door has checked for this person (perhaps not begun yet)."""
    asked = tool(sheet.bank_version)
    if request.method == "POST":
        return _gesture(request, sheet, asked, by, via)
    context = {"sheet": sheet, "shop": sheet.shop, "back": back}
    if sheet.finished_at:
        result = asked.score(sheet.answers)
        return render(request, template, {**context, "screen": "shell/dma/_result.html", "overall": shown(result.overall),
                                          "band": BANDS[result.band], "figure": _bars(asked, result),
                                          "skipped": [(q, q.skipped) for q in asked.questions if q.skipped]})
    return render(request, template, {**context, "screen": "shell/dma/_form.html", "dimensions": _lines(asked, sheet.answers)})


def _bars(asked, result):
    return Bars(_("Six dimensions, sur 100"), [Bar(str(words), shown(result.dimensions[key])) for key, words in asked.dimensions],
                source=_("Règle de l’évaluation européenne (EU DMA), petites entreprises."), low=0, high=100)


def _lines(asked, answers):
    """Return [(dimension words, [(question, [(item, what is ticked or graded)])])]."""
    return [(words, [(q, [(i, _state(q, i.key, answers.get(q.key))) for i in q.here]) for q in questions])
            for _key, words, questions in asked.by_dimension()]


def _state(question, item, answer):
    if question.kind == "areas":
        return {when for when in ("now", "planned") if item in (answer or {}).get(when, ())}
    return item in (answer or ()) if question.kind == "boxes" else (answer or {}).get(item, 0)


def _gesture(request, sheet, asked, by, via):
    if request.POST.get("gesture") == "reopen":
        if sheet.pk:
            attempt(request, reopen_dma, by=by, sheet=sheet, via=via)
        return redirect(request.path)
    finish = request.POST.get("gesture") == "finish"
    done, _kept = attempt(request, save_dma, by=by, season=sheet.season, shop=sheet.shop, moment=sheet.moment,
                          answers=typed_answers(request.POST, asked), finish=finish, via=via)
    if done and not finish:
        messages.success(request, _("C’est gardé : vous pouvez reprendre plus tard."))
    return redirect(request.path)


def typed_answers(post, asked):
    """Return the answers that a posted form holds; what is no number counts as nothing."""
    found = {}
    for question in asked.questions:
        keys = [i.key for i in question.here]
        if question.kind == "areas":
            found[question.key] = {when: [k for k in post.getlist(f"{question.key}-{when}") if k in keys] for when in ("now", "planned")}
            found[question.key] = {when: ticked for when, ticked in found[question.key].items() if ticked}
        elif question.kind == "boxes":
            found[question.key] = [k for k in post.getlist(question.key) if k in keys]
        else:
            grades = {k: post.get(f"{question.key}-{k}", "") for k in keys}
            found[question.key] = {k: int(g) for k, g in grades.items() if g in "12345" and len(g) == 1 and int(g) < len(question.grades)}
    return found
