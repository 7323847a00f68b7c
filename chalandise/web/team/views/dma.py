"""The European assessment of the panel's shops, for the team: fill, read, export in its terms."""
import json

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.computing.dma import shown
from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import place_in_season
from chalandise.diagnostics.queries.dma import BANDS, dma_export, dma_sheets, dma_slot
from chalandise.web.shell.dma import dma_page
from chalandise.web.shell.export import as_csv
from chalandise.web.team.gate import season_page


def table(season, rows):
    """Return ([(shop, [(moment, begun, score, band words)])], how many are finished) for the shops of an overview."""
    found = dma_sheets(season)
    lines = []
    for row in rows:
        cells = []
        for moment in Assessment.Moment.values:
            sheet, result = found.get((row.place.shop_id, moment), (None, None))
            cells.append((moment, sheet, shown(result.overall) if result else None, BANDS[result.band] if result else ""))
        lines.append((row.place.shop, cells))
    return lines, sum(result is not None for _sheet, result in found.values())


@require_http_methods(["GET", "POST"])
@season_page
def dma(request, season, shop_id, moment):
    """Fill or read the European assessment of one shop."""
    try:
        place = place_in_season(season, shop_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if moment not in Assessment.Moment.values:
        raise Http404
    return dma_page(request, dma_slot(place, moment), by=request.user, template="team/diagnostics/dma.html",
                    back=reverse("team:assessments", args=[season.slug]))


@require_GET
@season_page
def export(request, season, shape):
    """Give the season's finished European assessments as a file: one line each, and the raw answers in JSON."""
    rows = dma_export(season)
    name = f"eu-dma-{season.slug}"
    if shape == "json":
        answer = HttpResponse(json.dumps(rows, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return answer
    flat = [{**row, "answers": json.dumps(row["answers"], ensure_ascii=False), "skipped": json.dumps(row["skipped"])} for row in rows]
    heads = list(flat[0]) if flat else ["shop"]
    return as_csv(name, heads, [[row[h] for h in heads] for row in flat])
