"""Mailed links about my action: adopt an idea, give the month's figure, tell what I learned. No sign-in, nothing else."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chalandise.actions.operations.adoption import adopt, decline
from chalandise.actions.queries.actions import action_of_link
from chalandise.actions.queries.lessons import lesson_by
from chalandise.actions.queries.money import money_of
from chalandise.actions.queries.workshop import idea_of_link
from chalandise.actions.rules import keeps, may_answer, may_lead, side_of
from chalandise.impact.queries import series_of
from chalandise.impact.queries.checkins import monthly_question
from chalandise.impact.queries.measures import measure_of
from chalandise.impact.rules import may_read
from chalandise.people.operations import issue_link, use_link
from chalandise.web.shell.actions.forms import LessonForm, ReadingForm
from chalandise.web.shell.actions.page import TONES, drawing, idea_evidence
from chalandise.web.shell.gestures import attempt, typed
from chalandise.web.shell.links import handles
from chalandise.web.shell.measures.taps import answer_tap, read_month


def _found(request, link, find, allowed):
    """Return the object of a link for a person who still has to do with it, or answer 404."""
    try:
        thing = find(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    if not allowed(link.person, thing):
        raise Http404
    request.territory, request.accent = thing.season.territory, thing.season.territory.accent
    return thing


@handles("action.adopt")
def idea(request, link):
    """Read an idea and answer it; opening it again shows the answer given."""
    one = _found(request, link, idea_of_link, may_answer)
    if request.method == "POST":
        yes = request.POST.get("reponse") == "oui"
        if yes:
            done, action = attempt(request, adopt, by=link.person, idea=one, via="link")
        else:
            done, _proposal = attempt(request, decline, by=link.person, idea=one, words=typed(request, "words"), via="link")
        if done:
            use_link(link=link)
            return render(request, "merchant/actions/link_done.html", {
                "title": _("C’est votre action !") if yes else _("C’est noté"),
                "sentence": _("Votre parrain est prévenu : vous fixez ensemble les étapes et les dates.") if yes
                else _("Merci de l’avoir dit : on en cherchera une autre."),
                "next": issue_link(purpose="measure.plan", person=link.person, target=action, days=45) if yes and keeps(link.person, one.shop) else ""})
    return render(request, "merchant/actions/link_idea.html", {"idea": idea_of_link(link), **idea_evidence(one)})


@handles("reading.give")
def reading(request, link):
    """Answer in one tap, or type the number; reading acts on nothing; opening it again shows the answer, which can be taken back."""
    one = _found(request, link, action_of_link, may_read)
    if "reponse" in request.POST:
        if answer_tap(request, one, by=link.person, via="link"):
            use_link(link=link)
        return redirect(f"{request.path}?mois={read_month(typed(request, 'mois')):%Y-%m}")
    form = ReadingForm(request.POST or None, action=one, by=link.person, via="link")
    if request.method == "POST" and form.is_valid() and attempt(request, form.run, form=form, by=link.person)[0]:
        use_link(link=link)
        series = series_of(link.person, one)
        return render(request, "merchant/actions/link_read.html", {"action": one, "series": series, "drawing": drawing(series)})
    return render(request, "merchant/measures/link_reading.html",
                  {"action": one, "form": form, "monthly": monthly_question(one, read_month(request.GET.get("mois", ""))), "picked": request.GET.get("r", "")},
                  status=422 if form.is_bound and form.errors else 200)


@handles("lesson.give")
def lesson(request, link):
    """Tell what worked and what did not, on either side; opening it again lets one change one's words."""
    one = _found(request, link, action_of_link, may_lead)
    form = LessonForm(request.POST or None, action=one, by=link.person, via="link")
    if request.method == "POST" and form.is_valid() and attempt(request, form.run, form=form, by=link.person)[0]:
        use_link(link=link)
        return render(request, "merchant/actions/link_done.html", {
            "title": _("Merci"), "sentence": _("Votre retour est enregistré. Ce même lien permet de le modifier.")})
    return render(request, "merchant/actions/link_form.html",
                  {"action": one, "form": form, "known": lesson_by(one, side_of(link.person, one))},
                  status=422 if form.is_bound and form.errors else 200)


@handles("action.read")
def action(request, link):
    """Read where an action is: no gesture here; the pages behind sign-in have them."""
    one = _found(request, link, action_of_link, may_lead)
    return render(request, "merchant/actions/link_action.html", {
        "action": one, "steps": list(one.steps.all()), "money": money_of([one])[one.pk], "tone": TONES[one.state],
        "measure": measure_of(one)})
