"""The lessons told to everybody: search, filter by kind."""
from django.core.paginator import Paginator

from chalandise.actions.queries.lessons import search_lessons, told
from chalandise.seasons.queries.playbook import kinds


def lessons_context(request, season, lessons):
    """Return what "shell/actions/_told.html" reads, from the words and the kind of the address."""
    known = kinds(season)
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    kind = request.GET.get("genre", "") if request.GET.get("genre", "") in known else ""
    page = Paginator(search_lessons(lessons, words=words, kind=kind), 20).get_page(request.GET.get("page"))
    return {"page": page, "told": [(one, known[one.action.kind].label if one.action.kind in known else "") for one in told(page.object_list)],
            "words": words, "kind": kind, "kinds": known.values(), "narrowed": bool(words or kind)}
