"""What the house holds on a person: each room declares it (`personal` in its AppConfig), this module acts on it.

A declaration is (model, path, purpose, days, fate) or (model, path, purpose, days, fate, fields):

- model: "app.Model"; path: the way from it to the person, a foreign key ("person", "pairing__mentor__person") or a
  column that holds the person's key ("owner_key"); purpose: said to the person, in their words
- days: kept after the row's last use; `prune` applies it where a room has a date for it
- fate, when the person asks to be erased: "erase" removes the row; "anonymise" empties `fields` and a column that holds
  the person's key (a foreign key then leads to an emptied row, which names nobody, and pages still read); "keep" leaves
  the row, because an obligation says so (the purpose then names it)
"""
from dataclasses import dataclass
from decimal import Decimal

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from chalandise.foundation.models import Entry

ERASE, ANONYMISE, KEEP = "erase", "anonymise", "keep"


@dataclass(frozen=True)
class Declaration:
    """One line of the register."""

    model: type
    path: str
    purpose: object
    days: int
    fate: str
    fields: tuple = ()

    @property
    def by_key(self):
        """Say whether the path ends on the person's key instead of a foreign key."""
        return isinstance(_end(self.model, self.path), models.UUIDField)

    def rows(self, person):
        return self.model._base_manager.filter(**{self.path: person.key if self.by_key else person.pk})


def _end(model, path):
    """Return the last field of a path."""
    *way, last = path.split("__")
    for name in way:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)


def declarations():
    """Return every declaration of every room; raise when one does not hold."""
    found = []
    for config in apps.get_app_configs():
        for label, path, purpose, days, fate, *fields in getattr(config, "personal", []):
            line = Declaration(apps.get_model(label), path, purpose, days, fate, tuple(fields[0]) if fields else ())
            _check(line)
            found.append(line)
    return found


def _check(line):
    where = f"{line.model._meta.label}.{line.path}"
    try:
        end = _end(line.model, line.path)
        for name in line.fields:
            line.model._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise LookupError(f"{where} is declared as personal but is not there: {error}") from error
    if line.fate not in (ERASE, ANONYMISE, KEEP):
        raise ValueError(f"{where}: {line.fate!r} is no fate")
    if line.fate == ANONYMISE and isinstance(end, models.UUIDField) and not end.null:
        raise ValueError(f"{where} cannot be anonymised: the key is never empty")


def links_to_people():
    """Return every foreign key to a person that the database has, as (label, field)."""
    person = apps.get_model(settings.AUTH_USER_MODEL)
    found = []
    for model in apps.get_models():
        if model._meta.app_label in ("contenttypes", "auth") or model is person:
            continue
        for field in model._meta.get_fields():
            if (field.many_to_one or field.one_to_one) and field.concrete and field.related_model is person:
                found.append((model._meta.label, field.name))
    return sorted(found)


def undeclared():
    """Return the foreign keys to a person that no room declares: the house is not allowed any."""
    known = {(line.model._meta.label, line.path) for line in declarations()}
    return [link for link in links_to_people() if link not in known]


# --- a person's rights ------------------------------------------------------------------------------------------------

def export(person):
    """Return everything held on a person: {label: {"purpose", "rows": […]}}, plus what they did (journal)."""
    found = {}
    for line in declarations():
        rows = [as_plain(row) for row in line.rows(person).order_by("pk")]
        if rows:
            part = found.setdefault(line.model._meta.label, {"purpose": str(line.purpose), "rows": []})
            part["rows"] += [row for row in rows if row not in part["rows"]]
    entries = Entry.objects.filter(actor_key=person.key).order_by("at", "id").values("at", "verb", "via")
    found["journal"] = {"purpose": "", "rows": [{**e, "at": e["at"].isoformat()} for e in entries.iterator()]}
    return found


def as_plain(row):
    """Return a row as JSON values; secrets are left out, and what a model names `not_exported`: it is somebody else's (a shop's takings)."""
    plain, hidden = {}, getattr(row, "not_exported", ())
    for field in row._meta.concrete_fields:
        if field.name in hidden:
            continue
        if field.name in ("password", "digest") or field.name == "data" and row._meta.app_label == "mfa":
            continue
        value = field.value_from_object(row)
        plain[field.name] = value if isinstance(value, (str, int, float, bool, list, dict, type(None))) else (
            str(value) if isinstance(value, Decimal) or not hasattr(value, "isoformat") else value.isoformat())
    return plain


def kept(person):
    """Return one sentence for each kind of record that an obligation keeps."""
    said = [str(line.purpose) for line in declarations() if line.fate == KEEP and line.rows(person).exists()]
    return list(dict.fromkeys(said))


def erase(person, *, spare=()):
    """Erase or anonymise as declared, anonymising first; letters whose id is in `spare` are left to be sent."""
    lines = sorted(declarations(), key=lambda line: line.fate == ERASE)
    for line in lines:
        rows = line.rows(person)
        if line.model._meta.label == "foundation.Letter":
            rows = rows.exclude(pk__in=spare)
        if line.fate == ERASE:
            rows.delete()
        elif line.fate == ANONYMISE:
            _anonymise(line, rows)


def _anonymise(line, rows):
    emptied = {name: _empty(line.model._meta.get_field(name)) for name in line.fields}
    if line.by_key and "__" not in line.path:
        emptied[line.path] = None
    if emptied:
        line.model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).update(**emptied)


def _empty(field):
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default()
    return "" if isinstance(field, (models.CharField, models.TextField)) else field.get_default()
