"""What an applicant's mailed links show: their application or draft; the question about the comparison."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chalandise.people.operations import use_link, withdraw_consent
from chalandise.people.queries import consents_now
from chalandise.seasons.operations import panel as operations
from chalandise.seasons.queries.applications import application_of_link
from chalandise.web.public.views.seasons.application import application_page
from chalandise.web.public.views.seasons.apply import keep_key
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles


@handles("application")
def application(request, link):
    """A draft goes on where it was left; what was sent can be read, changed, withdrawn."""
    try:
        found = application_of_link(link)
    except ObjectDoesNotExist:
        return render(request, "shell/links/unknown.html", status=404)
    if found.state == "draft" and found.draft_key:
        return keep_key(redirect("public:apply", found.season.slug), found.season, found.draft_key)
    return application_page(request, found, link)


def comparison_text(season):
    """Return the exact words that a merchant agrees to."""
    return _("J’accepte que %(who)s compare, sans nom, quelques chiffres de ma boutique (chiffre d’affaires du mois en "
             "indice, canaux utilisés) avec ceux des boutiques accompagnées pendant « %(season)s ». Je ne donne que ce que je "
             "veux, et je peux reprendre cet accord à tout moment. Il prend fin dans trois ans.") % {
        "who": season.territory.organiser or season.territory.name, "season": season.name}


@handles("panel.comparison")
def comparison(request, link):
    """Yes or no, and back again: serving as comparison is free."""
    try:
        found = application_of_link(link)
    except ObjectDoesNotExist:
        return render(request, "shell/links/unknown.html", status=404)
    request.territory, request.accent = found.season.territory, found.season.territory.accent
    given = consents_now(link.person).filter(purpose="comparison", about_kind="seasons.application", about_id=found.pk).first()
    if request.method == "POST":
        answer = request.POST.get("answer")
        if answer == "yes":
            attempt(request, operations.agree_to_compare, person=link.person, application=found, text=comparison_text(found.season))
        elif given:
            withdraw_consent(consent=given, by=link.person, via="link")
            messages.success(request, _("Votre accord est repris. Merci de l’avoir donné."))
        use_link(link=link)
        return redirect(request.path)
    return render(request, "public/seasons/comparison.html", {"application": found, "season": found.season, "given": given,
                                                              "answered": link.used_at, "text": comparison_text(found.season)})
