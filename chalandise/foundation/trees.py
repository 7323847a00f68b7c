"""JSON and GeoJSON turned into lines: the longest list of objects, each flattened to text by dotted names."""
import json

from django.utils.translation import gettext as _

DEPTH = 40  # objects nested deeper are not tables
POINT = ("lon", "lat")
WRAPPERS = ("results", "records", "data", "items", "elements", "rows", "features", "etablissements")  # what a page of answers calls its list


class Broken(Exception):
    """A text is not JSON, or holds no list of objects; where, and the lines around."""

    def __init__(self, sentence, *, line=None, column=None, excerpt=""):
        super().__init__(sentence)
        self.sentence, self.line, self.column, self.excerpt = sentence, line, column, excerpt


def table(text):
    """Return ("json" or "geojson", {dotted name: text} one after another, each read once) of a JSON text; raise Broken."""
    data = _load(text)
    if isinstance(data, dict) and data.get("type") == "FeatureCollection" and isinstance(data.get("features"), list):
        return "geojson", _each([f for f in data["features"] if isinstance(f, dict)], _feature)
    try:
        items = _items(data)
    except RecursionError:
        items = []
    if not items:
        raise Broken(_("Ce fichier JSON ne contient aucune liste d’objets : il n’y a rien à lire ligne à ligne."))
    return "json", _each(items, _flat)


def _each(items, flatten):
    """Give the items flattened, letting each go: small objects take twenty times their text in memory."""
    items.reverse()
    while items:
        yield flatten(items.pop())


def _load(text):
    try:
        return json.loads(text.lstrip("\ufeff"), parse_constant=str)
    except RecursionError as error:
        raise Broken(_("Ce fichier JSON est emboîté trop profond pour être un tableau.")) from error
    except json.JSONDecodeError as error:
        line, column, hint = _where(text, error)
        raise Broken(_("Ce fichier n’est pas du JSON valide : ligne %(line)d, colonne %(column)d, %(hint)s. Rien n’a été lu.")
                     % {"line": line, "column": column, "hint": hint}, line=line, column=column,
                     excerpt=_around(text, line)) from error


def _where(text, error):
    """Return (line, column, words) of the mistake: a trailing comma is pointed at itself, not at what follows."""
    before = text[:error.pos].rstrip()
    following = text[error.pos:].lstrip()[:1]
    # Python 3.13 points at the comma, earlier versions at what follows it.
    at = len(before) - 1 if before.endswith(",") else error.pos if text[error.pos:error.pos + 1] == "," else None
    if at is not None:
        after = text[at + 1:].lstrip()[:1]
        if after in ("]", "}"):
            line = text.count("\n", 0, at) + 1
            return line, at - text.rfind("\n", 0, at), _("une virgule de trop avant « %s »") % after
    if not following:
        return error.lineno, error.colno, _("le fichier s’arrête trop tôt")
    return error.lineno, error.colno, _("« %s » n’est pas attendu ici") % following


def _around(text, line):
    lines = text.splitlines()
    return "\n".join(f"{n}  {lines[n - 1][:120]}" for n in range(max(1, line - 2), min(len(lines), line + 2) + 1))


def _items(data, depth=0):
    """Return the longest list of objects found in the tree; a dict of lists of objects is one list, with its keys."""
    if depth > DEPTH:
        return []
    if isinstance(data, list):
        return [d for d in data if isinstance(d, dict)]
    if not isinstance(data, dict):
        return []
    lists = {key: [d for d in value if isinstance(d, dict)] for key, value in data.items() if isinstance(value, list)}
    lists = {key: value for key, value in lists.items() if value}
    if lists and len(lists) == len(data):  # {"Coiffure": [...], "Boucherie": [...]}
        return [{"groupe": key, **item} for key, value in lists.items() for item in value] if len(lists) > 1 else next(iter(lists.values()))
    if wrapped := next((lists[key] for key in WRAPPERS if key in lists), None):
        return wrapped
    longest = max(lists.values(), key=len, default=[])
    if len(longest) > (1 if _is_record(data) else 0) and not (depth and _is_record(data)):
        return longest
    if _is_record(data):
        return [data]
    inner = [found for value in data.values() if isinstance(value, dict) and (found := _items(value, depth + 1))]
    return max(inner, key=lambda found: (len(found), len(found[0])), default=longest)


def _is_record(data):
    """Say whether an object is a line of its own: it holds three plain values or more."""
    return sum(not isinstance(v, (dict, list)) and v is not None for v in data.values()) >= 3


def _flat(item, prefix="", depth=0):
    """Return an object as {dotted name: text}; of a list of objects the first speaks, a list of texts is joined."""
    flat = {}
    for key, value in item.items():
        name = f"{prefix}{key}"[:120]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = value[0]
        if isinstance(value, dict):
            if depth < DEPTH:
                flat.update(_flat(value, f"{name}.", depth + 1))
        elif isinstance(value, list):
            flat[name] = ", ".join(_text(v) for v in value)
        else:
            flat[name] = _text(value)
    return flat


def _text(value):
    return "" if value is None else "oui" if value is True else "non" if value is False else str(value).strip()


def _feature(feature):
    """Return the properties of a GeoJSON feature, with the longitude and latitude of its point (or of its middle)."""
    flat = _flat(feature.get("properties") or {})
    if feature.get("id") is not None:
        flat.setdefault("id", _text(feature["id"]))
    points = list(_points((feature.get("geometry") or {}).get("coordinates")))
    if points:
        for rank, name in enumerate(POINT):
            flat.setdefault(name, str(round(sum(p[rank] for p in points) / len(points), 7)))
    return flat


def _points(coordinates, depth=0):
    if isinstance(coordinates, list) and depth < 6:
        if len(coordinates) >= 2 and all(isinstance(c, (int, float)) for c in coordinates[:2]):
            yield coordinates
        else:
            for inner in coordinates:
                yield from _points(inner, depth + 1)
