"""The qualified catalogue: solutions, search, changes, needs."""
from ninja import NinjaAPI, Query
from ninja.decorators import decorate_view
from ninja.errors import ValidationError

from chalandise.api import cursor
from chalandise.api.caching import opened
from chalandise.api.problems import Wrong, problem
from chalandise.api.v1 import schemas
from chalandise.catalogue.models import Solution
from chalandise.catalogue.queries import opened as data
from chalandise.catalogue.queries.published import catalogue_territories, solution_published
from chalandise.catalogue.queries.search import search
from chalandise.catalogue.rules import NEEDS

api = NinjaAPI(title="Chalandise", version="1", urls_namespace="api-1", docs_url=None,
               description="The qualified catalogue. Licence Ouverte / Open Licence 2.0: name the source and the date.")
ANSWERS = {400: schemas.Problem, 404: schemas.Problem, 422: schemas.Problem}


@api.exception_handler(Wrong)
def wrong(request, error):
    return problem(400, "wrong", f"{error.name}: {error.detail}")


@api.exception_handler(Solution.DoesNotExist)
def unknown(request, error):
    return problem(404, "not_found", "No solution of the catalogue has this address.")


@api.exception_handler(ValidationError)
def invalid(request, error):
    said = "; ".join(f"{'.'.join(str(part) for part in one['loc'][1:]) or one['loc'][-1]}: {one['msg']}" for one in error.errors)
    return problem(422, "invalid", said[:500])


def _only(request, asked=None):
    """Refuse a parameter that does not exist: a misspelt filter would otherwise answer as if it were not there."""
    if strange := set(request.GET) - set(type(asked).model_fields if asked else ()):
        raise Wrong(sorted(strange)[0][:40], "no such parameter")


@api.get("/catalogue/solutions", response={200: schemas.Solutions, **ANSWERS}, summary="The solutions qualified today, by key")
@decorate_view(opened)
def solutions(request, asked: Query[schemas.SolutionsAsked]):
    _only(request, asked)
    after = cursor.read("s", asked.cursor)
    rows = list(data.listed_solutions(territory=asked.territory, need=asked.need, after=after)[:asked.limit + 1])
    kept = rows[:asked.limit]
    return {"items": data.records(kept), "next": cursor.write("s", kept[-1].pk) if len(rows) > len(kept) else None}


@api.get("/catalogue/solutions/{slug}", response={200: schemas.Solution, **ANSWERS}, summary="One solution, qualified today or once")
@decorate_view(opened)
def solution(request, slug: schemas.Word):
    _only(request)
    return data.records([solution_published(slug)])[0]


@api.get("/catalogue/search", response={200: schemas.Found, **ANSWERS}, summary="Search, with filters; the order is the published one")
@decorate_view(opened)
def found(request, asked: Query[schemas.SearchAsked]):
    _only(request, asked)
    place = next((t for t in catalogue_territories() if t.slug == asked.territory), None)
    if asked.territory and place is None:
        return {"items": [], "total": 0, "page": 1, "pages": 1, "corrected": "", "counts": {}}
    facets = {name: [getattr(asked, name)] for name in ("need", "trade", "price", "level") if getattr(asked, name)}
    hits = search(asked.q, facets, page=asked.page, per_page=asked.limit, territory=place)
    return {"items": data.records(hit.solution for hit in hits.hits), "total": hits.total, "page": hits.page, "pages": hits.pages,
            "corrected": hits.corrected, "counts": hits.counts}


@api.get("/catalogue/changes", response={200: schemas.Changes, **ANSWERS}, summary="What entered, changed and left, the latest first")
@decorate_view(opened)
def changes(request, asked: Query[schemas.ChangesAsked]):
    _only(request, asked)
    before = cursor.read("c", asked.cursor)
    rows = data.change_records(before=before, territory=asked.territory, limit=asked.limit + 1)
    kept = rows[:asked.limit]
    return {"items": kept, "next": cursor.write("c", kept[-1]["id"]) if len(rows) > len(kept) else None}


@api.get("/catalogue/needs", response={200: list[schemas.Need], **ANSWERS}, summary="The list of needs")
@decorate_view(opened)
def needs(request):
    _only(request)
    return [{"code": n.code, "family": n.family, "fr": n.fr, "en": n.en} for n in NEEDS.values()]
