"""The white paper and the committees' packs, for the team."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.paper import drawn
from chalandise.web.team.forms.whitepaper import RequestsForm
from chalandise.web.team.gate import season_page
from chalandise.whitepaper import documents, operations
from chalandise.whitepaper.queries import (
    committee_of,
    committees_of,
    edition_of,
    editions_of,
    gather,
    latest_pack,
    shown,
    withdrawn,
)


@require_GET
@season_page
def whitepaper(request, season):
    """The white paper as it would be today, its editions, the committees' packs."""
    editions = list(editions_of(season))
    return render(request, "team/whitepaper/whitepaper.html", {
        "season": season, "chapters": drawn(shown(gather(season))), "editions": [(e, withdrawn(e.content)) for e in editions],
        "committees": committees_of(season)})


@require_POST
@season_page
def editions(request, season):
    """Freeze an edition of today."""
    done, edition = attempt(request, operations.make_edition, by=request.user, season=season)
    if done:
        messages.success(request, _("L’édition %(n)s est faite. Relisez-la, puis publiez-la.") % {"n": edition.number})
        return redirect("team:edition", season.slug, edition.number)
    return redirect("team:whitepaper", season.slug)


@require_GET
@season_page
def edition(request, season, number):
    """One edition as it reads now."""
    found = _edition(season, number)
    return render(request, "team/whitepaper/edition.html", {
        "season": season, "edition": found, "chapters": drawn(shown(found.content)), "withdrawn": withdrawn(found.content)})


@require_http_methods(["POST"])
@season_page
def publication(request, season, number):
    """Open an edition to everybody, or take it back."""
    found = _edition(season, number)
    gesture = operations.unpublish if request.POST.get("gesture") == "withdraw" else operations.publish
    attempt(request, gesture, by=request.user, edition=found)
    return redirect("team:edition", season.slug, number)


@require_GET
@season_page
def edition_pdf(request, season, number):
    return _pdf(documents.edition(_edition(season, number), _language()), f"livre-blanc-{season.slug}-{number}.pdf")


@require_GET
@season_page
def edition_figures(request, season, number):
    """The figures with where they come from, as JSON."""
    found = _edition(season, number)
    return JsonResponse({"season": found.content["season"], "at": found.content["at"], "digest": found.digest,
                         "figures": found.content["figures"]}, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_http_methods(["GET", "POST"])
@season_page
def pack(request, season, number):
    """The pack of one committee: make it, read it, send it."""
    gathering = _or_404(committee_of, season, number)
    form = RequestsForm(request.POST or None)
    if request.method == "POST" and request.POST.get("gesture") == "send":
        return _send(request, season, gathering)
    if request.method == "POST" and form.is_valid():
        done, _pack = attempt(request, operations.make_pack, form=form, by=request.user, gathering=gathering, requests=form.lines)
        if done:
            return redirect("team:pack", season.slug, gathering.pk)
    found = latest_pack(gathering)
    return render(request, "team/whitepaper/pack.html", {
        "season": season, "gathering": gathering, "form": form, "pack": found, "chapters": drawn(shown(found.content)) if found else []})


def _send(request, season, gathering):
    found = latest_pack(gathering)
    if found is None:
        raise Http404
    done, written = attempt(request, operations.send_pack, by=request.user, pack=found)
    if done:
        messages.success(request, ngettext("Le dossier part à %(n)s personne : sa lettre est dans le courrier.",
                                           "Le dossier part à %(n)s personnes : leurs lettres sont dans le courrier.", written) % {"n": written})
    return redirect("team:pack", season.slug, gathering.pk)


@require_GET
@season_page
def pack_pdf(request, season, number):
    found = latest_pack(_or_404(committee_of, season, number))
    if found is None:
        raise Http404
    return _pdf(documents.pack(found, _language()), f"dossier-comite-{number}.pdf")


def _edition(season, number):
    return _or_404(edition_of, season, number)


def _or_404(query, *words):
    try:
        return query(*words)
    except ObjectDoesNotExist:
        raise Http404 from None


def _language():
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def _pdf(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
