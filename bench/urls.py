"""The addresses of the product, and one plain page to compare with: Django's own list view of a season's pairings."""
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.views.generic import ListView

from chalandise.mentoring.models import Pairing
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401  (Django reads them here)
from config.urls import urlpatterns as ours

PAGE = """<!doctype html><title>Pairings</title><ul>{% for pairing in object_list %}<li>{{ pairing.shop }}, {{ pairing.shop.address }}:
{{ pairing.mentor.person }}, since {{ pairing.opened_at|date:"d/m/Y" }}</li>{% endfor %}</ul>"""


class Pairings(LoginRequiredMixin, ListView):
    """What a few lines of Django give: no rights, no navigation, no health, no gesture."""

    def get_queryset(self):
        return Pairing.objects.filter(season=self.kwargs["season"]).select_related("shop", "mentor__person")

    def render_to_response(self, context, **_words):
        return HttpResponse(engines["django"].from_string(PAGE).render(context, self.request))


urlpatterns = [*ours, path("bench/<int:season>/", Pairings.as_view(), name="bench_list")]
