"""The catalogue as open data: the record of a solution is written here field by field, so that nothing else can leave."""
import json
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

from chalandise.catalogue.models import CatalogueChange, Qualification, Solution
from chalandise.catalogue.queries.evidence import evidence_of
from chalandise.catalogue.queries.published import standings
from chalandise.catalogue.queries.qualifications import listed_now
from chalandise.catalogue.rules import NEEDS

LICENCE = {"name": "Licence Ouverte / Open Licence 2.0", "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"}
# The fields of the sheet that everybody may reuse, under the names that they keep. A new field of the sheet stays out until it
# is written here: the account of demonstration, the contacts of people and the documents never are.
SHEET = ("name", "summary", "text", "level", "prerequisites", "price_setup", "price_month", "trial_months", "price_after", "commission",
         "price_note", "commitment_months", "data_location", "data_note", "exit_text", "exit_formats", "accessibility", "accessibility_url",
         "install_hours", "references", "website")


def listed_solutions(*, territory="", need="", after=0):
    """Return the solutions that are in a catalogue today, by key: of a territory (its slug), for a need, after a key."""
    rows = listed_now()
    rows = rows.filter(territory__slug=territory) if territory else rows
    found = Solution.objects.filter(pk__in=rows.values("solution"), pk__gt=after)
    if need:
        found = found.filter(needs__icontains=f'"{need}"') if need in NEEDS else found.none()
    return found.select_related("provider__organisation", "evidence").order_by("pk")


def records(solutions):
    """Return the public record of each solution (one query more, whatever their number).

    Returns
    -------
    list of dict
        JSON values only: money as text ("19.00"), days as "2018-11-20".
    """
    solutions = list(solutions)
    where = standings(solutions)
    return [_record(solution, where.get(solution.pk, [])) for solution in solutions]


def _record(solution, where):
    evidence, body = evidence_of(solution), solution.provider.organisation
    return {
        "id": solution.pk, "slug": solution.slug, **{name: _plain(getattr(solution, name)) for name in SHEET},
        "company": body.name, "company_country": solution.provider.country, "company_siren": body.siren or "",
        "needs": list(solution.needs), "trades": list(solution.trades), "languages": list(solution.languages),
        "changed_at": _plain(solution.changed_at),
        "qualifications": [{"territory": w.territory.slug, "state": w.state, "since": _plain(w.row.since), "until": _plain(w.row.until),
                            "conditions": w.row.conditions, "review": w.row.summary} for w in where],
        "evidence": {"uses": evidence.uses, "running": evidence.running, "answered": dict(evidence.asked), "still_used": dict(evidence.kept),
                     "install_hours_median": _plain(evidence.install_median), "installs": evidence.installs, "opinions": evidence.opinions,
                     "advise_mean": _plain(evidence.advise_mean)},
    }


def _plain(value):
    """Return a value as JSON keeps it: decimals and moments as text."""
    return value if value is None or isinstance(value, (int, str)) else json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def change_records(*, before=None, territory="", limit=50):
    """Return the public records of changes, the latest first, before a change's key."""
    rows = CatalogueChange.objects.select_related("solution", "territory").order_by("-pk")
    rows = rows.filter(territory__slug=territory) if territory else rows
    rows = rows.filter(pk__lt=before) if before else rows
    return [{"id": c.pk, "at": _plain(c.at), "kind": c.kind, "solution": c.solution.slug, "name": c.solution.name,
             "territory": c.territory.slug if c.territory else None, "detail": c.detail} for c in rows[:limit]]


def dump_of(*, territory="", today: date):
    """Yield the records of the whole catalogue, five hundred at a time."""
    after = 0
    while True:
        some = list(listed_solutions(territory=territory, after=after)[:500])
        if not some:
            return
        yield from records(some)
        after = some[-1].pk


def version_of_catalogue():
    """Return what changes when anything published changes: for a cache to know without reading it all (three queries)."""
    latest = CatalogueChange.objects.order_by("-pk").values_list("pk", flat=True).first()
    sheet = Solution.objects.filter(Q(pk__in=Qualification.objects.values("solution"))).order_by("-changed_at").values_list("changed_at", flat=True).first()
    return f"{latest}:{sheet}"
