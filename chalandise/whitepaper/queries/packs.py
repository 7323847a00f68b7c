"""The committee's pack: the figures of the day, what is asked of the committee, what it decided before. No merchant's own words."""
from collections import Counter

from django.db.models import Q
from django.utils.translation import gettext as _

from chalandise.foundation import wording
from chalandise.impact.queries.estimates import labels, released
from chalandise.impact.rules import answers
from chalandise.mentoring.models import Visit
from chalandise.mentoring.queries.health import season_health
from chalandise.seasons.models import Decision
from chalandise.seasons.queries.calendar import milestones_of
from chalandise.whitepaper.queries import blocks as b
from chalandise.whitepaper.queries.chapters import actions, maturity, the_mentors, the_pot
from chalandise.whitepaper.queries.facts import facts
from chalandise.whitepaper.queries.gather import FORM, figures, heading, told
from chalandise.whitepaper.rules import FEW


def gather_pack(gathering, requests=()):
    """Return the pack of a committee as plain data, ready to be frozen.

    Parameters
    ----------
    requests : sequence of str
        The decisions that the team asks for, in its own words.
    """
    season = gathering.season
    counted = facts(season)
    counted.rows["stops"] = [(m.label_fr, m.label_en or m.label_fr, m.on, m.until, m.done, m.due, m.late, bool(m.passed_at))
                             for m in milestones_of(season)]
    counted.groups["states"] = Counter(line.state for line in season_health(season))
    counted.rows["visits"] = _visits(season)
    counted.rows["decisions"] = [(d.text, d.owner, d.due_on) for d in _open_decisions(gathering)]
    counted.rows["effects"] = [(a.kind, a.said) for a in released(season)]  # only what the referent let out
    counted.rows["requests"] = [r.strip() for r in requests if r.strip()]
    return {"form": FORM, "at": counted.at.isoformat(), "season": heading(season), "figures": figures(counted),
            "gathering": {"title": gathering.title, "starts_at": gathering.starts_at.isoformat(), "place": gathering.place},
            "languages": told(counted, _chapters)}


def _visits(season):
    rows = Counter(Visit.objects.filter(pairing__season=season).exclude(state=Visit.State.CANCELLED).values_list("number", "state"))
    numbers = sorted({n for n, _state in rows})
    return [(n, rows[n, "done"], rows[n, "fixed"], rows[n, "missed"], sum(v for (m, _s), v in rows.items() if m == n)) for n in numbers]


def _open_decisions(gathering):
    """Return the decisions of the committees before this one that are not carried out yet."""
    return Decision.objects.filter(Q(done_at=None), gathering__season=gathering.season, gathering__kind="committee",
                                   gathering__starts_at__lt=gathering.starts_at, gathering__cancelled_at=None).order_by("due_on", "pk")


def _chapters(f):
    return [_asked(f), _before(f), _line(f), _pairings(f), maturity(f), actions(f),
            *([_effects(f)] if f.rows["effects"] else []), the_pot(f), the_mentors(f)]


def _asked(f):
    return b.chapter("asked", _("Ce qui est demandé au comité"),
                     b.bullets("", f.rows["requests"]) or b.text(_("Aucune décision n’est demandée aujourd’hui.")))


def _before(f):
    rows = [[text, owner or "–", wording.day_year(due) if due else "–"] for text, owner, due in f.rows["decisions"]]
    return b.chapter("before", _("Décisions du dernier comité encore ouvertes"),
                     b.table("", [_("Décision"), _("Qui"), _("Pour le")], rows) or b.text(_("Toutes les décisions précédentes sont faites.")))


def _line(f):
    english = not wording.french()
    rows = []
    for fr, en, on, until, done, due, late, passed in f.rows["stops"]:
        count = _("%(done)s sur %(due)s") % {"done": done, "due": due} if due else "–"
        state = _("%(n)s en retard") % {"n": late} if late else _("fait") if passed or (due and done >= due) else ""
        rows.append([en if english else fr, wording.day_year(on) if not until else f"{wording.day(on)} – {wording.day_year(until)}", count, state])
    return b.chapter("line", _("La saison"), b.table("", [_("Jalon"), _("Date"), _("Avancement"), _("État")], rows))


def _effects(f):
    words = labels(f.season)
    rows = [[words.get(kind, kind), said["treated"], said["compared"], "–" if said["verdict"] == "refused" else answers.percent(said["value"]),
             "–" if said["verdict"] == "refused" else answers.between(said), answers.verdict(said["verdict"])] for kind, said in f.rows["effects"]]
    whole = next((said for kind, said in f.rows["effects"] if not kind), None)
    return b.chapter(
        "effects", _("Ce que les actions ont changé aux recettes"), whole and b.text(answers.sentence(whole)),
        b.table("", [_("Action"), _("Ont agi"), _("Comparées"), _("Effet estimé"), _("Ce que l’on ne peut pas exclure"), _("Ce que l’on peut dire")], rows,
                _("Boutiques qui ont agi, comparées aux mêmes semaines à d’autres qui n’ont rien changé. Jamais moins de cinq, aucune nommée.")))


STATES = {"early": lambda: _("trop tôt pour dire"), "track": lambda: _("suivent leur cours"), "call": lambda: _("à appeler"),
          "risk": lambda: _("à risque")}


def _pairings(f):
    counts = f.groups["states"]
    rows = [[_("Visite %(n)s") % {"n": n}, f"{done} / {total}", fixed, missed] for n, done, fixed, missed, total in f.rows["visits"]]
    total = sum(counts.values())
    states = b.facts(*((STATES.get(s, lambda s=s: s)(), n, _("sur %(n)s parrainages") % {"n": total}) for s, n in counts.items())) \
        if total >= FEW else b.text(_("Trop peu de parrainages pour en donner l’état sans désigner une boutique."))
    return b.chapter("pairings", _("Les parrainages et les visites"), states,
                     b.table(_("Les visites"), [_("Visite"), _("Faites"), _("Fixées"), _("Manquées")], rows))
