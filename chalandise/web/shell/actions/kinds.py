"""The kinds of action of the playbook, with what each has given so far."""
from django.shortcuts import render

from chalandise.actions.queries.evidence import evidence_for
from chalandise.actions.rules import runs
from chalandise.seasons.queries.playbook import indicators, kinds, of, say


def show(request, season, *, template, address):
    """Show the taxonomy; what an action cost is for the team's eyes."""
    money = runs(request.user, season)
    known, evidence, book = indicators(season), evidence_for(request.user, money=money), of(season)
    rows = [(kind, list(dict.fromkeys(known[code].unit for code in kind.indicators if code in known)), evidence.get(kind.code)) for kind in kinds(season).values()]
    return render(request, template, {"season": season, "rows": rows, "money": money, "playbook": say(book["name"]), "version": book["version"],
                                      "back": address("workshop"), "package": address("evidence_package") if money else ""})
