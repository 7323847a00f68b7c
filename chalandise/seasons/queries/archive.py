"""The archive of a season: every record that hangs from it, in one zip of JSON and CSV.

It follows the foreign keys that lead to the season, whatever room they come from, so a new room is in it without
being named here. Left out: complaints, addresses and telephone numbers of people, who said what in the survey, and what a room declares
as `out_of_archives` in its AppConfig (the takings of a shop belong to its merchant).
"""
import csv
import io
import json
import zipfile

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.people.models import Person

LEFT_OUT = {"seasons.complaint"}
FIELDS_LEFT_OUT = {"email", "phone", "draft_key", "digest"}
ANONYMOUS = {"seasons.satisfaction"}


def records(season):
    """Return {model label: [row as plain data]} of everything that hangs from a season, the season first."""
    found, outside = {type(season): {season.pk}}, _outside()
    queue = [type(season)]
    for model in queue:  # grows while walked
        for relation in model._meta.related_objects:
            child = relation.related_model
            if not child.__module__.startswith("chalandise.") or child._meta.label_lower in LEFT_OUT or relation.many_to_many:
                continue
            rows = child.objects.filter(**{f"{relation.field.name}__in": list(found[model])})
            if (private := outside.get(child._meta.label)) is not None:
                rows = rows.exclude(**private) if private else rows.none()
            keys = set(rows.values_list("pk", flat=True))
            if keys - found.get(child, set()):
                found[child] = found.get(child, set()) | keys
                queue.append(child)
    tables = {m: list(m.objects.filter(pk__in=list(keys)).order_by("pk")) for m, keys in found.items()}
    named = {f.value_from_object(row) for m, rows in tables.items() for f in m._meta.concrete_fields if f.related_model is Person
             for row in rows}
    names = dict(Person.objects.filter(pk__in=named - {None}).values_list("pk", "key"))
    return {m._meta.label_lower: [_plain(row, names) for row in rows] for m, rows in tables.items()}


def _outside():
    """Return {model label: filter of the rows that no archive holds} ({}: none of them), as the rooms declare it."""
    return {label: private for config in apps.get_app_configs() for label, private in getattr(config, "out_of_archives", ())}


def _plain(row, names):
    out = {}
    for field in row._meta.concrete_fields:
        if field.name in FIELDS_LEFT_OUT:
            continue
        value = field.value_from_object(row)
        if field.related_model is Person:
            value = None if row._meta.label_lower in ANONYMOUS or value is None else str(names[value])
        out[field.name] = str(value) if hasattr(value, "url") else value
    return out


def people_named(season, rows):
    """Return [{key, name}] of the people whom the records name by key."""
    keys = {v for table in rows.values() for row in table for v in row.values() if isinstance(v, str) and len(v) == 36}
    return [{"key": str(k), "name": f"{g} {f}".strip()} for k, g, f in
            Person.objects.filter(key__in=[k for k in keys if k.count("-") == 4]).values_list("key", "given_name", "family_name")]


def _cell(value):
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not isinstance(value, (int, float)) else text


def _csv(rows):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(v) for v in row.values()] for row in rows)
    return "\ufeff" + out.getvalue()


def archive(season):
    """Return the zip as bytes: LISEZ-MOI.txt, saison.json, and one CSV per kind of record."""
    rows = records(season)
    rows["people"] = people_named(season, rows)
    moment = clock.now()
    out, stamp = io.BytesIO(), moment.timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        def put(name, text):
            book.writestr(zipfile.ZipInfo(name, stamp), text.encode(), zipfile.ZIP_DEFLATED)
        put("LISEZ-MOI.txt", _("Archive de « %(season)s », faite le %(day)s.\nLes personnes sont désignées par une clé ; people.csv donne "
                               "leur nom tant qu’elles n’ont pas demandé l’effacement.\nN’y sont pas : les messages « quelque chose ne va "
                               "pas », les adresses et téléphones des personnes, et qui a dit quoi dans l’enquête.\n")
            % {"season": season.name, "day": moment.date().isoformat()})
        put("saison.json", json.dumps(rows, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder))
        for label, table in rows.items():
            if table:
                put(f"{label}.csv", _csv(table))
    return out.getvalue()
