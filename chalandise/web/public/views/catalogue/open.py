"""The catalogue for other people's sites: its open data, and a list that any page can frame."""
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from chalandise.catalogue.queries.published import catalogue_territories
from chalandise.catalogue.queries.search import search
from chalandise.catalogue.rules import NEEDS
from chalandise.catalogue.rules.prices import price_words
from chalandise.web.shell.views.style import stylesheet

FRAMED = 50  # solutions at the most in somebody's page


@require_safe
def data(request):
    """Give the files, the API, the feed and the lines that put the list on another site."""
    address = settings.BASE_URL + reverse("public:catalogue_frame")
    files = [("api_catalogue_csv", _("Le catalogue en CSV")), ("api_catalogue_table_schema", _("Les colonnes du CSV (Table Schema)")),
             ("api_catalogue_json", _("Le catalogue en JSON")), ("api_catalogue_schema", _("Le format du JSON (JSON Schema)")),
             ("api_catalogue_feed", _("Le fil des changements (Atom)")), ("api-1:openapi-json", _("L’API et sa description (OpenAPI)"))]
    return render(request, "public/catalogue/data.html", {
        "files": [(reverse(name), words) for name, words in files], "frame": reverse("public:catalogue_frame"),
        "snippet": f'<iframe src="{address}" title="{_("Le catalogue des solutions")}" width="100%" height="600" loading="lazy" style="border:0"></iframe>'})


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def frame(request):
    """The list alone, for a frame in a partner's page (?territoire=…&besoin=…&langue=en): no cookie is read or left, no script runs."""
    place = next((t for t in catalogue_territories() if t.slug == request.GET.get("territoire")), None)
    need = NEEDS.get(request.GET.get("besoin", ""))
    found = search("", {"need": [need.code]} if need else {}, per_page=FRAMED, territory=place)
    with translation.override("en" if request.GET.get("langue") == "en" else "fr"):
        answer = HttpResponse(render_to_string("public/catalogue/frame.html", {
            "style_digest": stylesheet()[0], "place": place, "need": need, "more": found.total - len(found.hits), "base": settings.BASE_URL,
            "rows": [(hit.solution, price_words(hit.solution)) for hit in found.hits]}))
    patch_cache_control(answer, public=True, max_age=300)
    return answer
