"""Decisions of a call: prepared one by one, read again together, announced in one gesture."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.catalogue.operations import decisions as operations
from chalandise.catalogue.queries import scoring
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.seconds import second_person
from chalandise.web.team.forms.reviewing import DecisionForm
from chalandise.web.team.views.catalogue.reviewing import of_call, one


@of_call
@require_POST
def call_decision(request, call, submission_id):
    """Prepare the decision of one submission."""
    _table, row = scoring.row_of(call, submission_id)
    form = DecisionForm(request.POST)
    if form.is_valid() and attempt(request, operations.prepare, form=form, by=request.user, version=row.version,
                                   supervisor=second_person(request.POST, call, request.user), **form.cleaned_data)[0]:
        messages.success(request, _("La décision est prête. Elle part avec toutes les autres."))
        return redirect("team:call_decisions", call.territory.slug, call.slug)
    return one(request, call, submission_id, decision_form=form)


@of_call
@require_http_methods(["GET", "HEAD", "POST"])
def call_decisions(request, call):
    """Read all the decisions together; announce them."""
    if request.method == "POST":
        done, made = attempt(request, operations.release, by=request.user, call=call)
        if done:
            messages.success(request, ngettext("%(n)s décision est annoncée : la lettre part.", "%(n)s décisions sont annoncées : les lettres partent.", len(made))
                             % {"n": len(made)})
        return redirect("team:call_decisions", call.territory.slug, call.slug)
    table = scoring.table(call)
    return render(request, "team/catalogue/decisions.html", {
        "call": call, "table": table, "undecided": [r for r in table.rows if r.decision is None],
        "left": [r for r in table.rows if r.decision and r.decision.released_at is None]})
