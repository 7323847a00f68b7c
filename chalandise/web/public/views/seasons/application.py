"""One application, as its author sees it: from the browser that sent it, or by the mailed link."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chalandise.people.operations import use_link
from chalandise.seasons.operations import applications as operations
from chalandise.seasons.queries.applications import invitation
from chalandise.web.shell.application import ApplicationForm
from chalandise.web.shell.gestures import attempt


def application_page(request, application, link=None):
    """Show an application; change it (?changer=1), withdraw it, send it again."""
    request.territory, request.accent = application.season.territory, application.season.territory.accent
    opening, selection = invitation(application.season), getattr(application, "selection", None)
    context = {"application": application, "season": application.season, "opening": opening,
               "selection": selection if selection and selection.announced_at else None}
    if request.method == "POST":
        gesture = request.POST.get("gesture", "")
        if gesture == "change":
            return _change(request, application, context, link)
        if gesture in ("withdraw", "send"):
            return _turn(request, application, gesture, link)
    if request.GET.get("changer") and opening.state == "open" and application.state == "sent":
        form = ApplicationForm(season=application.season, application=application)
        return render(request, "public/seasons/application_form.html", {**context, "form": form})
    return render(request, "public/seasons/application.html", context)


def _change(request, application, context, link):
    form = ApplicationForm(request.POST, season=application.season)
    if form.is_valid():
        done, _made = attempt(request, operations.amend, form=form, by=application.person, application=application,
                              version=form.cleaned_data["version"] or 0, via="link" if link else "", **form.typed())
        if done:
            messages.success(request, _("Vos changements sont enregistrés."))
            return redirect(request.path)
    return render(request, "public/seasons/application_form.html", {**context, "form": form})


def _turn(request, application, gesture, link):
    via = "link" if link else ""
    if gesture == "withdraw":
        done, _made = attempt(request, operations.withdraw, by=application.person, application=application, via=via)
        said = _("Votre candidature est retirée. Jusqu’à la fin de l’appel, vous pouvez la renvoyer.")
    else:
        done, _made = attempt(request, operations.send, application=application, via=via)
        said = _("Votre candidature est renvoyée.")
    if done:
        messages.success(request, said)
        if link:
            use_link(link=link)
    return redirect(request.path)
