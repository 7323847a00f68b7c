"""Mailed links about what is measured: the plan agreed before an action starts. No sign-in, nothing else."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render

from chalandise.actions.queries.actions import action_of_link
from chalandise.actions.rules import keeps
from chalandise.foundation.refusals import Conflict
from chalandise.impact.operations import agree_measure
from chalandise.impact.queries.measures import measure_of
from chalandise.people.operations import use_link
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles
from chalandise.web.shell.measures.forms import MeasureForm


def found(request, link):
    """Return the action of a link for somebody who still runs its shop, or answer 404."""
    try:
        one = action_of_link(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    if not keeps(link.person, one.shop):
        raise Http404
    request.territory, request.accent = one.season.territory, one.season.territory.accent
    return one


@handles("measure.plan")
def plan(request, link):
    """Read what was agreed, say that it suits, or write it; opening it again shows it."""
    one = found(request, link)
    if request.POST.get("geste") == "accord":
        if attempt(request, agree_measure, by=link.person, action=one, via="link")[0]:
            use_link(link=link)
        return redirect(request.path)
    form = MeasureForm(request.POST or None, action=one, by=link.person, via="link")
    if request.method == "POST" and form.is_valid():
        done, result = attempt(request, form.run, form=form, by=link.person)
        if done:
            use_link(link=link)
            return redirect(request.path)
        if isinstance(result, Conflict):  # the second save is on top of what is shown
            form.data = {**form.data.dict(), "version": result.version}
    measure = measure_of(one)
    writes = one.is_open and (measure.plan is None or "changer" in request.GET or bool(form.errors))
    return render(request, "merchant/measures/link_plan.html", {"action": one, "measure": measure, "form": form if writes else None},
                  status=422 if form.is_bound and form.errors else 200)
