"""The published white paper, and the committee's pack behind its mailed link."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from chalandise.web.shell.links import handles
from chalandise.web.shell.paper import drawn
from chalandise.whitepaper import documents
from chalandise.whitepaper.queries import pack_by_link, published, published_numbers, shown


@require_GET
def whitepaper(request, slug, number=None):
    """The latest published edition of a season, or the one of a number."""
    edition = _published(request, slug, number)
    return render(request, "public/whitepaper/whitepaper.html", {
        "edition": edition, "season": edition.season, "chapters": drawn(shown(edition.content)),
        "numbers": [n for n in published_numbers(edition.season) if n != edition.number]})


@require_GET
def whitepaper_pdf(request, slug, number):
    return _pdf(documents.edition(_published(request, slug, number), _language()), f"livre-blanc-{slug}-{number}.pdf")


@require_GET
def whitepaper_figures(request, slug, number):
    """Every figure of a published edition with the query it comes from and how many records it rests on."""
    edition = _published(request, slug, number)
    return JsonResponse({"season": edition.content["season"], "at": edition.content["at"], "digest": edition.digest,
                         "figures": edition.content["figures"]}, json_dumps_params={"ensure_ascii": False, "indent": 1})


@handles("pack.read")
def pack(request, link):
    """The pack of a committee for one of its members, without sign-in; reading only."""
    try:
        found = pack_by_link(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory = found.gathering.season.territory
    request.accent = request.territory.accent
    return show_pack(request, found)


def show_pack(request, found):
    """Draw a pack that this person may read, as a page or as a PDF."""
    if "pdf" in request.GET:
        return _pdf(documents.pack(found, _language()), f"dossier-comite-{found.gathering_id}.pdf")
    return render(request, "public/whitepaper/pack.html", {
        "pack": found, "gathering": found.gathering, "season": found.gathering.season, "chapters": drawn(shown(found.content))})


def _published(request, slug, number):
    try:
        edition = published(slug, number)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory, request.accent = edition.season.territory, edition.season.territory.accent
    return edition


def _language():
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def _pdf(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
