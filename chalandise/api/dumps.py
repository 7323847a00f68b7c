"""The whole catalogue in one file, and what its columns are (Table Schema, JSON Schema)."""
import csv
import io
import json

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from chalandise.api.caching import mark, matches, opened
from chalandise.api.v1.schemas import Solution
from chalandise.catalogue.queries.evidence import CHECKS
from chalandise.catalogue.queries.opened import LICENCE, SHEET, dump_of, version_of_catalogue
from chalandise.foundation import clock

NUMBERS = {"id", "price_setup", "price_month", "trial_months", "price_after", "commission", "commitment_months", "install_hours", "uses",
           "running", "install_hours_median", "installs", "opinions", "advise_mean"}
LISTS = ("needs", "trades", "languages")
COUNTS = ("uses", "running", "install_hours_median", "installs", "opinions", "advise_mean")
COLUMNS = ("id", "slug", "company", "company_country", "company_siren", *SHEET, *LISTS, "territories", "until", *COUNTS,
           *(f"{what}_{months}" for months in CHECKS for what in ("answered", "still_used")), "changed_at")


def _row(record):
    """Return the columns of one solution; lists are joined by a bar, territories are those where it is qualified today."""
    where = [q for q in record["qualifications"] if q["state"] == "qualified"]
    counted = record["evidence"]
    flat = {**record, **{name: "|".join(record[name]) for name in LISTS}, **{name: counted[name] for name in COUNTS},
            "territories": "|".join(q["territory"] for q in where), "until": max((q["until"] for q in where), default=""),
            **{f"answered_{m}": counted["answered"].get(str(m), 0) for m in CHECKS},
            **{f"still_used_{m}": counted["still_used"].get(str(m), 0) for m in CHECKS}}
    return ["" if flat[name] is None else _safe(flat[name]) for name in COLUMNS]


def _safe(value):
    """A spreadsheet takes a text that begins so for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _csv():
    line = io.StringIO()
    writer = csv.writer(line)

    def flush():
        text = line.getvalue()
        line.seek(0)
        line.truncate()
        return text
    writer.writerow(COLUMNS)
    yield "\ufeff" + flush()
    for record in dump_of(today=clock.today()):
        writer.writerow(_row(record))
        yield flush()


def _json():
    head = {"licence": LICENCE, "made_at": clock.now().isoformat(), "schema": "/api/v1/catalogue/schema.json"}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "solutions": ['
    for number, record in enumerate(dump_of(today=clock.today())):
        yield (",\n" if number else "\n") + json.dumps(record, ensure_ascii=False)
    yield "\n]}\n"


def _stream(request, made, media_type, name):
    etag = f'W/"{clock.today()}-{version_of_catalogue()}"'.replace(" ", "_")
    if matches(request, etag):
        return HttpResponse(status=304, headers={"ETag": etag, "Access-Control-Allow-Origin": "*"})
    answer = StreamingHttpResponse(made(), content_type=media_type, headers={
        "ETag": etag, "Content-Disposition": f'attachment; filename="{name}"', "Link": f'<{LICENCE["url"]}>; rel="license"'})
    return mark(request, answer)


@require_safe
def as_csv(request):
    return _stream(request, _csv, "text/csv; charset=utf-8", "catalogue.csv")


@require_safe
def as_json(request):
    return _stream(request, _json, "application/json", "catalogue.json")


@require_safe
@opened
def table_schema(request):
    """The columns of catalogue.csv, as a Table Schema."""
    return JsonResponse({"licenses": [LICENCE], "primaryKey": "id", "fields": [
        {"name": name, "type": "number" if name in NUMBERS or name.startswith(("answered_", "still_used_")) else "string",
         **({"constraints": {"required": True}} if name in ("id", "slug", "name", "company") else {}),
         **({"description": "separated by |"} if name in (*LISTS, "territories") else {})} for name in COLUMNS]})


@require_safe
@opened
def json_schema(request):
    """One item of catalogue.json, as a JSON Schema."""
    return JsonResponse({"$schema": "https://json-schema.org/draft/2020-12/schema", **Solution.model_json_schema()})
