"""What an evidence package is: one JSON object, read and checked whole; docs/decisions/0036-commons.md says why so little is in it."""
import hashlib
import json
from datetime import date

from django.utils.translation import gettext as _

FORMAT, VERSION = "chalandise-evidence", 1
MONTHS = ("1", "3", "6", "12")
CROWD = 3           # a kind tried by fewer could be one shop: it is not published, and not read
MOST_KINDS, MOST = 200, 100_000
LARGEST = 1_000_000  # bytes


def read(data):
    """Return (a package as plain data, faults) from bytes; each fault says where and why, and nothing is returned beside one."""
    if len(data) > LARGEST:
        return None, [_("le fichier est trop grand : un paquet de résultats pèse quelques kilo-octets")]
    try:
        book = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None, [_("ce n’est pas un fichier JSON : choisissez le fichier « paquet » téléchargé depuis Chalandise")]
    if not isinstance(book, dict) or book.get("format") != FORMAT:
        return None, [_("ce n’est pas un paquet de résultats de Chalandise")]
    if book.get("version") != VERSION:
        return None, [_("ce paquet est d’une autre version (%(version)s) : mettez Chalandise à jour") % {"version": str(book.get("version"))[:20]}]
    faults = [*_head(book), *_kinds(book.get("kinds"))]
    return (None, faults) if faults else (_plain(book), [])


def _head(book):
    for name in ("publisher", "season", "taxonomy"):
        if not isinstance(book.get(name), str) or not book[name].strip() or len(book[name]) > 80:
            yield _("« %(name)s » manque ou est trop long") % {"name": name}
    try:
        date.fromisoformat(book.get("made_on"))
    except (TypeError, ValueError):
        yield _("« made_on » n’est pas une date comme 2018-06-30")


def _kinds(kinds):
    if not isinstance(kinds, dict) or not kinds or len(kinds) > MOST_KINDS:
        yield _("« kinds » ne contient aucun genre d’action, ou beaucoup trop")
        return
    for code, counts in kinds.items():
        if not isinstance(counts, dict) or len(code) > 40:
            yield _("« %(code)s » ne contient pas de comptes") % {"code": code[:40]}
            continue
        yield from (_("« %(code)s » : %(why)s") % {"code": code, "why": why} for why in _counts(counts))


def _counts(counts):
    tried, dropped = counts.get("tried"), counts.get("dropped", 0)
    asked, kept = counts.get("asked", {}), counts.get("kept", {})
    if not all(_count(n) for n in (tried, dropped)) or not all(isinstance(x, dict) and set(x) <= set(MONTHS) and all(map(_count, x.values()))
                                                                for x in (asked, kept)):
        yield _("des comptes manquent ou ne sont pas des nombres entiers")
    elif tried < CROWD:
        yield _("moins de trois essais : ce serait montrer une boutique")
    elif dropped > tried or any(n > tried for n in asked.values()) or any(n > asked.get(m, 0) for m, n in kept.items()):
        yield _("on ne peut pas garder, ou arrêter, plus que ce qui a été essayé et répondu")


def _count(n):
    return isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MOST


def _plain(book):
    kinds = {code: {"tried": c["tried"], "dropped": c.get("dropped", 0), "asked": c.get("asked", {}), "kept": c.get("kept", {})}
             for code, c in sorted(book["kinds"].items())}
    return {"format": FORMAT, "version": VERSION, **{n: book[n].strip() for n in ("publisher", "season", "taxonomy")}, "made_on": book["made_on"],
            "kinds": kinds}


def digest(package):
    """Return what tells one package from another."""
    return hashlib.sha256(json.dumps(package, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
