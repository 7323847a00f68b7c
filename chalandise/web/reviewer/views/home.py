"""A reviewer's first page: what to say first, what to read, what is done; their part in the call; the answer to an invitation."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.catalogue.operations import recusals, reviewers
from chalandise.catalogue.queries import reviewing as queries
from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES
from chalandise.web.reviewer.forms.reviewing import PartForm
from chalandise.web.reviewer.gate import reviewer_page
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.shell.links import handles
from chalandise.web.shell.views.session import enter


@reviewer_page
def home(request, reviewer):
    """Show the call and what is to be reviewed."""
    return render(request, "reviewer/home.html", {"reviewer": reviewer, "call": reviewer.call, "desk": queries.desk(reviewer), "kinds": tie_choices(TIES)})


@reviewer_page
@require_POST
def declarations(request, reviewer):
    """Say at once, for what was on the page: none concerns me, but those that I tick."""
    shown = {number(word) for word in request.POST.getlist("shown")}
    waiting = [item.submission for item in queries.desk(reviewer).to_say if item.submission.pk in shown]
    mine = {number(word) for word in request.POST.getlist("mine")}
    ties = {s.pk: request.POST.get(f"kind-{s.pk}") or "other" for s in waiting if s.pk in mine}
    if attempt(request, recusals.declare, reviewer=reviewer, submissions=waiting, ties=ties)[0] and waiting:
        clear = len(waiting) - len(ties)
        said = [ngettext("%(n)s réponse ne vous concerne pas.", "%(n)s réponses ne vous concernent pas.", clear) % {"n": clear}] if clear else []
        if ties:
            said.append(ngettext("Vous vous retirez d’%(n)s réponse.", "Vous vous retirez de %(n)s réponses.", len(ties)) % {"n": len(ties)})
        messages.success(request, " ".join(said))
    return redirect("reviewer:home", reviewer.call.slug)


@reviewer_page
@require_http_methods(["GET", "HEAD", "POST"])
def part(request, reviewer):
    """Change what one knows and how much one takes."""
    form = PartForm(request.POST if request.method == "POST" else None, initial={"load": reviewer.load, "needs": reviewer.needs})
    if form.is_valid() and attempt(request, reviewers.accept, form=form, reviewer=reviewer, **form.cleaned_data)[0]:
        messages.success(request, _("C’est noté."))
        return redirect("reviewer:home", reviewer.call.slug)
    return render(request, "reviewer/part.html", {"reviewer": reviewer, "call": reviewer.call, "form": form})


@handles("review.invitation")
def invitation(request, link):
    """Answer an invitation by the link of its mail; who accepts comes in."""
    try:
        reviewer = queries.invitation_of(link)
    except LookupError:
        return render(request, "shell/links/unknown.html", status=404)
    call = reviewer.call
    request.territory, request.accent = call.territory, call.territory.accent
    if reviewer.accepted_at or reviewer.ended_at:
        return render(request, "reviewer/invitation.html", {"reviewer": reviewer, "call": call, "form": None})
    form = PartForm(request.POST if request.POST.get("answer") == "yes" else None)
    if request.method == "POST" and request.POST.get("answer") == "no":
        if attempt(request, reviewers.decline, reviewer=reviewer)[0]:
            messages.success(request, _("C’est noté, merci d’avoir répondu. Vous pouvez changer d’avis par ce même lien."))
        return redirect(request.path)
    if form.is_valid() and attempt(request, reviewers.accept, form=form, reviewer=reviewer, **form.cleaned_data)[0]:
        enter(request, reviewer.person)
        return redirect("reviewer:home", call.slug)
    return render(request, "reviewer/invitation.html", {"reviewer": reviewer, "call": call, "form": form})
