"""The review of a call: who is asked, who reads what, where it stands, what each said, the files to check it."""
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.catalogue.operations import assigning, recusals, reviewers, reviewing
from chalandise.catalogue.queries import assigning as queries
from chalandise.catalogue.queries import scoring
from chalandise.catalogue.queries.access import call_of
from chalandise.catalogue.queries.audit import HEADS, audit, noted, raw_scores
from chalandise.catalogue.queries.reviewing import latest_versions, marks_of, redactions_of
from chalandise.foundation import journal
from chalandise.people.queries.conflicts import supervisors
from chalandise.web.shell.export import as_csv
from chalandise.web.shell.figures import Bar, Bars
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.shell.seconds import second_person
from chalandise.web.team.forms.reviewing import DecisionForm, NamesForm, NoteForm, ReviewerForm
from chalandise.web.team.gate import neighbourhood_page


def of_call(view):
    """Hand the view the call that the address names in this territory; what is missing in it answers 404."""
    @wraps(view)
    def found(request, territory, call, *args, **kwargs):
        try:
            return view(request, call_of(territory, call), *args, **kwargs)
        except ObjectDoesNotExist:
            raise Http404 from None
    return neighbourhood_page(found)


@of_call
@require_safe
def reviews(request, call):
    """Show where the review stands: raw means, corrected scores with their interval, words."""
    table = scoring.table(call)
    return render(request, "team/catalogue/reviews.html", {"call": call, "table": table, "figure": _figure(call, table), "told": scoring.told(call),
                                                           "severity": [(r, table.severity_of(r.pk)) for r in queries.active(call)]})


def _figure(call, table):
    rows = [row for row in table.by_score() if row.line]
    if not rows:
        return None
    return Bars(_("Notes corrigées de la sévérité"), [Bar(str(row.submission), row.line.corrected, row.line.low, row.line.high) for row in rows], low=0, high=4,
                description=_("De 0 à 4. Le trait dit où se trouve la note, neuf fois sur dix : deux traits qui se recouvrent ne se départagent pas."),
                source=_("%(told)s Les notes données ne changent pas.") % {"told": scoring.told(call)})


@of_call
@require_http_methods(["GET", "HEAD", "POST"])
def call_reviewers(request, call):
    """List who was asked, and ask somebody."""
    form = ReviewerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done, made = attempt(request, reviewers.invite, form=form, by=request.user, call=call, **form.cleaned_data)
        if done:
            messages.success(request, _("Une invitation part pour %(name)s.") % {"name": made.person.full_name})
            return redirect("team:call_reviewers", call.territory.slug, call.slug)
    return render(request, "team/catalogue/reviewers.html", {"call": call, "form": form, "reviewers": queries.with_loads(call)})


@of_call
@require_POST
def reviewer_end(request, call, reviewer_id):
    """End the part of somebody."""
    reviewer = queries.reviewer_of(call, reviewer_id)
    if attempt(request, reviewers.end, by=request.user, reviewer=reviewer)[0]:
        messages.success(request, _("%(name)s ne relit plus cet appel.") % {"name": reviewer.person.full_name})
    return redirect("team:call_reviewers", call.territory.slug, call.slug)


@of_call
@require_http_methods(["GET", "HEAD", "POST"])
def assignment(request, call):
    """Propose who reads what, with the reasons; the team ticks and confirms."""
    if request.method == "POST":
        return _assigned(request, call)
    board, seed = queries.board(call), number(request.GET.get("tirage", "")) or 0
    result = board.solve(seed) if board.submissions and board.reviewers else None
    return render(request, "team/catalogue/assignment.html", {
        "call": call, "board": board, "result": result, "rows": queries.proposal(board, result, queries.sent_pairs(call)) if result else [],
        "seed": seed, "again": (seed + 1) % 1000, "supervised": bool(result and result.supervised), "seconds": supervisors(call, request.user),
        "loads": [(r, result.loads[r.pk]) for r in board.reviewers] if result else []})


def _assigned(request, call):
    pairs, proposed = (_pairs(request.POST.getlist(name)) for name in ("pair", "proposed"))
    second = second_person(request.POST, call, request.user)
    done, made = attempt(request, assigning.assign, by=request.user, call=call, pairs=pairs, proposed=proposed, supervisor=second)
    if done:
        given, gone = made
        messages.success(request, ngettext("%(n)s relecture est confiée.", "%(n)s relectures sont confiées.", given) % {"n": given} + (
            " " + ngettext("%(n)s est reprise.", "%(n)s sont reprises.", gone) % {"n": gone} if gone else ""))
    return redirect("team:reviews" if done else "team:assignment", call.territory.slug, call.slug)


def _pairs(words):
    """Read "submission-reviewer" pairs; what is not one is left out."""
    found = [tuple(map(number, word.split("-"))) for word in words]
    return {pair for pair in found if len(pair) == 2 and None not in pair}


@of_call
@require_safe
def review_of(request, call, submission_id):
    """Show what everybody said of one submission, and the decision that is prepared."""
    return one(request, call, submission_id)


def one(request, call, submission_id, **forms):
    """Draw the page of one submission; the gestures on it come back here with their form when they are refused."""
    table, row = scoring.row_of(call, submission_id)
    return render(request, "team/catalogue/review.html", {
        "call": call, "row": row, "table": table, "reviews": [(r, marks_of(call, r)) for r in row.reviews], "posts": noted(row.submission),
        "decision_form": DecisionForm(decision=row.decision), "note_form": NoteForm(prefix="n"), **forms})


@of_call
@require_POST
def review_note(request, call, submission_id):
    """Write in the discussion."""
    form, submission = NoteForm(request.POST, prefix="n"), queries.submission_of(call, submission_id)
    if form.is_valid() and attempt(request, reviewing.discuss, form=form, by=request.user, submission=submission, **form.cleaned_data)[0]:
        return redirect("team:review_of", call.territory.slug, call.slug, submission_id)
    return one(request, call, submission_id, note_form=form)


@of_call
@require_POST
def review_aside(request, call, submission_id, reviewer_id):
    """Set a review aside for a tie that the team knows of."""
    given = queries.assignment_of(call, submission_id, reviewer_id)
    if attempt(request, recusals.set_aside, by=request.user, assignment=given)[0]:
        messages.success(request, _("La relecture de %(name)s est mise de côté : elle ne compte plus et reste au dossier.") % {"name": given.reviewer.person.full_name})
    return redirect("team:review_of", call.territory.slug, call.slug, submission_id)


@of_call
@require_http_methods(["GET", "HEAD", "POST"])
def names(request, call, submission_id):
    """Go over the texts of a sheet so that they name no company."""
    submission = queries.submission_of(call, submission_id)
    version = latest_versions([submission])[submission.pk]
    known = [submission.solution.name, submission.solution.provider.organisation.name]
    form = NamesForm(request.POST if request.method == "POST" else None, version=version, redacted=redactions_of(version), names=known)
    if form.is_valid() and attempt(request, reviewing.redact, form=form, by=request.user, version=version, texts=form.cleaned_data)[0]:
        messages.success(request, _("Les relecteurs liront ces textes-là."))
        return redirect("team:assignment", call.territory.slug, call.slug)
    return render(request, "team/catalogue/names.html", {"call": call, "submission": submission, "form": form, "known": known})


@of_call
@require_safe
def scores_file(request, call):
    """Give every raw score as it was given."""
    return as_csv(f"{call.slug}-notes", HEADS, raw_scores(call))


@of_call
@require_safe
def audit_file(request, call):
    """Give the whole review with its journal; who took it away is written in that journal."""
    journal.record("review.exported", by=request.user, on=call)
    return JsonResponse(audit(call), json_dumps_params={"ensure_ascii": False, "indent": 1},
                        headers={"Content-Disposition": f'attachment; filename="{call.slug}-relecture.json"', "Cache-Control": "no-store"})
