"""What can be done from the page of an action: forms, taps, steps, photos."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from chalandise.actions.operations import course, keeping, plan, telling
from chalandise.actions.queries.actions import photo_of, step_of
from chalandise.foundation.refusals import Conflict
from chalandise.impact.operations import agree_measure
from chalandise.web.shell.actions import forms
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.measures.forms import MeasureForm
from chalandise.web.shell.measures.taps import answer_tap

# The last word of the address of a gesture, to its form.
FORMS = {"plan": forms.PlanForm, "etapes": forms.StepForm, "blocage": forms.BlockForm, "fin": forms.FinishForm,
         "abandon": forms.DropForm, "argent": forms.MoneyForm, "photos": forms.PhotoForm, "retour": forms.LessonForm,
         "chiffre": forms.ReadingForm, "en-place": forms.KeptForm, "suite": forms.FollowForm, "mesure": MeasureForm}
# A gesture that asks nothing: its operation, and what is said once it is done.
TAPS = {"depart": (course.start, _("L’action est en route.")), "reprise": (course.resume, _("C’est débloqué : l’action repart.")),
        "reouverture": (course.reopen, _("L’action est rouverte.")),
        "reponse-effacee": (keeping.unsay_kept, _("La réponse est effacée.")),
        "accord": (agree_measure, _("C’est noté : la décision est prise à deux."))}
STEPS = {"faite": lambda by, step: plan.tick_step(by=by, step=step, done=True),
         "a-faire": lambda by, step: plan.tick_step(by=by, step=step, done=False),
         "monter": lambda by, step: plan.move_step(by=by, step=step, up=True),
         "descendre": lambda by, step: plan.move_step(by=by, step=step, up=False),
         "retirer": plan.remove_step}


def answer(request, action, gesture, *, back, template, context=None):
    """Answer one gesture on an action that this person already reached: show its form, or do it and go back."""
    if gesture in TAPS:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        operation, said = TAPS[gesture]
        if attempt(request, operation, by=request.user, action=action)[0]:
            messages.success(request, said)
        return redirect(back)
    if gesture == "chiffre" and "reponse" in request.POST:
        answer_tap(request, action, by=request.user)
        return redirect(f"{back}#readings")
    if gesture not in FORMS:
        raise Http404
    form = FORMS[gesture](request.POST or None, request.FILES or None, action=action, by=request.user)
    return _form_page(request, form, action, back, template, context)


def _form_page(request, form, action, back, template, context):
    if request.method == "POST" and form.is_valid():
        done, result = attempt(request, form.run, form=form, by=request.user)
        if done:
            messages.success(request, form.said)
            return redirect(back)
        if isinstance(result, Conflict):  # the second save is on top of what is shown
            form.data = {**form.data.dict(), "version": result.version}
    return render(request, template, {**(context or {}), "form": form, "action": action, "back": back},
                  status=422 if form.is_bound and form.errors else 200)


def answer_step(request, action, step_id, *, back, template, context=None):
    """Answer a gesture on one step: tick, untick, move, remove, or change its words."""
    try:
        step = step_of(action, step_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    gesture = request.POST.get("geste", "")
    if gesture in STEPS:
        attempt(request, STEPS[gesture], by=request.user, step=step)
        return redirect(f"{back}#etapes")
    form = forms.EditStepForm(request.POST or None, step=step, by=request.user)
    return _form_page(request, form, action, back, template, context)


def answer_photo(request, action, photo_id, *, back):
    """Take a photo away."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        photo = photo_of(action, photo_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if attempt(request, telling.remove_photo, by=request.user, photo=photo)[0]:
        messages.success(request, _("La photo est retirée."))
    return redirect(back)
