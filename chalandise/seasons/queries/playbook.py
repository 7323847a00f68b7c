"""The playbook: the reusable method of a season, read from `seasons/data/playbooks/<key>-<version>/`.

A season keeps its own copy (`Season.playbook`): everything here reads that copy, with labels in the active language.
"""
import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chalandise.seasons.rules import playbook_faults

FOLDER = Path(__file__).resolve().parent.parent / "data" / "playbooks"
AUDIENCES = ("mentor", "merchant")


class BadPlaybook(ValueError):
    """A playbook cannot be used; `faults` name the line or the key, and the reason."""

    def __init__(self, name, faults):
        super().__init__(f"{name}: " + "; ".join(faults))
        self.faults = faults


def available():
    """Return the known playbooks, (key, version) to folder, oldest version first."""
    found = [(p.name.rpartition("-"), p) for p in FOLDER.iterdir() if p.is_dir()]
    return {(key, version): p for (key, _dash, version), p in
            sorted(found, key=lambda f: (f[0][0], [int(n) for n in re.findall(r"\d+", f[0][2])]))}


@lru_cache(maxsize=8)
def _read(folder):
    book = parse((folder / "playbook.toml").read_text(), name=folder.name)
    book["charters"] = {audience: {language: (folder / f"charter.{audience}.{language}.md").read_text()
                                   for language in ("fr", "en")} for audience in AUDIENCES}
    return book


def load(key, version=None):
    """Return a playbook as plain data, charters included; the latest version unless one is named.

    Raises
    ------
    LookupError
        No such playbook.
    BadPlaybook
        The file is wrong.
    """
    versions = [(v, p) for (k, v), p in available().items() if k == key and version in (None, v)]
    if not versions:
        raise LookupError(f"No playbook {key} {version or ''}".strip())
    return _read(versions[-1][1])


def parse(source, *, name="playbook"):
    """Read and check the text of a playbook file. Raises BadPlaybook with every fault found."""
    try:
        book = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise BadPlaybook(name, [str(error)]) from error
    faults = [f"line {_line_of(source, where)}, {where}: {why}" for where, why in playbook_faults(book)]
    if faults:
        raise BadPlaybook(name, faults)
    return book


def _line_of(source, where):
    """Return the line of "milestones[4].days" in the file: the fourth [[milestones]], then the key below it."""
    table, index, key = re.match(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?", where).groups()
    lines, seen, start = source.splitlines(), -1, 0
    for number, line in enumerate(lines, 1):
        head = line.strip()
        if head in (f"[[{table}]]", f"[{table}]") or (index is None and re.match(rf"{table}\s*=", head)):
            seen, start = seen + 1, number
            if seen == int(index or 0):
                break
    for number in range(start + 1, len(lines) + 1) if key else ():
        if lines[number - 1].startswith("["):
            break
        if re.match(rf"{key}\s*=", lines[number - 1].strip()):
            return number
    return max(start, 1)


def of(season):
    """Return the season's own copy, or the file it was made from when the copy is missing."""
    return season.playbook or load(season.playbook_key, season.playbook_version)


def say(words):
    """Return the text of the active language from {"fr": …, "en": …}."""
    return words.get((get_language() or "fr")[:2]) or words["fr"]


@dataclass(frozen=True)
class Kind:
    """One kind of action of the shared taxonomy, with its suggested indicators (codes)."""

    code: str
    label: str
    about: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """What a merchant counts: the question asked, and the unit."""

    code: str
    question: str
    unit: str


@dataclass(frozen=True)
class Criterion:
    """A criterion to read applications with, 0 to 5; `anchors` say what 1, 3 and 5 mean."""

    key: str
    label: str
    about: str
    weight: int
    anchors: tuple[str, ...] = field(default=())


def kinds(season):
    """Return {code: Kind} in the order of the playbook."""
    return {k["code"]: Kind(k["code"], say(k["label"]), say(k["about"]), tuple(k["indicators"])) for k in of(season)["kinds"]}


def indicators(season):
    """Return {code: Indicator} in the order of the playbook."""
    return {i["code"]: Indicator(i["code"], say(i["question"]), say(i["unit"])) for i in of(season)["indicators"]}


def criteria(season):
    """Return {key: Criterion} in the order of the playbook."""
    return {c["key"]: Criterion(c["key"], say(c["label"]), say(c["about"]), c["weight"], tuple(say(c["anchors"])))
            for c in of(season)["criteria"]}


def thresholds(season):
    """Return {name: days}: first_contact, silence, minutes_missing, …"""
    return of(season)["thresholds"]


def charter(season, audience, language="fr"):
    """Return the first text of one audience's charter, Markdown."""
    return of(season)["charters"][audience][language]


def milestone_words(season):
    """Return {key: (label, about)} in the active language."""
    return {m["key"]: (say(m["label"]), say(m["about"])) for m in of(season)["milestones"]}


def quiet_keys(season):
    """Return the keys of the periods in which nobody is visited or chased (Christmas)."""
    return [m["key"] for m in of(season)["milestones"] if m.get("quiet")]


def choices():
    """Return [("key-version", name)] for a form, newest first."""
    return [(f"{key}-{version}", _("%(name)s (version %(version)s)") % {"name": say(load(key, version)["name"]), "version": version})
            for key, version in reversed(available())]
