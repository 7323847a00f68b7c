"""The drawings of an effect: its course since the start, the street meanwhile, the kinds of action side by side."""
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chalandise.computing.takings import Grain
from chalandise.foundation.wording import short_date
from chalandise.impact.queries.happenings import around
from chalandise.impact.rules.answers import span
from chalandise.web.shell.courses import Course, Row
from chalandise.web.shell.figures import Bar, Bars

ROWS = (("public", gettext_lazy("Jours fériés")), ("school", gettext_lazy("Vacances scolaires")), ("sales", gettext_lazy("Soldes")),
        ("closure", gettext_lazy("Fermetures par décret")), ("works", gettext_lazy("Travaux")))


def course_of(estimate):
    """Return the drawing of an estimate, observed beside expected; None when it was refused."""
    found, grain = estimate.result["course"], estimate.run.grain
    if found is None:
        return None
    times, line = found["times"], estimate.result["lines"][0]
    first = next((n for n, v in enumerate(found["expected"]) if v is not None), 0)
    last = max((n for n, v in enumerate(found["expected"]) if v is not None), default=len(times) - 1)
    keep = slice(first, last + 1)
    times = times[keep]
    step = 13 if grain == Grain.WEEK else 3
    ticks = [(n, f"{'+' if t > 0 else '−' if t < 0 else ''}{abs(t)}") for n, t in enumerate(times) if t % step == 0]
    zero = times.index(0) if 0 in times else 0
    after = [(o, e) for t, o, e in zip(times, found["observed"][keep], found["expected"][keep], strict=True) if t >= 0 and o and e]
    above = sum(o > e for o, e in after)
    words = _("%(above)s périodes sur %(count)s depuis le début sont au-dessus de ce qui était attendu.") % {"above": above, "count": len(after)}
    return Course(
        _("Ce qui a été observé, et ce qui aurait été attendu sans l’action"), [_since(t, grain) for t in times], ticks,
        [(_("observé"), found["observed"][keep]), (_("attendu sans l’action"), found["expected"][keep])],
        (_("ce que le hasard explique, 95 fois sur 100"), found["low"][keep], found["high"][keep]), (zero, _("début de l’action")), [],
        _("100 est le niveau habituel de chaque boutique, l’année d’avant. Chacune est calée sur son propre début."),
        (_("%(treated)s boutiques, comparées à %(compared)s autres. En bas : mois depuis le début.") if grain == Grain.MONTH else
         _("%(treated)s boutiques, comparées à %(compared)s autres. En bas : semaines depuis le début.")) % {
            "treated": line["treated"], "compared": len(estimate.compared)},
        words, _("Depuis le début"))


def _since(time, grain):
    if time < 0:
        return _("%(span)s avant") % {"span": span(-time, grain)}
    return _("%(span)s après") % {"span": span(time, grain)} if time else _("le début")


def street_of(estimate):
    """Return the drawing of the whole street by period with what happened meanwhile; None when the estimate was refused."""
    found, run = estimate.result.get("street"), estimate.run
    if found is None:
        return None
    first = date.fromisoformat(run.parameters["first"])
    days = [_day(first, n, run.grain) for n in range(len(found["acted"]) + 1)]
    start = max(0, found["first"] - (78 if run.grain == Grain.WEEK else 18))
    known = days[start:-1]
    ticks = [(n, f"{d:%m/%Y}") for n, d in enumerate(known) if n % (39 if run.grain == Grain.WEEK else 9) == 0]
    return Course(
        _("La rue pendant ce temps"), [short_date(d) for d in known], ticks,
        [(_("boutiques qui ont agi"), found["acted"][start:]), (_("boutiques comparées"), found["compared"][start:])], None,
        (found["first"] - start, _("premier début")), rows_of(run.season, known, days[-1]),
        _("Ces deux courbes ne disent pas l’effet : elles montrent ce que toute la rue a vécu."),
        _("100 : niveau de chaque boutique avant le premier début. Calendrier national, travaux et notes de la personne référente."),
        ngettext("Les deux courbes sur %(n)s période.", "Les deux courbes sur %(n)s périodes.", len(known)) % {"n": len(known)},
        _("Mois") if run.grain == Grain.MONTH else _("Semaine du"))


def _day(first, n, grain):
    if grain == Grain.WEEK:
        return first + timedelta(weeks=n)
    months = first.year * 12 + first.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)


def rows_of(season, days, end):
    """Return the Rows of what happened under a curve whose points begin on these days; `end` is the day after the last."""
    found = {}
    for one in around(season, days[0], end):
        inside = [n for n, day in enumerate(days) if day <= one.last and (days[n + 1] if n + 1 < len(days) else end) > one.first]
        if inside:
            said = f"{one.name} ({short_date(one.first)})" if one.first == one.last else f"{one.name} ({short_date(one.first)} – {short_date(one.last)})"
            said += f", {one.where}" if one.where else ""
            found.setdefault(one.kind if one.kind in dict(ROWS) else "noted", []).append((said, inside[0], inside[-1]))
    names = (*ROWS, ("noted", _("Notés par l’équipe")))
    return [Row(str(words), tuple(found[kind])) for kind, words in names if kind in found]


def side_by_side(answers, source):
    """Return the Bars of some Answers that have an interval; None when none has."""
    bars = [Bar(f"{a.label} ({a.said['treated']})", a.said["value"], a.said["low"], a.said["high"], a.interval)
            for a in answers if not a.is_refused]
    return Bars(_("Ce que les actions ont changé aux recettes"), bars, _("Le point est l’estimation, le trait ce que l’on ne peut pas exclure."), source,
                unit="%") if bars else None
